import { expect, test } from 'vitest'
import type { StatusChange } from '#src/manifests/acknowledgements.ts'
import { readPaxlst } from '#src/manifests/paxlst/read-paxlst.ts'
import type { ReceivedManifest } from '#src/manifests/received.ts'
import { showManifest } from '#src/manifests/show.ts'
import { passengerList } from '#test/helpers/passenger-list.ts'
import { aReceivedManifest, aScreenedPerson } from '#test/helpers/received-manifest.ts'
import { aHit } from '#test/helpers/screened.ts'
import { someone } from '#test/helpers/someone.ts'

const at = '2026-11-22T09:00:00.000Z'
const about = (transaction: string, ...persons: readonly number[]): StatusChange => ({
  transaction,
  at,
  persons: persons.map(person => ({ message: 1, person }))
})
const changes = [
  { transaction: 'KEPT BEFORE', at },
  about('FIRST', 1),
  about('SECOND', 2),
  about('THIRD', 3),
  about('FIRST TWO', 1, 2)
]
const people = ['first', 'second', 'third'].map(word => someone(`changed ${word}`))
const received: ReceivedManifest = aReceivedManifest(people, [
  aScreenedPerson(1, 'case-1', [aHit({ agency: 'customs' })]),
  aScreenedPerson(2, 'case-2', [aHit({ agency: 'interior' })]),
  { person: 3, kind: 'duplicate', of: 1 }
])
const callerAs = (role: 'officer' | 'carrier' | 'auditor', agency?: string) => {
  return {
    sub: 'somebody',
    jti: 'token',
    roles: [role],
    purposes: ['border_control'],
    expiresAt: 0,
    carrier: 'YYAIR',
    ...(agency && { agency })
  }
}
const shownTo = (...who: Parameters<typeof callerAs>) =>
  showManifest(received, { caller: callerAs(...who), parts: [], changes }).statusChanges
const named = (...transactions: readonly string[]) =>
  transactions.map(transaction => ({ transaction, at }))

test.for([
  { agency: 'customs', told: named('FIRST', 'THIRD', 'FIRST TWO') },
  { agency: 'interior', told: named('SECOND', 'FIRST TWO') },
  { agency: 'health', told: undefined },
  { agency: undefined, told: undefined }
])(
  'officers know of changes about persons of whom they see a case: $agency',
  ({ agency, told }) => {
    expect(shownTo('officer', agency)).toEqual(told)
  }
)

test('carriers know of all that they were told, those who look after the service of nothing', () => {
  expect(shownTo('carrier')).toEqual(named('KEPT BEFORE', 'FIRST', 'SECOND', 'THIRD', 'FIRST TWO'))
  expect(shownTo('auditor')).toBeUndefined()
})

test('says the date of a flight that is named without places', () => {
  const text = passengerList([], { bgm: 'BGM+266+XF', places: ['DTM+189:2611230955:201'] })
  const manifest = readPaxlst(Buffer.from(text), { today: '2026-11-22' })
  const cancelled = aReceivedManifest([], [], { manifest })
  expect(showManifest(cancelled, { caller: callerAs('carrier'), parts: [] }).messages).toEqual([
    {
      function: 'flight_cancelled',
      taken: true,
      flight: 'YY212',
      departs: '2026-11-23T09:55',
      persons: 0
    }
  ])
})
