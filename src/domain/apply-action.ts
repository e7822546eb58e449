import type { Actor } from './access.ts'
import { type Applied, rejected } from './applied.ts'
import {
  type CaseState,
  type CaseStateName,
  type Desk,
  deskOf,
  hitsFor,
  moved,
  verdictOf
} from './case.ts'
import { type Action, type CaseCommand, type PendingStep, whyOf } from './case-action.ts'
import type { CaseRules, Verdict } from './case-rules.ts'
import { endExclusions, grantExclusions } from './grant-exclusions.ts'
import { askOwners, tellAskers } from './referral.ts'
import { isPossible, refusal } from './refuse-action.ts'

/**
 * The case after an officer's action, at the desk of the officer's agency; rejected when that has moved on, the action does
 * not fit its state, a reason is missing, or it needs another person.
 *
 *   confirm, dismiss, answer   decide; by one person, or wait as `pending_approval` for a second one
 *   approve                    the second person's: takes the decision, and grants the exclusion asked for with it
 *   refer                      asks the owners of the entries, whose `answer` decides this desk too
 */
export const applyAction = (
  stored: CaseState | undefined,
  command: CaseCommand,
  at: string,
  rules: CaseRules
): Applied<CaseState> => {
  const { action, by } = command
  const desk = stored && deskOf(stored, by.agency)
  if (!desk || by.agency === undefined) {
    return rejected('NO_SUCH_CASE', 'there is no such case')
  }
  const { revision } = desk
  if (revision !== command.revision) {
    return rejected(
      'STALE_REVISION',
      `the case is at revision ${revision}: read it again before acting`,
      revision
    )
  }
  if (!isPossible(action, desk, by.agency)) {
    return rejected(
      'ACTION_NOT_POSSIBLE',
      `${action} is not possible while the case is ${desk.state}`,
      revision
    )
  }
  const hits = hitsFor(stored.hits, by.agency)
  const refused = refusal(desk, hits, command, at, rules)
  if (refused) return refused
  const step = stepOf(desk, command, at)
  const waits = step?.isNew && needsApproval(step, hits, rules)
  const state = waits ? 'pending_approval' : stateAfter(desk, command, step?.verdict)
  const next = { ...actedOn(desk, command, at, state), ...(waits && { pending: step.pending }) }
  const after = { ...stored, desks: { ...stored.desks, [by.agency]: next } }
  if (action === 'refer') return { ok: true, state: askOwners(after, command, at) }
  if (waits || action === 'reject') return { ok: true, state: after }
  const granted = step ? grantExclusions(after, step.pending, by, at) : after
  const isAnswer = (step?.pending.action ?? action) === 'answer'
  return {
    ok: true,
    state: isAnswer ? tellAskers(granted, by, step?.pending, command, at, rules) : granted
  }
}

interface Step {
  readonly verdict: Verdict
  readonly pending: PendingStep
  /** False for the approval of what another person has decided. */
  readonly isNew: boolean
}

/** The decision that an action makes or takes. */
const stepOf = (desk: Desk, command: CaseCommand, at: string): Step | undefined => {
  const { action, by, exclude } = command
  if (action === 'approve' || action === 'reject') {
    const { pending } = desk
    return pending && { verdict: pending.verdict, pending, isNew: false }
  }
  if (action !== 'confirm' && action !== 'dismiss' && action !== 'answer') return undefined
  const verdict = action === 'answer' ? (command.verdict ?? verdictOf(desk)) : says[action]
  if (!verdict) return undefined
  const pending = { action, verdict, by, at, ...whyOf(command), ...(exclude && { exclude }) }
  return { verdict, pending, isNew: verdictOf(desk) !== verdict }
}

const says = { confirm: 'confirmed', dismiss: 'dismissed' } as const

/** Two persons confirm what is adverse, dismiss what is covert, and exclude. */
const needsApproval = (
  { verdict, pending }: Step,
  hits: ReturnType<typeof hitsFor>,
  { adverse }: CaseRules
) =>
  verdict === 'confirmed'
    ? hits.some(({ instruction }) => adverse.includes(instruction))
    : pending.exclude !== undefined || hits.some(({ covert }) => covert)

const fixed: { readonly [action in Action]?: CaseStateName } = {
  assign: 'assigned',
  acknowledge: 'assigned',
  release: 'new',
  refer: 'referred',
  close: 'closed',
  reopen: 'reopened'
}

const stateAfter = (
  desk: Desk,
  { action, by }: CaseCommand,
  verdict: Verdict | undefined
): CaseStateName => {
  if (action === 'reject') return desk.assignee ? 'assigned' : 'new'
  if (verdict) return verdictOf(desk) === verdict ? desk.state : verdict
  // Whoever waits for others goes on waiting for them.
  const isBack = action === 'answer' && desk.asks?.some(({ agency }) => agency === by.agency)
  return isBack ? (desk.assignee ? 'assigned' : 'new') : (fixed[action] ?? desk.state)
}

/** Who is found to be the listed person, or looked at again, is excluded no more. */
const actedOn = (desk: Desk, command: CaseCommand, at: string, state: CaseStateName): Desk => {
  const after = acted(desk, command, at, state)
  const isTakenBack = command.action === 'reopen' || state === 'confirmed'
  return isTakenBack ? endExclusions(after, command.by, at) : after
}

const acted = (desk: Desk, command: CaseCommand, at: string, state: CaseStateName): Desk => {
  const { action, by, outcome } = command
  const { assignee: _, ...rest } = moved(desk, state)
  const assignee = assigneeAfter(desk, command)
  const why = { ...whyOf(command), ...(outcome && { outcome }) }
  return {
    ...rest,
    ...(assignee && { assignee }),
    revision: desk.revision + 1,
    trail: [...desk.trail, { at, by, action, ...why }],
    updatedAt: at
  }
}

const assigneeAfter = (desk: Desk, { action, by }: CaseCommand): Actor | undefined => {
  if (action === 'release' || action === 'reopen') return undefined
  return action === 'assign' || action === 'acknowledge' ? by : desk.assignee
}
