import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBirthDate, readExpiryDate } from '#matchers/mrz/dates.ts'
import { today } from './specimens.ts'

test.for([
  ['740812', '1974-08-12', 'a date of the last century'],
  ['261122', '2026-11-22', 'born today'],
  ['261123', '1926-11-23', 'tomorrow can only be a century ago'],
  ['26<<<<', '2026', 'this year'],
  ['27<<<<', '1927', 'next year'],
  ['2612<<', '1926-12', 'next month'],
  ['62<<<<', '1962', 'only the year'],
  ['6208<<', '1962-08', 'year and month'],
  ['62XXXX', '1962', 'unknown as X'],
  ['620000', '1962', 'unknown as zeros'],
  ['620800', '1962-08', 'unknown day as zeros'],
  ['62KKKK', '1962', 'fillers read as K'],
  ['<<<<<<', undefined, 'nothing known'],
  ['XXXXXX', undefined, 'nothing known'],
  ['000000', undefined, 'nothing known'],
  ['000229', '2000-02-29', 'a leap day']
] as const)('the birth date %s is %s: %s', ([field, date]) => {
  expect(readBirthDate(field, today)).toEqual({ date, isPossible: true })
})

test.for([
  ['741312', '1974'],
  ['740230', '1974-02'],
  ['740431', '1974-04'],
  ['010229', '2001-02'],
  ['740O12', '1974'],
  ['74081Z', '1974-08'],
  ['74<<12', '1974'],
  ['7A0812', undefined],
  ['<<0812', undefined]
] as const)('of the impossible birth date %s only %s is known', ([field, date]) => {
  expect(readBirthDate(field, today)).toEqual({ date, isPossible: false })
})

test('an expiry date lies in the 2000s', () => {
  expect(readExpiryDate('961210').date).toBe('2096-12-10')
  expect(readExpiryDate('310101').date).toBe('2031-01-01')
  expect(readExpiryDate('<<<<<<')).toEqual({ date: undefined, isPossible: true })
})

test('a birth date is never later than today and less than 100 years before', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1926-11-23'), max: new Date('2026-11-22'), noInvalidDate: true }),
      date => {
        const iso = date.toISOString().slice(0, 10)
        const field = iso.replaceAll('-', '').slice(2)
        expect(readBirthDate(field, today).date).toBe(field === '000000' ? undefined : iso)
      }
    )
  )
})
