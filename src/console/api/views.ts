import type { CaseReply } from '../../domain/case-reply.ts'
import type { CaseRules } from '../../domain/case-rules.ts'
import type { ExclusionReply } from '../../domain/exclusion.ts'
import type { Hit } from '../../domain/screening.ts'
import type { Role } from '../../domain/vocabulary.ts'

/** A case as the API shows it. */
export type CaseView = CaseReply

/** A hit as a case or a screening's answer shows it. */
export type HitView = Hit & {
  readonly agency?: string
  readonly outdated?: boolean
  readonly withdrawn?: boolean
  readonly lapsed?: boolean
  readonly changed?: boolean
}
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

/** What the policy says about working on cases, as far as a screen needs it. */
export type CaseRulesView = Pick<
  CaseRules,
  'adverse' | 'approvers' | 'reasons' | 'outcomes' | 'exclusionMaxDays'
>

/** An exclusion of the agency. */
export type ExclusionView = ExclusionReply

/** An alert that could not be delivered. */
export interface FailedAlertView {
  readonly id: string
  readonly caseId: string
  readonly desk: string
  readonly revision: number
  readonly what: string
  readonly attempts: number
  readonly error: string
  readonly failedAt: string
}
