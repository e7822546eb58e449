import fc from 'fast-check'
import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { FullDate, Instant, isPartialDate, PartialDate } from '#src/domain/dates.ts'

test.for([
  { text: '1970-01-02', full: true, partial: true, why: 'a whole date' },
  { text: '1970-01', full: false, partial: true, why: 'a month' },
  { text: '1970', full: false, partial: true, why: 'a year' },
  { text: '2024-02-29', full: true, partial: true, why: 'a leap day' },
  { text: '2000-02-29', full: true, partial: true, why: 'a leap day of a century that has one' },
  { text: '1900-02-29', full: false, partial: false, why: 'a century without a leap day' },
  { text: '2023-02-29', full: false, partial: false, why: 'no leap year' },
  { text: '1970-13-01', full: false, partial: false, why: 'no such month' },
  { text: '1970-00', full: false, partial: false, why: 'no month zero' },
  { text: '1970-04-31', full: false, partial: false, why: 'April has 30 days' },
  { text: '1970-01-00', full: false, partial: false, why: 'no day zero' },
  { text: '0000', full: false, partial: false, why: 'no year zero' },
  { text: '1970-1-2', full: false, partial: false, why: 'two digits each' },
  { text: '02.01.1970', full: false, partial: false, why: 'another notation' },
  { text: '1970-01-02T00:00:00Z', full: false, partial: false, why: 'an instant is no date' },
  { text: '1970-01-02\n', full: false, partial: false, why: 'nothing may follow' },
  { text: '', full: false, partial: false, why: 'nothing' }
])('knows which dates exist: $text – $why', ({ text, full, partial }) => {
  expect(isPartialDate(text)).toBe(partial)
  expect(Compile(PartialDate).Check(text)).toBe(partial)
  expect(Compile(FullDate).Check(text)).toBe(full)
})

test('accepts every day of the calendar', () => {
  const days = fc.date({
    min: new Date('0001-01-01'),
    max: new Date('9999-12-31'),
    noInvalidDate: true
  })
  fc.assert(
    fc.property(days, day => {
      expect(isPartialDate(day.toISOString().slice(0, 10))).toBe(true)
    })
  )
})

test.for([
  { text: '2026-11-22T08:00:00Z', expected: true, why: 'UTC' },
  { text: '2026-11-22T08:00:00.123+02:00', expected: true, why: 'an offset and fractions' },
  { text: '2026-02-30T08:00:00Z', expected: false, why: 'a day that does not exist' },
  { text: '2026-11-22T08:00:00', expected: false, why: 'without an offset it is no instant' },
  { text: '2026-11-22', expected: false, why: 'a date is no instant' },
  { text: '2026-11-22T25:00:00Z', expected: false, why: 'no such hour' }
])('knows which instants exist: $text – $why', ({ text, expected }) => {
  expect(Compile(Instant).Check(text)).toBe(expected)
})
