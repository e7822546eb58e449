import type { CaseReply } from '../../domain/case.ts'
import type { Hit } from '../../domain/screening.ts'
import type { Role } from '../../domain/vocabulary.ts'

/** A case as the API shows it; what a service may add is shown when it is there. */
export type CaseView = CaseReply & {
  readonly dueAt?: { readonly at: string; readonly what: string }
  readonly pendingApproval?: {
    readonly action: string
    readonly by: { readonly sub: string; readonly agency?: string }
    readonly reason?: string
    readonly exclude?: { readonly until: string }
  }
  readonly earlierCases?: readonly EarlierCase[]
}

/** An earlier case of the same traveller and entry. */
export interface EarlierCase {
  readonly id: string
  readonly state?: string
  readonly createdAt?: string
}

/** A hit as a case or a screening's answer shows it. */
export type HitView = Hit & { readonly outdated?: boolean }
export type EvidenceView = HitView['evidence'][number]

/** Who is signed in. */
export interface SessionView {
  readonly sub: string
  readonly name?: string
  readonly agency?: string
  readonly roles: readonly Role[]
  readonly purposes: readonly string[]
  readonly expiresAt: string
}
