import fc from 'fast-check'
import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { FullDate, Instant, isPartialDate, latestDayAt, PartialDate } from '#src/domain/dates.ts'

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
  { text: '2026-11-22T08:00:00.123456789+02:00', expected: true, why: 'in nanoseconds' },
  { text: `2026-11-22T08:00:00.${'0'.repeat(40)}Z`, expected: false, why: 'as long as one likes' },
  { text: '2026-02-30T08:00:00Z', expected: false, why: 'a day that does not exist' },
  { text: '2026-11-22T08:00:00', expected: false, why: 'without an offset it is no instant' },
  { text: '2026-11-22', expected: false, why: 'a date is no instant' },
  { text: '2026-11-22T25:00:00Z', expected: false, why: 'no such hour' },
  {
    text: '2026-12-31T23:59:60Z',
    expected: false,
    why: 'a leap second, which no clock here counts'
  },
  { text: '2026-12-31T18:59:60-05:00', expected: false, why: 'the same in New York' },
  { text: '2026-11-22T08:00:00Z[Europe/Vienna]', expected: false, why: 'a zone behind it' }
])('knows which instants exist: $text – $why', ({ text, expected }) => {
  expect(Compile(Instant).Check(text)).toBe(expected)
})

test('an instant that is accepted can be counted with', () => {
  const two = (most: number) =>
    fc.integer({ min: 0, max: most }).map(at => String(at).padStart(2, '0'))
  const texts = fc
    .tuple(
      two(31),
      two(24),
      two(60),
      two(60),
      fc.constantFrom('Z', 'z', '+00:00', '-23:59', '+24:00')
    )
    .map(([day, hour, minute, second, zone]) => `2026-12-${day}T${hour}:${minute}:${second}${zone}`)
  fc.assert(
    fc.property(texts, text => {
      if (Compile(Instant).Check(text)) expect(Date.parse(text)).not.toBeNaN()
    })
  )
})

test.for([
  { at: '2026-11-30T09:59:59.999Z', day: '2026-11-30' },
  { at: '2026-11-30T10:00:00.000Z', day: '2026-12-01' },
  { at: '2026-12-31T23:59:59.000Z', day: '2027-01-01' }
])('knows the latest day that it is anywhere: $at', ({ at, day }) => {
  expect(latestDayAt(at)).toBe(day)
})
