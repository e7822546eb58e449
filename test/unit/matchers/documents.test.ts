import { expect, test } from 'vitest'
import { compareDocuments, neighboursFor, readDocuments } from '#matchers/documents.ts'
import type { TravelDocument } from '#matchers/index.ts'
import { priorFor } from '#matchers/prior.ts'
import { model } from './fixtures.ts'

const sparse = { expectedNeighbours: () => 1e-7 }
const dense = { expectedNeighbours: () => 0.1 }

const compare = (
  traveller: TravelDocument,
  listed: TravelDocument,
  isPerson = false,
  census = sparse
) =>
  compareDocuments(
    readDocuments([traveller]),
    readDocuments([listed]),
    isPerson,
    census,
    model.document
  )

test.for([
  ['A1234567', 'FRA', 'a 123-4567', 'FRA', 'same document number and issuer', true],
  ['A1234567', 'FRA', 'A1234567', '', 'same document number, issuer not known', true],
  ['A1234567', 'FRA', 'A1234567', 'DEU', 'same document number, other issuer', false],
  [
    'AO123456',
    'FRA',
    'A0123456',
    'FRA',
    'same document number but for characters that look alike',
    false
  ],
  [
    'AO123456',
    '',
    'A0123456',
    'FRA',
    'same document number but for characters that look alike',
    false
  ],
  ['A1234567', 'FRA', 'A1234597', 'FRA', 'document number differs by one character', false],
  ['A1234567', 'FRA', 'A1235467', 'FRA', 'document number differs by one character', false],
  ['A1234567', 'FRA', 'A123457', 'FRA', 'document number differs by one character', false],
  ['A12345678', 'IRN', 'A۱۲۳۴۵۶۷۸', 'IRN', 'same document number and issuer', true],
  ['MP1234567', 'BLR', 'МР1234567', 'BLR', 'same document number and issuer', true],
  ['ЖЩ1234567', 'UKR', 'жщ 1234567', 'UKR', 'same document number and issuer', true],
  ['ЖЩ1234567', 'UKR', 'ЖЛ1234567', 'UKR', 'document number differs by one character', false]
] as const)('%s %s, %s %s: %s', ([number, issuer, otherNumber, otherIssuer, finding, exact]) => {
  const found = compare({ number, issuer }, { number: otherNumber, issuer: otherIssuer })
  expect(found).toMatchObject({ finding, exact })
})

test.for([
  ['A1234567', 'FRA', 'A1234597', 'DEU'],
  ['A1234567', 'FRA', 'B7654321', 'FRA'],
  ['КН1234567', 'BLR', 'МР1234567', 'BLR'],
  ['ЖЩ1234567', 'UKR', 'ЛИ1234567', 'UKR'],
  ['1234567', 'UKR', 'ЛИ1234567', 'UKR'],
  ['A۱۲۳۴۵۶۷۸', 'IRN', 'A۹۹۹۹۰۰۰۱', 'IRN'],
  ['123', 'FRA', '124', 'FRA'],
  ['٠٠٠٠٠٠', 'FRA', '٠٠٠٠٠٠', 'FRA'],
  ['000000', 'FRA', '000000', 'FRA'],
  ['-', 'FRA', '-', 'FRA']
] as const)('%s %s has nothing to do with %s %s', ([number, issuer, otherNumber, otherIssuer]) => {
  expect(compare({ number, issuer }, { number: otherNumber, issuer: otherIssuer })).toBeUndefined()
})

test('an exact agreement is kept in whatever order the documents come', () => {
  const exact = { number: '123', issuer: 'FRA' }
  const misread = { number: 'AO123456', issuer: 'FRA' }
  const listed = { number: 'A0123456', issuer: 'FRA' }
  for (const own of [
    [exact, misread],
    [misread, exact]
  ]) {
    for (const others of [
      [exact, listed],
      [listed, exact]
    ]) {
      const found = compareDocuments(
        readDocuments(own),
        readDocuments(others),
        true,
        sparse,
        model.document
      )
      expect(found).toMatchObject({ exact: true, finding: 'same document number and issuer' })
    }
  }
})

test('a near number weighs little where listed neighbours are dense, save on a person', () => {
  const [own, other] = [{ number: 'A1234567' }, { number: 'A1234568' }]
  const weigh = (isPerson: boolean, census: typeof sparse) =>
    compare(own, other, isPerson, census)?.weight ?? Number.NaN
  expect(weigh(false, sparse)).toBeGreaterThan(-priorFor(0, model.prior))
  expect(weigh(false, dense)).toBeLessThan(10)
  expect(weigh(true, dense)).toBeLessThan(12)
})

test('a million listed numbers of nine digits leave an honest one 0.09 neighbours', () => {
  expect(neighboursFor(1, 1_000_000, '123456789')).toBeCloseTo(0.09)
})

test.for(['UNKNOWN', 'none', 'N/A', 'NIL', 'XXXXXX', '0000', '---'])(
  'compares with no other what stands where there is no number: %s',
  number => {
    expect(compare({ number }, { number })).toBeUndefined()
    expect(compare({ number, issuer: 'FRA' }, { number, issuer: 'FRA' })).toBeUndefined()
  }
)

test('compares a number of letters alone', () => {
  expect(compare({ number: 'CFGHJKLMN' }, { number: 'CFGHJKLMN' })).toMatchObject({ exact: true })
})
