import { expect, test } from 'vitest'
import { alertsOf } from '#src/domain/alert.ts'
import { aCase, aDesk, aHit } from '../../helpers/screened.ts'

const own = { ...aHit({ agency: 'interior' }), id: 'hit-1' }
const other = { ...aHit({ agency: 'border', list: 'theirs', covert: true }), id: 'hit-2' }

test('each agency is told of the hits that it sees, and of no others', () => {
  const alerts = alertsOf(aCase({ hits: [own, other] }))
  expect(alerts.map(({ agency, hits }) => [agency, hits.map(({ id }) => id)])).toEqual([
    ['interior', ['hit-1']],
    ['border', ['hit-2']]
  ])
})

test('an alert names nobody: no traveller, nothing that is listed, no evidence', () => {
  const text = JSON.stringify(alertsOf(aCase({ hits: [own] })))
  expect(text).not.toMatch(/TRAVELLER|LISTED|same name/)
})

test('a desk at the same revision is the same alert, at another a new one', () => {
  const at = (revision: number) => aCase({ desks: { interior: aDesk({ revision }) } })
  const [first] = alertsOf(at(1))
  expect(alertsOf(at(1))).toEqual([first])
  expect(alertsOf(at(2))[0]?.id).not.toBe(first?.id)
})

test.for([
  { state: 'new', count: 1 },
  { state: 'reopened', count: 1 },
  { state: 'assigned', count: 0 },
  { state: 'closed', count: 0 }
] as const)('a desk that is $state calls for $count alerts', ({ state, count }) => {
  expect(alertsOf(aCase({ desks: { interior: aDesk({ state }) } }))).toHaveLength(count)
})
