import type { CaseView } from '../api/views.ts'
import { texts } from '../texts.ts'

/** When something must be done about a case, as far as anybody knows. */
export interface Due {
  /** Milliseconds since 1970. */
  readonly at: number
  /**
   * Somebody waits at the desk; the case is new and its journey not known; a journey has yet to end, has begun and nobody knows when it ends, or
   * only its day is known; it is over; or a timer of the case runs.
   */
  readonly kind: 'desk' | 'opened' | 'inbound' | 'underway' | 'day' | 'past' | 'timer'
  /** What the timer asks for. */
  readonly what?: NonNullable<CaseView['dueAt']>['what']
}

/** So long a traveller is taken to be still at the desk. */
export const atDeskMs = 30 * 60_000

/** A leg of which no arrival is known is taken to last no longer. */
const longestLegMs = 24 * 3_600_000
// So much later than in UTC a day is over in the last place.
const behindUtcMs = 12 * 3_600_000

type Leg = Extract<CaseView['journey'], { kind: 'leg' }>

/** What presses in this case now: its timer; or the traveller at the desk; or the arrival. */
export const dueOf = (one: CaseView, now: number): Due => {
  const { dueAt, journey } = one
  if (dueAt) return { at: Date.parse(dueAt.at), kind: 'timer', what: dueAt.what }
  if (journey?.kind === 'leg') return legDue(journey, now)
  const at = Date.parse(countable(journey?.at) ?? one.createdAt)
  if (now - at >= atDeskMs) return { at, kind: 'past' }
  return { at, kind: journey ? 'desk' : 'opened' }
}

const legDue = ({ arrives, departs, departureDate }: Leg, now: number): Due => {
  const arrival = countable(arrives)
  const known = arrival ?? countable(departs)
  if (known === undefined) {
    const at = Date.parse(`${departureDate}T23:59:59Z`)
    return { at, kind: now < at + behindUtcMs ? 'day' : 'past' }
  }
  const at = Date.parse(known)
  if (at > now) return { at, kind: 'inbound' }
  return { at, kind: arrival === undefined && now - at < longestLegMs ? 'underway' : 'past' }
}

// Earlier builds took times that no clock counts, as leap seconds.
const countable = (instant: string | undefined) =>
  instant === undefined || Number.isNaN(Date.parse(instant)) ? undefined : instant

/** The case as if no timer ran: what its journey alone says. */
export const withoutTimer = ({ dueAt: _, ...rest }: CaseView): CaseView => rest

const dayOfLeg = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC'
})

/** What presses, in words. */
export const dueText = ({ at, kind }: Due, now: number): string => {
  if (kind === 'day') return texts.due.day(dayOfLeg.format(at))
  const isOver = kind === 'timer' && at < now
  return texts.due[isOver ? 'overdue' : kind](spanText(at - now))
}

/** A span as an officer reads it at a glance: 0:45, 12:05, 3 h 20, 2 d. */
export const spanText = (ms: number): string => {
  const seconds = Math.floor(Math.abs(ms) / 1_000)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${hours} h ${two(minutes % 60)}`
  return `${Math.floor(hours / 24)} d`
}

const two = (value: number) => String(value).padStart(2, '0')
