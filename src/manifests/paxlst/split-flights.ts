import type { Flight } from '../sector.ts'

/** The flights of a change of flight: where its persons were listed, where that is said, and where they are now. */
export interface SplitFlights {
  readonly former: readonly Flight[]
  readonly now: readonly Flight[]
}

/**
 * Of a change of flight, the flight before stands first: another one, or the same from the same place at another time. Where one of
 * them has no places, the time alone tells.
 */
export const splitFlights = (flights: readonly Flight[]): SplitFlights => {
  const [first] = flights
  const other = flights.findIndex(
    flight => first !== undefined && flight !== first && isOther(first, flight)
  )
  return other === -1
    ? { former: [], now: flights }
    : { former: flights.slice(0, other), now: flights.slice(other) }
}

const isOther = (one: Flight, other: Flight) =>
  one.carrier !== other.carrier || one.number !== other.number || isAgain(one, other)

const isAgain = (one: Flight, other: Flight) => {
  const [from, again] = [one.points[0], other.points[0]]
  const [before, now] = [from ?? one, again ?? other].map(({ departs }) => departs?.local)
  if (from && again) return from.place !== undefined && from.place === again.place && before !== now
  return before !== undefined && now !== undefined && before !== now
}
