import { describe, expect, test } from 'vitest'
import { writeMrz } from '#matchers/mrz/write-mrz.ts'
import type { Traveller } from '#src/domain/traveller.ts'
import { describeTraveller } from '#src/screening/describe-traveller.ts'

const today = '2026-11-22'
const mrz =
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10'
const anna: Traveller = {
  names: [{ family: 'Eriksson', given: 'Anna Maria' }],
  birthDate: '1974-08-12',
  sex: 'F'
}

test('reads a traveller from the machine-readable zone alone', () => {
  const { traveller } = describeTraveller({ mrz }, today)
  expect(traveller).toMatchObject({
    names: [{ family: 'ERIKSSON', given: 'ANNA MARIA' }],
    birthDate: '1974-08-12',
    sex: 'F',
    nationalities: ['UTO'],
    documents: [{ number: 'L898902C3', issuer: 'UTO' }]
  })
})

test('lets the fields win over the zone, and says where they contradict', () => {
  const { traveller, warnings } = describeTraveller(
    { ...anna, mrz, birthDate: '1974-08-13' },
    today
  )
  expect(traveller.birthDate).toBe('1974-08-13')
  expect(warnings.some(warning => warning.startsWith('mrz: '))).toBe(true)
})

test('compares the names of both the fields and the zone', () => {
  const { traveller } = describeTraveller({ names: [{ full: 'Anna Ericson' }], mrz }, today)
  expect(traveller.names).toHaveLength(2)
  expect(traveller.names[0]).toEqual({ full: 'Anna Ericson' })
})

test.for(['۱۲۳۴۵۶۷۸', 'ЖЩ'])('takes a document number in any script for one: %s', number => {
  expect(describeTraveller({ documents: [{ number }] }, today).traveller.documents).toEqual([
    { number }
  ])
})

test('takes no name and zeros only, in whatever digits, for no description', () => {
  for (const number of ['000', '٠٠٠']) {
    expect(() => describeTraveller({ documents: [{ number }] }, today)).toThrow('traveller')
  }
})

const misread = mrz.replace('7408122', '7406122')

test('gives every day on which a misread zone may say the traveller was born', () => {
  const { traveller, otherReadings } = describeTraveller({ mrz: misread }, today)
  expect(traveller.birthDate).toBe('1974-06-12')
  expect(otherReadings).toEqual([{ ...traveller, birthDate: '1974-08-12' }])
})

test('knows the birth date where a field says it, whatever the zone may say', () => {
  const { otherReadings } = describeTraveller({ mrz: misread, birthDate: '1974-06-12' }, today)
  expect(otherReadings).toEqual([])
})

test.for([
  { birthDate: '2025-03-01', other: '1925-03-01', why: 'a child, or somebody of 101' },
  { birthDate: '2006', other: '1906', why: 'a year alone, 120 ago' },
  { birthDate: '2005-12-31', other: undefined, why: 'nobody is 121' },
  { birthDate: '1974-08-12', other: undefined, why: 'nobody is 152' }
])('reads a year of two digits as a century earlier too: $birthDate, $why', one => {
  const { birthDate, other } = one
  const given = { ...anna, birthDate }
  const guessed = describeTraveller(given, today, { isCenturyGuessed: true })
  const expected = other === undefined ? [] : [{ ...guessed.traveller, birthDate: other }]
  expect(guessed.otherReadings).toEqual(expected)
  expect(describeTraveller(given, today).otherReadings).toEqual([])
})

test('reads the year of a zone as a century earlier too', () => {
  const zone = writeMrz({
    format: 'TD3',
    issuer: 'UTO',
    family: 'DOE',
    given: 'JO',
    number: 'X1',
    birthDate: '2025-03-01'
  })
  const { traveller, otherReadings } = describeTraveller({ mrz: zone }, today)
  expect(traveller.birthDate).toBe('2025-03-01')
  expect(otherReadings).toEqual([{ ...traveller, birthDate: '1925-03-01' }])
})

test('goes on without a zone that can’t be read, with a warning', () => {
  const { traveller, warnings } = describeTraveller({ ...anna, mrz: 'nothing' }, today)
  expect(traveller.names).toEqual(anna.names)
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toMatch(/^mrz: /)
})

test('warns without quoting what the zone held', () => {
  const damaged = mrz.replace('7408122', '7408123')
  const { warnings } = describeTraveller({ mrz: damaged }, today)
  expect(warnings.length).toBeGreaterThan(0)
  expect(warnings.join()).not.toMatch(/ERIKSSON|L898902C3/)
})

test('warns of names and numbers that can’t be compared, and goes on with the others', () => {
  const names = [{ full: '????' }, ...(anna.names ?? [])]
  const documents = ['---', 'X1', '0000', 'n/a'].map(number => ({ number }))
  const { warnings } = describeTraveller({ ...anna, names, documents }, today)
  expect(warnings).toEqual([
    'traveller.names.0: no letter, so that it can not be compared',
    ...[0, 2, 3].map(
      at =>
        `traveller.documents.${at}.number: none, or no letter and no digit but 0, so that it can not be compared`
    )
  ])
})

test('compares with ICAO’s codes, whatever was sent', () => {
  const { traveller } = describeTraveller({ ...anna, nationalities: ['gb'] }, today)
  expect(traveller.nationalities).toEqual(['GBR'])
})

test.for<{ given: Traveller; why: string }>([
  { given: {}, why: 'nothing at all' },
  { given: { birthDate: '1974-08-12', sex: 'F' }, why: 'neither name nor document' },
  { given: { names: [{ full: '...' }] }, why: 'a name without a letter' },
  { given: { documents: [{ number: '000' }] }, why: 'a number without a digit but zeros' },
  { given: { mrz: 'nothing' }, why: 'a zone that can’t be read, and nothing else' },
  { given: { ...anna, birthDate: '2026-11-23' }, why: 'born tomorrow' },
  { given: { ...anna, birthDate: '2027' }, why: 'born next year' }
])('refuses a traveller that can’t be screened: $why', ({ given }) => {
  expect(() => describeTraveller(given, today)).toThrow(
    expect.objectContaining({ code: 'BAD_REQUEST' })
  )
})

test.for<{ birthDate: string; why: string }>([
  { birthDate: '2026-11-22', why: 'born today' },
  { birthDate: '2026', why: 'born this year' },
  { birthDate: '2026-11', why: 'born this month' }
])('takes a newborn: $why', ({ birthDate }) => {
  expect(describeTraveller({ ...anna, birthDate }, today).traveller.birthDate).toBe(birthDate)
})

describe('until when a traveller is known', () => {
  const zoneUntil = '2012-04-15'
  const number = 'L898902C3'
  test.for([
    { given: { mrz }, until: zoneUntil, why: 'the zone says when its document expires' },
    {
      given: { ...anna, mrz, documents: [{ type: 'P', number }] },
      until: zoneUntil,
      why: 'the same document, typed without its date'
    },
    {
      given: { ...anna, mrz, documents: [{ type: 'P', number, expires: '2011-01-01' }] },
      until: '2011-01-01',
      why: 'the earlier of both dates'
    },
    {
      given: { ...anna, mrz, documents: [{ type: 'P', number: 'X1', expires: '2030-01-01' }] },
      until: '2030-01-01',
      why: 'another passport goes first'
    },
    { given: { ...anna, documents: [{ number: 'X1' }] }, until: undefined, why: 'nobody says it' },
    { given: anna, until: undefined, why: 'by no document' }
  ])('is $until: $why', ({ given, until }) => {
    expect(describeTraveller(given, today).knownUntil).toBe(until)
  })
})
