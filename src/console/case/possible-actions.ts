import type { CaseStateName } from '../../domain/case.ts'
import type { Action } from '../../domain/case-action.ts'
import type { CaseRulesView, CaseView, SessionView } from '../api/views.ts'
import { decidedStates, openStates } from '../state/case-states.ts'

const undecided: readonly CaseStateName[] = ['new', 'assigned', 'referred', 'escalated', 'reopened']

const offered: readonly { readonly action: Action; readonly from: readonly CaseStateName[] }[] = [
  { action: 'acknowledge', from: ['new', 'reopened', 'escalated'] },
  { action: 'assign', from: ['assigned', 'referred'] },
  { action: 'approve', from: ['pending_approval'] },
  { action: 'reject', from: ['pending_approval'] },
  { action: 'answer', from: [...undecided, 'confirmed', 'dismissed', 'closed'] },
  { action: 'confirm', from: undecided },
  { action: 'dismiss', from: undecided },
  { action: 'refer', from: ['new', 'assigned', 'escalated', 'reopened'] },
  { action: 'release', from: ['assigned'] },
  { action: 'close', from: ['confirmed', 'dismissed'] },
  { action: 'reopen', from: decidedStates },
  { action: 'note', from: [...openStates, ...decidedStates] }
]

/** What to offer this officer in this case; the service decides what is taken. */
export const possibleActions = (
  one: CaseView,
  me: SessionView,
  rules: CaseRulesView | undefined
): readonly Action[] =>
  offered
    .filter(({ action, from }) => from.includes(one.state) && suits(action, one, me, rules))
    .map(({ action }) => action)

const suits = (
  action: Action,
  one: CaseView,
  me: SessionView,
  rules: CaseRulesView | undefined
): boolean => {
  const isMine = one.assignee?.sub === me.sub
  const isOwnStep = one.pendingApproval?.by.sub === me.sub
  if (action === 'assign') return !isMine
  if (action === 'release') return isMine
  if (action === 'approve') return !isOwnStep && mayApprove(one, me, rules)
  if (action === 'reject') return isOwnStep || mayApprove(one, me, rules)
  return action !== 'answer' || isAsked(one, me)
}

const mayApprove = (
  { pendingApproval }: CaseView,
  { roles }: SessionView,
  rules: CaseRulesView | undefined
) => {
  if (!pendingApproval || !rules) return true
  const { confirm, dismiss, exclude } = rules.approvers
  const decides = pendingApproval.verdict === 'confirmed' ? confirm : dismiss
  return (pendingApproval.exclude ? exclude : decides).some(role => roles.includes(role))
}

/** By another agency; or by a colleague, where no other agency owns an entry. */
const isAsked = ({ askedBy = [], asked = [], trail }: CaseView, { sub, agency }: SessionView) => {
  const referrer = trail.findLast(({ action }) => action === 'refer')?.by.sub
  const asksItself = asked.some(one => one.agency === agency)
  return asksItself ? referrer !== sub : askedBy.length > 0
}
