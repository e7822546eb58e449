import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBirthDate, readDocumentDate, readLocalTime } from '#src/manifests/paxlst/dates.ts'

const today = '2026-05-11'

test.for([
  { sent: '810417', value: '1981-04-17', precision: 'day', why: 'six digits' },
  { sent: '260511', value: '2026-05-11', precision: 'day', why: 'born today' },
  { sent: '260512', value: '1926-05-12', precision: 'day', why: 'tomorrow is a century ago' },
  { sent: '19680229', value: '1968-02-29', precision: 'day', why: 'eight digits under any format' },
  { sent: '01JAN80', value: '1980-01-01', precision: 'day', why: 'a month in letters' },
  { sent: '1 JAN 1980', value: '1980-01-01', precision: 'day', why: 'a month in letters, spaced' },
  { sent: '1980-01-02', value: '1980-01-02', precision: 'day', why: 'ISO 8601' },
  { sent: '680000', value: '1968', precision: 'year', why: 'a year' },
  { sent: '680300', value: '1968-03', precision: 'month', why: 'a month' },
  { sent: '270000', value: '1927', precision: 'year', why: 'a year that is not yet' },
  { sent: '260000', value: '2026', precision: 'year', why: 'this year' },
  { sent: '1968', value: '1968', precision: 'year', why: 'a year in four digits' },
  {
    sent: '196803',
    format: '610',
    value: '1968-03',
    precision: 'month',
    why: 'a month by its format'
  },
  {
    sent: '198001020000',
    format: '203',
    value: '1980-01-02',
    precision: 'day',
    why: 'a time of day by its format'
  },
  {
    sent: '8001022359',
    format: '201',
    value: '1980-01-02',
    precision: 'day',
    why: 'a time of day with two digits of the year'
  },
  { sent: '198000000000', format: '203', value: '1980', precision: 'year', why: 'a year, timed' },
  { sent: '000000', value: undefined, precision: 'none', why: 'nothing but zeros' },
  { sent: '00000000', value: undefined, precision: 'none', why: 'nothing but eight zeros' }
])('reads a birth date: $why', ({ sent, format, value, precision }) => {
  const read = readBirthDate(sent, today, format)
  expect([read.value.value, read.value.precision, read.problem]).toEqual([
    value,
    precision,
    undefined
  ])
  expect(read.value.sent).toBe(sent)
})

test.for([
  { sent: '801332', problem: 'date_unreadable', why: 'no such month' },
  { sent: '810230', problem: 'date_unreadable', why: 'no such day' },
  { sent: '680012', problem: 'date_unreadable', why: 'a day without a month' },
  { sent: '01FOO80', problem: 'date_unreadable', why: 'no such name' },
  { sent: '00010101', problem: 'date_unreadable', why: 'the empty date of a program' },
  { sent: 'ABCDEF', problem: 'date_unreadable', why: 'letters' },
  { sent: '8104171', problem: 'date_unreadable', why: 'seven digits' },
  { sent: '198001020000', problem: 'date_unreadable', why: 'a time that no format names' },
  { sent: '8001022359', problem: 'date_unreadable', why: 'ten digits of no format' },
  { sent: '20270101', problem: 'date_in_future', why: 'a year that is not yet' }
])('keeps a birth date that it can not read as sent: $why', ({ sent, problem }) => {
  expect(readBirthDate(sent, today)).toMatchObject({
    value: { sent, precision: 'none' },
    problem
  })
})

test('knows when the century is a guess', () => {
  expect(readBirthDate('260512', today).value.isCenturyGuessed).toBe(true)
  expect(readBirthDate('19260512', today).value.isCenturyGuessed).toBe(false)
})

test('reads a document’s date without the time of day', () => {
  const sent = '203104150000'
  expect(readDocumentDate(sent, '203')).toEqual({ value: { sent, value: '2031-04-15' } })
})

test('reads an expiry in this century and an issue in the past', () => {
  expect(readDocumentDate('310415').value).toEqual({ sent: '310415', value: '2031-04-15' })
  expect(readDocumentDate('990415', undefined, today).value.value).toBe('1999-04-15')
  expect(readDocumentDate('310000')).toEqual({
    value: { sent: '310000' },
    problem: 'date_unreadable'
  })
})

test.for([
  { sent: '2605110955', local: '2026-05-11T09:55' },
  { sent: '202605110955', local: '2026-05-11T09:55' },
  { sent: '260511', local: '2026-05-11' },
  { sent: '20260511', local: '2026-05-11' }
])('reads the local time $sent', ({ sent, local }) => {
  expect(readLocalTime(sent)).toEqual({ value: { sent, local } })
})

test('keeps the day of a time that does not exist', () => {
  expect(readLocalTime('2605112460')).toEqual({
    value: { sent: '2605112460', local: '2026-05-11' },
    problem: 'date_unreadable'
  })
  expect(readLocalTime('noon').problem).toBe('date_unreadable')
  expect(readLocalTime('260500').problem).toBe('date_unreadable')
})

test('reads back every day of the last hundred years from two digits of its year', () => {
  const days = fc.date({ min: new Date('1926-05-12'), max: new Date(today), noInvalidDate: true })
  fc.assert(
    fc.property(days, day => {
      const date = day.toISOString().slice(0, 10)
      expect(readBirthDate(date.slice(2).replaceAll('-', ''), today).value.value).toBe(date)
    })
  )
})
