import type { CaseView } from '../api/views.ts'
import { texts } from '../texts.ts'

/** Whether somebody was told that the time of a case is over, and nobody has acted since. */
export const isEscalated = ({ state, escalation, trail }: CaseView): boolean => {
  if (state === 'escalated') return true
  const last = trail.findLast(({ action }) => action === 'escalated' || isAct(action))
  return escalation !== undefined && last?.action === 'escalated'
}

/** A note alone does nothing that was waited for. */
const isAct = (action: string) => action !== 'note' && Object.hasOwn(texts.actions, action)
