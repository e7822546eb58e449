import type { PartialDate } from '../types.ts'
import { checkDigit } from './check-digit.ts'
import { asDigit } from './lookalikes.ts'

/** A date of six characters as far as it is known, and whether what is known can be a date at all. */
export interface ReadDate {
  readonly date: PartialDate | undefined
  readonly isPossible: boolean
  /** Letters were read as the digits that they look like. */
  readonly isFromLetters?: true
}

/** What a zone says of its dates, and the day on which it is read. */
export interface ReadDates {
  readonly birth: ReadDate
  readonly expiry: ReadDate
  readonly today: PartialDate
}

/**
 * The date of a field with a right check digit: where letters make it none, that of the digits that they look like and count the same
 * as, which no check digit tells apart.
 *
 *   G61123  →  661123, since G counts 16 and 6 counts 6
 */
export const readLookalikes = (field: string, read: (field: string) => ReadDate): ReadDate => {
  const asRead = read(field)
  if (asRead.isPossible) return asRead
  const digits = [...field].map(char => asDigit(char) ?? char).join('')
  if (checkDigit(digits) !== checkDigit(field)) return asRead
  const meant = read(digits)
  return meant.isPossible ? { ...meant, isFromLetters: true } : asRead
}

/** The birth date in YYMMDD; one that would be later than today was a century ago. */
export const readBirthDate = (field: string, today: PartialDate): ReadDate => {
  const year = twoDigits(field, 0)
  if (year < 0) return yearless(field)
  const current = Number(today.slice(0, 4))
  const inThisCentury = current - (current % 100) + year
  const read = complete(inThisCentury, field)
  return (read.date ?? '') > today.slice(0, read.date?.length)
    ? complete(inThisCentury - 100, field)
    : read
}

/**
 * The same date a century earlier, where somebody so old may travel: two digits of a year tell no child from who is over a hundred.
 */
export const centuryEarlier = (date: PartialDate, today: PartialDate): PartialDate | undefined => {
  const year = Number(date.slice(0, 4)) - 100
  return Number(today.slice(0, 4)) - year <= oldestAge ? `${year}${date.slice(4)}` : undefined
}

/** Nobody known to travel is older. */
const oldestAge = 120

/** The expiry date in YYMMDD, always in the 2000s. */
export const readExpiryDate = (field: string): ReadDate => {
  const year = twoDigits(field, 0)
  return year < 0 ? yearless(field) : complete(2000 + year, field)
}

const unknown = -1
const unreadable = -2

/** Two digits as a number; unknown are `<<`, `XX`, and `KK` (fillers misread, which no check digit shows). */
const twoDigits = (field: string, at: number): number => {
  const tens = field.charCodeAt(at) - 48
  const ones = field.charCodeAt(at + 1) - 48
  if (tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9) return tens * 10 + ones
  return isUnknown(field.charAt(at)) && isUnknown(field.charAt(at + 1)) ? unknown : unreadable
}

const isUnknown = (char: string): boolean => char === '<' || char === 'X' || char === 'K'

const yearless = (field: string): ReadDate => ({
  date: undefined,
  isPossible: [...field].every(isUnknown)
})

const complete = (year: number, field: string): ReadDate => {
  const month = twoDigits(field, 2)
  const day = twoDigits(field, 4)
  // Some issuers print zeros for what they don't know; nothing but zeros is not the year 2000.
  if (field === '000000') return { date: undefined, isPossible: true }
  if (month === unknown || month === 0) {
    return { date: String(year), isPossible: day === unknown || day === 0 }
  }
  if (month < 0 || month > 12) return { date: String(year), isPossible: false }
  const yearAndMonth = `${year}-${two(month)}`
  if (day === unknown || day === 0) return { date: yearAndMonth, isPossible: true }
  if (day < 0 || day > daysIn(year, month)) return { date: yearAndMonth, isPossible: false }
  return { date: `${yearAndMonth}-${two(day)}`, isPossible: true }
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))

const daysIn = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
