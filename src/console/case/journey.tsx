import type { Journey } from '../../domain/traveller.ts'
import { texts } from '../texts.ts'

/** A journey in a line: the way on top, the time below. */
export const JourneyLine = ({ journey }: { readonly journey?: Journey | undefined }) => {
  if (!journey) return null
  if (journey.kind === 'crossing') {
    return (
      <>
        {journey.checkpoint}
        <small>{`${texts.journey[journey.direction]} ${timeText(journey.at)}`}</small>
      </>
    )
  }
  const { carrier, number, from, to, arrives, departureDate } = journey
  return (
    <>
      {texts.journey.leg(carrier, number, from, to)}
      <small>{arrives ? `${texts.journey.arrives} ${timeText(arrives)}` : departureDate}</small>
    </>
  )
}

// Kept, not made for each row: a formatter costs half a millisecond to throw away, and the queue draws 30 in every frame.
const dayAndTime = { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit' } as const
const deskTime = new Intl.DateTimeFormat('en-GB', dayAndTime)

const deskTimeWithYear = new Intl.DateTimeFormat('en-GB', { ...dayAndTime, year: 'numeric' })

/** A moment as date and time of this desk. */
export const timeText = (instant: string): string => deskTime.format(new Date(instant))

/** The same with its year, of what may be long past. */
export const pastTimeText = (instant: string): string => deskTimeWithYear.format(new Date(instant))

/** Whether two journeys are one: the same leg of a carrier, or none. */
export const isSameLeg = (a: Journey | undefined, b: Journey | undefined): boolean =>
  a?.kind === 'leg' &&
  b?.kind === 'leg' &&
  a.carrier === b.carrier &&
  a.number === b.number &&
  a.departureDate === b.departureDate
