import type { CaseReply } from '../../domain/case-reply.ts'
import type { Hit } from '../../domain/screening.ts'
import type { Role } from '../../domain/vocabulary.ts'

/** A case as the API shows it. */
export type CaseView = CaseReply

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
