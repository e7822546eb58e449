import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { JsonManifest } from '#src/manifests/json-manifest.ts'
import { readPaxlst } from '#src/manifests/paxlst/read-paxlst.ts'
import { readJsonManifest } from '#src/manifests/read-json-manifest.ts'
import type { IsReceiving } from '#src/manifests/receiving-state.ts'
import { toLeg } from '#src/manifests/to-leg.ts'
import { toTraveller } from '#src/manifests/to-traveller.ts'
import { fixture, today } from './build-paxlst.ts'

const checker = Compile(JsonManifest)

const orla = {
  role: 'passenger',
  names: [{ family: 'TALLIS', given: 'ORLA BETH' }],
  birthDate: '1981-04-17',
  sex: 'F',
  nationalities: ['UTO', 'NO'],
  residence: 'NOR',
  birthPlace: 'HIGH MEADOW, UTO',
  documents: [
    { type: 'P', number: 'U7700011', issuer: 'UTO', expires: '2031-06-30', issued: '2021-07-01' },
    { type: 'V', number: 'V0042', issuer: 'PRT', expires: '2026-12-31' }
  ],
  locator: '7KD2QA',
  reference: 'YY212001',
  governmentReference: 'RD55501',
  seat: '14C',
  verified: true,
  bags: { count: 2, weightKg: 31, tags: ['YY0099:2'] },
  embarkation: 'OSL',
  disembarkation: 'LIS',
  clearance: 'LIS'
} as const

const leg = {
  mode: 'air',
  carrier: 'YY',
  number: '0212',
  from: 'OSL',
  to: 'LIS',
  departs: '2026-05-11T09:55',
  arrives: '2026-05-11T12:40'
} as const

const kit = {
  role: 'transit_passenger',
  names: [{ family: 'MARLOWE', given: 'KIT' }],
  birthDate: '1957',
  nationalities: ['UTO'],
  documents: [{ type: 'I', number: '99-1 7', issuer: 'D' }]
} as const

const manifest = {
  sender: 'YYAIR',
  reference: '4711',
  function: 'passengers',
  legs: [leg],
  persons: [orla, kit]
}

const readAs = (change: object, isReceiving?: IsReceiving) => {
  const json: unknown = { ...manifest, ...change }
  if (!checker.Check(json)) throw new Error(JSON.stringify(checker.Errors(json)))
  const read = readJsonManifest(json, { today, receivingFor: () => isReceiving })
  const message = read.messages[0] ?? expect.fail('no message')
  return { ...read, message, codes: read.findings.map(({ code }) => code) }
}

test('gives the travellers and the journey that the same list gives in EDIFACT', () => {
  const { message, findings } = readAs({})
  const same = readPaxlst(fixture('passengers.edi'), { today }).messages[0]
  expect(findings).toEqual([])
  expect(message.persons.map(toTraveller)).toEqual(same?.persons.map(toTraveller))
  expect(message.sectors.map(sector => toLeg(sector, today))).toEqual(
    same?.sectors.map(sector => toLeg(sector, today))
  )
  const { sent: _, segment: __, roleCode: ___, birth: ____, ...others } = same?.persons[0] ?? {}
  expect(message.persons[0]).toMatchObject({
    ...others,
    nationalities: [
      { sent: 'UTO', value: 'UTO' },
      { sent: 'NO', value: 'NOR' }
    ],
    documents: orla.documents.map(({ number }) => ({ number }))
  })
})

test('keeps envelope, part, party and totals', () => {
  const { message, interchange } = readAs({
    recipient: 'UTOAPIS',
    prepared: '2026-05-11T07:12',
    test: true,
    commonAccessReference: 'CAR1',
    part: { number: 2, final: true },
    transaction: 'T1',
    reportingParty: { id: 'D7', contacts: [{ kind: 'phone', value: '1' }] },
    totals: { passengers: 160 }
  })
  expect(interchange).toEqual({
    sender: 'YYAIR',
    recipient: 'UTOAPIS',
    reference: '4711',
    prepared: '2026-05-11T07:12',
    isTest: true
  })
  expect(message).toMatchObject({
    commonAccessReference: 'CAR1',
    part: { number: 2, isFirst: false, isFinal: true },
    transaction: 'T1',
    reportingParty: { id: 'D7', names: [], contacts: [{ kind: 'phone', value: '1' }] },
    totals: { passengers: 160 }
  })
})

