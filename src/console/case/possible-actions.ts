import type { CaseStateName } from '../../domain/case.ts'
import type { Action } from '../../domain/case-action.ts'
import type { CaseView, SessionView } from '../api/views.ts'
import { openStates } from '../state/case-states.ts'

const offered: readonly { readonly action: Action; readonly from: readonly CaseStateName[] }[] = [
  { action: 'acknowledge', from: ['new', 'reopened', 'escalated'] },
  { action: 'assign', from: ['assigned', 'referred'] },
  { action: 'approve', from: ['pending_approval'] },
  { action: 'reject', from: ['pending_approval'] },
  { action: 'confirm', from: ['new', 'assigned', 'referred', 'escalated', 'reopened'] },
  { action: 'dismiss', from: ['new', 'assigned', 'referred', 'escalated', 'reopened'] },
  { action: 'refer', from: ['new', 'assigned', 'escalated', 'reopened'] },
  { action: 'release', from: ['assigned'] },
  { action: 'close', from: ['confirmed', 'dismissed'] },
  { action: 'reopen', from: ['confirmed', 'dismissed', 'closed', 'withdrawn'] },
  { action: 'note', from: [...openStates, 'confirmed', 'dismissed', 'closed', 'withdrawn'] }
]

/** What to offer this officer in this case; the service decides what is taken. */
export const possibleActions = (one: CaseView, me: SessionView): readonly Action[] =>
  offered
    .filter(({ from }) => from.includes(one.state))
    .map(({ action }) => action)
    .filter(action => {
      const isMine = one.assignee?.sub === me.sub
      if (action === 'assign') return !isMine
      if (action === 'approve') return one.pendingApproval?.by.sub !== me.sub
      return action !== 'release' || isMine
    })

/** Actions that the service takes with a reason only. */
export const needReason: readonly Action[] = [
  'confirm',
  'dismiss',
  'refer',
  'note',
  'reopen',
  'reject'
]
