import { rejected } from './applied.ts'
import { type CaseHit, type CaseStateName, caseStates, type Desk } from './case.ts'
import type { Action, CaseCommand } from './case-action.ts'
import type { CaseRules } from './case-rules.ts'
import { exclusionProblem } from './grant-exclusions.ts'

const open: readonly CaseStateName[] = ['new', 'assigned', 'referred', 'escalated', 'reopened']
const over: readonly CaseStateName[] = ['confirmed', 'dismissed']

const from: { readonly [action in Action]: readonly CaseStateName[] } = {
  assign: open,
  acknowledge: ['new', 'reopened', 'escalated', 'assigned'],
  release: ['assigned'],
  confirm: open,
  dismiss: open,
  approve: ['pending_approval'],
  reject: ['pending_approval'],
  refer: ['new', 'assigned', 'escalated', 'reopened'],
  answer: [...open, ...over, 'closed'],
  note: caseStates,
  close: over,
  reopen: [...over, 'closed', 'withdrawn']
}

/** Whether the action fits the desk's state; only who was asked can answer. */
export const isPossible = (action: Action, desk: Desk, agency: string): boolean =>
  from[action].includes(desk.state) && (action !== 'answer' || isAsked(desk, agency))

const isAsked = ({ askedBy = [], asks = [] }: Desk, own: string) =>
  askedBy.length > 0 || asks.some(({ agency }) => agency === own)

const needsReason: ReadonlySet<Action> = new Set([
  'confirm',
  'dismiss',
  'reject',
  'refer',
  'answer',
  'note',
  'reopen'
])
const hasOutcome: ReadonlySet<Action> = new Set(['confirm', 'answer', 'approve', 'close', 'note'])

/** Says nothing without words of the officer. */
const inWords = 'other'

/** Why an action that fits the state is not taken; undefined when it is. */
export const refusal = (
  desk: Desk,
  hits: readonly CaseHit[],
  command: CaseCommand,
  at: string,
  rules: CaseRules
): ReturnType<typeof rejected> | undefined => {
  const { action, reason, reasonCode, outcome, verdict, exclude } = command
  if (needsReason.has(action) && !reason && (!reasonCode || reasonCode === inWords)) {
    return rejected('REASON_REQUIRED', `${action} needs a reason`, desk.revision)
  }
  if (reasonCode && !codesFor(rules, action).includes(reasonCode)) {
    return rejected('UNKNOWN_CODE', `reasonCode: not one of the policy’s for ${action}`)
  }
  const isOutcome = rules.outcomes.some(({ code }) => code === outcome)
  if (outcome && !(isOutcome && hasOutcome.has(action))) {
    return rejected('UNKNOWN_CODE', `outcome: not one of the policy’s, or not with ${action}`)
  }
  if (verdict && action !== 'answer') {
    return rejected('NOT_WITH_ACTION', `verdict: not with ${action}`)
  }
  if (exclude && action !== 'dismiss') {
    return rejected('NOT_WITH_ACTION', `exclude: not with ${action}`)
  }
  const problem = exclude && exclusionProblem(desk, hits, command, at, rules)
  return problem ? rejected('EXCLUSION_NOT_POSSIBLE', problem) : byAnother(desk, command, rules)
}

const codesFor = ({ reasons }: CaseRules, action: Action): readonly string[] =>
  action in reasons ? reasons[action as keyof typeof reasons].map(({ code }) => code) : []

/** Nobody takes the second step after the own first one. */
const byAnother = ({ pending, asks, trail }: Desk, command: CaseCommand, rules: CaseRules) => {
  const { action, by, roles = [] } = command
  if (pending && (action === 'approve' || action === 'reject')) {
    const isOwn = pending.by.sub === by.sub
    if (isOwn && action === 'reject') return undefined // taken back
    if (isOwn) return rejected('OWN_STEP', 'another person must approve what you decided')
    const { confirm, dismiss, exclude } = rules.approvers
    const says = pending.verdict === 'confirmed' ? confirm : dismiss
    const admitted = pending.exclude ? exclude : says
    return admitted.some(role => roles.includes(role))
      ? undefined
      : rejected('ROLE_REQUIRED', `this needs one of the roles ${admitted.join(', ')}`)
  }
  const asksItself = asks?.some(({ agency }) => agency === by.agency)
  const referrer = trail.findLast(step => step.action === 'refer')?.by.sub
  return action === 'answer' && asksItself && referrer === by.sub
    ? rejected('OWN_STEP', 'another person must answer what you referred')
    : undefined
}
