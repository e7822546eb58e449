import type { Flight } from '../sector.ts'

/** The flights of a change of flight: where its persons were listed, where that is said, and where they are now. */
export interface SplitFlights {
  readonly former: readonly Flight[]
  readonly now: readonly Flight[]
}

/** Of a change of flight, the flight before stands first: another one, or the same from the same place at another time. */
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

const isAgain = ({ points: [one] }: Flight, { points: [other] }: Flight) =>
  one?.place !== undefined &&
  one.place === other?.place &&
  one.departs?.local !== other.departs?.local
