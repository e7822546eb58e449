import type { CaseView } from '../api/views.ts'
import { texts } from '../texts.ts'

/** When something must be done about a case, as far as anybody knows. */
export interface Due {
  /** Milliseconds since 1970. */
  readonly at: number
  /** Somebody waits at the desk; the case is new and its journey not known; a journey has yet to end; it is over; or a timer of the case runs. */
  readonly kind: 'desk' | 'opened' | 'inbound' | 'past' | 'timer'
  /** What the timer asks for. */
  readonly what?: NonNullable<CaseView['dueAt']>['what']
}

/** So long a traveller is taken to be still at the desk. */
export const atDeskMs = 30 * 60_000

/** What presses in this case now: its timer; or the traveller at the desk; or the arrival. */
export const dueOf = (one: CaseView, now: number): Due => {
  const { dueAt, journey } = one
  if (dueAt) return { at: Date.parse(dueAt.at), kind: 'timer', what: dueAt.what }
  if (journey?.kind === 'leg') {
    const at = Date.parse(
      journey.arrives ?? journey.departs ?? `${journey.departureDate}T23:59:59Z`
    )
    return { at, kind: at > now ? 'inbound' : 'past' }
  }
  const at = Date.parse(journey?.at ?? one.createdAt)
  if (now - at >= atDeskMs) return { at, kind: 'past' }
  return { at, kind: journey ? 'desk' : 'opened' }
}

/** The case as if no timer ran: what its journey alone says. */
export const withoutTimer = ({ dueAt: _, ...rest }: CaseView): CaseView => rest

/** What presses, in words. */
export const dueText = ({ at, kind }: Due, now: number): string =>
  kind === 'timer' && at < now
    ? texts.due.overdue(spanText(now - at))
    : texts.due[kind](spanText(at - now))

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
