import { expect, test } from 'vitest'
import { splitFlights } from '#src/manifests/paxlst/split-flights.ts'
import type { Flight } from '#src/manifests/sector.ts'

const flight = (number: string, place: string, departs: string): Flight => ({
  mode: 'air',
  designator: `YY${number}`,
  carrier: 'YY',
  number,
  points: [{ qualifier: '125', place, departs: { sent: '', local: departs } }]
})
/** A flight that is named without its places. */
const bare = (number: string, departs?: string): Flight => ({
  ...flight(number, '', ''),
  points: [],
  ...(departs && { departs: { sent: '', local: departs } })
})
const morning = '2026-11-22T09:55'
const evening = '2026-11-22T19:55'

test.for([
  {
    flights: [flight('212', 'OSL', morning), flight('214', 'OSL', evening)],
    former: 1,
    why: 'another flight'
  },
  {
    flights: [flight('212', 'OSL', morning), flight('212', 'OSL', evening)],
    former: 1,
    why: 'the same one later'
  },
  {
    flights: [flight('212', 'OSL', morning), flight('212', 'CPH', evening), flight('9', 'OSL', '')],
    former: 2,
    why: 'another one after two sectors'
  },
  {
    flights: [flight('212', 'OSL', morning), flight('212', 'CPH', evening)],
    former: 0,
    why: 'two sectors of one flight'
  },
  {
    flights: [bare('212', morning), flight('212', 'OSL', evening)],
    former: 1,
    why: 'the same one later, first without places'
  },
  {
    flights: [bare('212', morning), bare('212', evening)],
    former: 1,
    why: 'the same one later, without places'
  },
  {
    flights: [bare('212'), flight('212', 'OSL', evening)],
    former: 0,
    why: 'one without places and times, which may be the same'
  },
  {
    flights: [bare('212', morning), flight('212', 'OSL', morning)],
    former: 0,
    why: 'the same one twice, first without places'
  },
  { flights: [flight('212', 'OSL', morning)], former: 0, why: 'one flight' },
  { flights: [], former: 0, why: 'no flight' }
])('tells the former flight from the new one: $why', ({ flights, former }) => {
  expect(splitFlights(flights)).toEqual({
    former: flights.slice(0, former),
    now: flights.slice(former)
  })
})
