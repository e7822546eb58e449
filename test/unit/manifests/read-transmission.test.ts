import { expect, test } from 'vitest'
import { loadAuthorities } from '#src/load-authorities.ts'
import type { JsonManifest } from '#src/manifests/json-manifest.ts'
import { readTransmission } from '#src/manifests/read-transmission.ts'
import { paxlst } from './build-paxlst.ts'

const authorities = loadAuthorities('config/policy.json')
const born = '2026-12-01'
const json: JsonManifest = {
  sender: 'YYAIR',
  reference: '1',
  function: 'passengers',
  legs: [
    { mode: 'air', carrier: 'YY', number: '1', from: 'TRW', to: 'HNL', departs: '2026-12-01T01:30' }
  ],
  persons: [{ role: 'passenger', names: [{ family: 'TALLIS', given: 'ORLA' }], birthDate: born }]
}
const interchange = Buffer.from(paxlst({ persons: ['NAD+FL+++TALLIS:ORLA', 'DTM+329:261201'] }))

test.for([
  { sent: json, as: 'JSON' },
  { sent: interchange, as: 'PAXLST, with a year in two digits' }
])('reads a child born where the next day has begun already: $as', ({ sent }) => {
  const bornOn = (at: string) =>
    readTransmission(sent, at, authorities).manifest.messages[0]?.persons[0]?.birth?.value
  expect(bornOn('2026-11-30T11:31:22.000Z')).toBe(born)
  expect(bornOn('2026-11-30T09:59:59.000Z')).not.toBe(born)
})
