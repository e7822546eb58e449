import type { Desk } from './case.ts'
import type { situations } from './case-rules.ts'
import { isInstant } from './dates.ts'

/** Where the traveller is when a desk is opened: before an officer, before boarding, or on the way. */
export const situationOf = ({ journey, createdAt }: Desk): (typeof situations)[number] => {
  if (journey?.kind !== 'leg') return 'desk'
  return journey.departs && Date.parse(journey.departs) > Date.parse(createdAt)
    ? 'boarding'
    : 'inbound'
}

/** What the officers work against: the departure while boarding is ahead, then the arrival; a time that nobody can count with is none. */
export const countdownOf = (desk: Desk): string | undefined => {
  const { journey } = desk
  if (journey?.kind !== 'leg') return undefined
  const at = situationOf(desk) === 'boarding' ? journey.departs : journey.arrives
  return at && isInstant(at) ? at : undefined
}
