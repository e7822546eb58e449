import type { Journey } from '../../domain/traveller.ts'
import { texts } from '../texts.ts'
import { timeText } from './time-text.ts'

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

/** Whether two journeys are one: the same leg of a carrier, or none. */
export const isSameLeg = (a: Journey | undefined, b: Journey | undefined): boolean =>
  a?.kind === 'leg' &&
  b?.kind === 'leg' &&
  a.carrier === b.carrier &&
  a.number === b.number &&
  a.departureDate === b.departureDate
