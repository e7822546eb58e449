import { expect, test } from 'vitest'
import { airportZones } from '#src/manifests/airport-zones.ts'
import { instantAt } from '#src/manifests/local-instant.ts'

test.for([
  { airport: 'LIS', local: '2026-11-22T12:40', is: '2026-11-22T12:40:00+00:00', why: 'winter' },
  { airport: 'LIS', local: '2026-07-22T12:40', is: '2026-07-22T12:40:00+01:00', why: 'summer' },
  { airport: 'lis', local: '2026-07-22T12:40', is: '2026-07-22T12:40:00+01:00', why: 'any case' },
  { airport: 'YYT', local: '2026-01-05T23:59', is: '2026-01-05T23:59:00-03:30', why: 'half hours' },
  { airport: 'OSL', local: '2026-03-29T01:59', is: '2026-03-29T01:59:00+01:00', why: 'before' },
  { airport: 'OSL', local: '2026-03-29T02:30', is: '2026-03-29T02:30:00+01:00', why: 'left out' },
  { airport: 'OSL', local: '2026-03-29T03:00', is: '2026-03-29T03:00:00+02:00', why: 'after' },
  { airport: 'OSL', local: '2026-10-25T02:30', is: '2026-10-25T02:30:00+02:00', why: 'twice' },
  { airport: 'JFK', local: '2026-11-01T00:30', is: '2026-11-01T00:30:00-04:00', why: 'before' },
  { airport: 'JFK', local: '2026-11-01T02:30', is: '2026-11-01T02:30:00-05:00', why: 'after' },
  { airport: 'XQZ', local: '2026-11-22T12:40', is: undefined, why: 'an airport not known here' },
  { airport: undefined, local: '2026-11-22T12:40', is: undefined, why: 'no airport' },
  { airport: 'LIS', local: '2026-11-22', is: undefined, why: 'no hour' },
  { airport: 'LIS', local: undefined, is: undefined, why: 'no time' }
])('$local at $airport is $is: $why', ({ airport, local, is }) => {
  expect(instantAt(airport, local)).toBe(is)
})

test.for(airportZones.map(zone => ({ zone })))('$zone is known to this runtime', ({ zone }) => {
  expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow()
})
