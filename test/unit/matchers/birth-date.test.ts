import { expect, test } from 'vitest'
import { compareDate, readDate, readSpan } from '#matchers/birth-date.ts'
import type { ListedBirthDate } from '#matchers/index.ts'
import { model } from './fixtures.ts'

const level = (traveller: string, listed: ListedBirthDate): string | undefined => {
  const date = readDate(traveller)
  const span = readSpan(listed)
  return date && span && compareDate(date, span, model.birthDate).level
}

test.for<[string, ListedBirthDate, string | undefined]>([
  ['1970-03-02', '1970-03-02', 'same'],
  ['1970-01-01', '1970-01-01', 'sameFirstOfJanuary'],
  ['1970-03-02', '1970-02-03', 'dayMonthSwapped'],
  ['1970-03-02', '1970-03-12', 'oneDigit'],
  ['1970-03-21', '1970-03-12', 'oneDigit'],
  ['1970-03-15', '1970-08-15', 'oneDigit'],
  ['1970-03-02', '1970-03-28', 'sameYearMonth'],
  ['1970-03-02', '1970-11-28', 'sameYear'],
  ['1970-03-02', '1970-01-01', 'firstOfJanuary'],
  ['1970-03-02', '1971-03-02', 'yearOff'],
  ['1970-03-02', '1980-03-02', 'yearOff'],
  ['1967-03-02', '1976-03-02', 'yearOff'],
  ['1970-03-02', '1975-03-02', 'yearDigit'],
  ['1969-05-06', '1971-05-06', 'yearDigit'],
  ['1970-05-06', '1972-05-06', 'yearDigit'],
  ['1999-05-06', '2001-05-06', 'yearDigit'],
  ['1958-05-06', '1988-05-06', 'yearDigit'],
  ['1983-05-06', '1963-05-06', 'yearDigit'],
  ['1969-05-06', '1972-05-06', 'differs'],
  ['1958-05-06', '1989-05-06', 'far'],
  ['1970-05-06', '1870-05-06', 'far'],
  ['1970-01-01', '1972-01-01', 'yearOnlyDiffers'],
  ['1970-01-01', '1975-01-01', 'yearOnlyDiffers'],
  ['1970-03-02', '1999-01-01', 'yearOnlyFar'],
  ['1970-01-01', '1971-01-01', 'yearOnlyNear'],
  ['1970-03-02', '1974-05-06', 'differs'],
  ['1970-03-02', '1999-05-06', 'far'],
  ['1970-03-02', '1970', 'yearOnly'],
  ['1970', '1970-03-02', 'yearOnly'],
  ['1970', '1971', 'yearOnlyNear'],
  ['1970', '1974', 'yearOnlyDiffers'],
  ['1970', '1999', 'yearOnlyFar'],
  ['1970-03-02', '1970-03', 'sameMonthListed'],
  ['1970-03-02', '1970-05', 'sameYear'],
  ['1970-01-01', '1970-05', 'firstOfJanuary'],
  ['1970-05', '1970-01-01', 'firstOfJanuary'],
  ['1970-01-01', '1970-01', 'sameMonthListed'],
  ['1970-05-03', '1971', 'yearOnlyNear'],
  ['1970-05-03', '1971-05', 'yearOnlyNear'],
  ['1970-05', '1969-05-03', 'yearOnlyNear'],
  ['1970-05', '1971-05', 'yearOnlyNear'],
  ['1970-05-03', '1971-11', 'yearOnlyDiffers'],
  ['1970-05-03', '1972-05', 'yearOnlyDiffers'],
  ['1970-03-02', '1974-03', 'yearOnlyDiffers'],
  ['1970-03-02', '1999-03', 'yearOnlyFar'],
  ['1970-03-02', { from: '1968', to: '1972' }, 'inRange'],
  ['1970-03-02', { from: '1971', to: '1972' }, 'yearOnlyNear'],
  ['1970-03-02', { from: '1975', to: '1978' }, 'yearOnlyDiffers'],
  ['1970-03-02', { from: '1935', to: '1938' }, 'yearOnlyFar'],
  ['1977-08-11', { from: '1977-08', to: '1977-09' }, 'inRange'],
  ['1977-09', { from: '1977-08', to: '1977-09' }, 'inRange'],
  ['1977', { from: '1977-08', to: '1977-09' }, 'inRange'],
  ['1977-02-11', { from: '1977-08', to: '1977-09' }, 'sameYear'],
  ['1977-10-01', { from: '1977-08', to: '1977-09' }, 'sameYear'],
  ['1977-02', { from: '1977-08', to: '1977-09' }, 'sameYear'],
  ['1977-01-01', { from: '1977-08', to: '1977-09' }, 'firstOfJanuary'],
  ['1978-08-11', { from: '1977-08', to: '1977-09' }, 'yearOnlyNear'],
  ['1970-03-02', { from: '1968-05-03', to: '1970-03-02' }, 'inRange'],
  ['1970-03-03', { from: '1968-05-03', to: '1970-03-02' }, 'sameYear'],
  ['1968-05-02', { from: '1968-05-03', to: '1970-03' }, 'sameYear'],
  ['1969-12-31', { from: '1968-05-03', to: '1970-03' }, 'inRange'],
  ['1970-03-02', { from: '1970-03-01', to: '1970' }, 'inRange'],
  ['1970-03-02', { from: '1970-05', to: '1970-04' }, undefined],
  ['1970-03-02', { from: '1972', to: '1968' }, undefined],
  ['1970-13-02', '1970', undefined],
  ['0000', '1970', undefined],
  ['about 1970', '1970', undefined]
])('%s and %o: %s', ([traveller, listed, expected]) => {
  expect(level(traveller, listed)).toBe(expected)
})

test('a date in an end year of a span, but outside of it, speaks against a match', () => {
  const [date, span] = [readDate('1977-02-11'), readSpan({ from: '1977-08', to: '1977-09' })]
  const found = date && span && compareDate(date, span, model.birthDate)
  expect(found?.weight).toBe(model.birthDate.sameYear)
  expect(found?.finding).toBe('same year, other day and month')
})

test('a wide range proves less than a narrow one', () => {
  const weigh = (from: string, to: string): number => {
    const [date, span] = [readDate('1970'), readSpan({ from, to })]
    return date && span ? compareDate(date, span, model.birthDate).weight : Number.NaN
  }
  expect(weigh('1970', '1971')).toBeGreaterThan(weigh('1960', '1980'))
})