test('takes ships and trains, and several legs of which one crosses the border', () => {
  const ferry = { ...leg, mode: 'sea', carrier: 'Blue Line', number: 'MV Gull 7', from: 'Åbo' }
  const { message, codes } = readAs({
    legs: [
      { ...ferry, border: true },
      { ...leg, mode: 'rail', overflight: true }
    ]
  })
  expect(codes).toEqual([])
  expect(message.sectors).toMatchObject([
    { mode: 'sea', carrier: 'BLUE LINE', number: 'MV GULL 7', from: 'ÅBO', isBorder: true },
    { mode: 'rail', isBorder: false, isOverflight: true }
  ])
  const unmarked = readAs({ legs: [ferry, leg] })
  expect(unmarked.codes).toEqual(['border_unknown'])
  expect(unmarked.message.sectors[1]?.isBorder).toBe(true)
})

test('tells the leg that crosses the border by the receiving state, unless a leg says that it does', () => {
  const [first, second, third] = [
    { ...leg, from: 'OSL', to: 'FRA' },
    { ...leg, from: 'FRA', to: ' opo' },
    { ...leg, from: 'OPO', to: 'LIS' }
  ]
  const borderOf = (legs: readonly object[]) => {
    const { message, codes } = readAs({ legs }, place => ['LIS', 'OPO'].includes(place))
    return [message.sectors.find(({ isBorder }) => isBorder)?.to, codes]
  }
  expect(borderOf([first, second, third])).toEqual(['OPO', []])
  expect(borderOf([{ ...first, border: true }, second, third])).toEqual(['FRA', []])
  expect(borderOf([third, { ...third, to: 'FRA' }])).toEqual(['FRA', ['border_unknown']])
  expect(borderOf([third])).toEqual(['LIS', []])
})

test('takes names in one string and in several scripts', () => {
  const names = [{ full: 'MS ORLA TALLIS' }, { full: 'Орла Таллис' }]
  const { message } = readAs({ persons: [{ names }] })
  expect(message.persons[0]).toMatchObject({
    role: 'passenger',
    sent: { full: 'MS ORLA TALLIS' },
    names: [{ full: 'ORLA TALLIS' }, { full: 'Орла Таллис' }]
  })
})

test('screens every name once before it screens another reading of any', () => {
  const names = Array.from({ length: 5 }, (_, at) => ({
    family: `DOE${at}`,
    given: 'ANNMISS',
    full: `ANN DOE${at}`
  }))
  const { message } = readAs({ persons: [{ names }] })
  const screened = message.persons.map(toTraveller)[0]?.names ?? []
  expect(screened.map(({ family, full }) => family ?? full)).toEqual(
    [names.map(({ family }) => family), names.map(({ full }) => full)].flat()
  )
})

test('reports who can not be screened and keeps the others', () => {
  const { message, codes } = readAs({ persons: [{ names: [{ given: 'ORLA' }] }, orla, orla] })
  expect(message.unreadable).toMatchObject([
    { reason: 'person_without_identity', person: { ordinal: 1 } }
  ])
  expect(message.persons.map(({ duplicateOf }) => duplicateOf)).toEqual([undefined, 2])
  expect(codes).toEqual(['person_without_identity', 'duplicate_person'])
})

test('leaves out a birth date in the future and says so', () => {
  const { message, codes } = readAs({ persons: [{ ...orla, birthDate: '2026-05-12' }] })
  expect([message.persons[0]?.birth, codes]).toEqual([undefined, ['date_in_future']])
})

test('needs a leg except where the message is about none', () => {
  expect(readAs({ legs: [] }).message.isRejected).toBe(true)
  expect(readAs({ legs: [], function: 'master_crew' }).message.isRejected).toBe(false)
})

test.for([
  { change: { colour: 'red' }, why: 'an unknown field' },
  { change: { persons: [{ ...orla, sirname: 'X' }] }, why: 'a misspelt field of a person' },
  { change: { legs: [{ ...leg, mode: 'road' }] }, why: 'an unknown mode' },
  { change: { legs: [{ ...leg, departs: '2026-02-30T10:00' }] }, why: 'a day that does not exist' },
  {
    change: { legs: [{ ...leg, departs: '2026-02-28T24:00' }] },
    why: 'an hour that does not exist'
  },
  { change: { legs: [{ ...leg, departs: '2026-02-28T10:00Z' }] }, why: 'a time that is not local' },
  { change: { function: 'other' }, why: 'an unknown function' },
  { change: { part: { number: 0, final: true } }, why: 'a part zero' },
  { change: { persons: [{ ...orla, nationalities: ['QQQ'] }] }, why: 'an unknown country' },
  { change: { persons: Array.from({ length: 2_001 }, () => ({})) }, why: 'too many persons' },
  { change: { sender: ' ' }, why: 'a blank sender' }
])('refuses $why', ({ change }) => {
  expect(checker.Check({ ...manifest, ...change })).toBe(false)
})
