import type { CaseView } from '../api/views.ts'
import { texts } from '../texts.ts'

/** What was not done in time and who was told, in words. */
export const escalationText = ({
  what,
  to
}: Pick<NonNullable<CaseView['escalation']>, 'what' | 'to'>): string =>
  texts.case.escalated[what](texts.escalatedTo[to])
