import type { Action } from '../../domain/case-action.ts'
import type { CaseView } from '../api/views.ts'

/** An action that was only received: what was asked, by whom, and of the case as it stood on the screen. */
export interface Received {
  readonly action: Action
  readonly me: string
  readonly before: Pick<CaseView, 'revision' | 'trail'>
}

/** Whether the case has moved on since; then the action was either taken or refused for it. */
export const hasMovedOn = ({ before }: Received, now: Pick<CaseView, 'revision'>): boolean =>
  now.revision > before.revision

/** What became of it: its step stands in the trail, or the case has moved on without it, or neither yet. */
export const outcomeOf = (
  received: Received,
  now: Pick<CaseView, 'revision' | 'trail'> | undefined
): 'taken' | 'refused' | 'waiting' => {
  if (!now || !hasMovedOn(received, now)) return 'waiting'
  return ownSteps(received, now) > ownSteps(received, received.before) ? 'taken' : 'refused'
}

const ownSteps = ({ action, me }: Received, { trail }: Pick<CaseView, 'trail'>) =>
  trail.filter(step => step.action === action && step.by.sub === me).length
