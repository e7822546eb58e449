import type { BirthDateWeights } from './model.ts'
import type { ListedBirthDate, PartialDate } from './types.ts'

/** A date as far as it is known; 0 stands for an unknown month or day. */
export interface KnownDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** A listed birth date: one date, or a span with both ends included. */
export interface DateSpan {
  readonly from: KnownDate
  readonly to: KnownDate
}

/** One level of agreement: a row of the model's table and its words. */
export interface DateFinding {
  readonly level: Exclude<keyof BirthDateWeights, 'farYears'>
  readonly weight: number
  readonly finding: string
}

const findings: Readonly<Record<DateFinding['level'], string>> = {
  same: 'same birth date',
  sameFirstOfJanuary: 'same birth date, but 1 January is often a placeholder',
  dayMonthSwapped: 'birth date day and month swapped',
  oneDigit: 'one digit of the birth date differs',
  yearOff: 'same day and month, year close or mistaken',
  yearDigit: 'same day and month, year two off or one digit of it differs',
  sameMonthListed: 'same year and month, the day is not known',
  sameYearMonth: 'same year and month, other day',
  sameYear: 'same year, other day and month',
  firstOfJanuary: 'same year, 1 January may stand for an unknown day',
  yearOnly: 'same year, only the year is known',
  yearOnlyNear: 'year one off, the day is not known',
  inRange: 'birth date within the listed range',
  yearOnlyDiffers: 'birth year differs',
  yearOnlyFar: 'birth year differs by many years',
  differs: 'birth date differs',
  far: 'birth date differs by many years'
}

/** Reads `1970-01-02`, `1970-01` or `1970`; anything else is not known. */
export const readDate = (text: PartialDate | undefined): KnownDate | undefined => {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text ?? '')
  if (parts === null) return undefined
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 0), Number(parts[3] ?? 0)]
  if (year === 0 || month > 12 || day > 31) return undefined
  return month === 0 ? { year, month: 0, day: 0 } : { year, month, day }
}

/** Reads a listed date or span; one that cannot be read is not known. */
export const readSpan = (listed: ListedBirthDate): DateSpan | undefined => {
  if (typeof listed === 'string') {
    const date = readDate(listed)
    return date && { from: date, to: date }
  }
  const [from, to] = [readDate(listed.from), readDate(listed.to)]
  if (from === undefined || to === undefined || isBefore(to, from)) return undefined
  return { from, to }
}

/** Whether a date is earlier than another, as far as both are known. */
const isBefore = (a: KnownDate, b: KnownDate): boolean => {
  if (a.year !== b.year) return a.year < b.year
  if (a.month === 0 || b.month === 0) return false
  if (a.month !== b.month) return a.month < b.month
  return a.day > 0 && a.day < b.day
}

/** How the traveller's birth date agrees with a listed one. */
export const compareDate = (
  traveller: KnownDate,
  { from, to }: DateSpan,
  weights: BirthDateWeights
): DateFinding => {
  const isSpan = from.year !== to.year || from.month !== to.month || from.day !== to.day
  return isSpan
    ? compareWithSpan(traveller, from, to, weights)
    : finding(levelOf(traveller, from, weights.farYears), weights)
}

const finding = (
  level: DateFinding['level'],
  weights: BirthDateWeights,
  weight = weights[level]
): DateFinding => ({ level, weight, finding: findings[level] })

const levelOf = (a: KnownDate, b: KnownDate, farYears: number): DateFinding['level'] => {
  const apart = Math.abs(a.year - b.year)
  if (a.month === 0 || b.month === 0) {
    if (apart === 0) return 'yearOnly'
    if (apart === 1) return 'yearOnlyNear'
    return apart > farYears ? 'yearOnlyFar' : 'yearOnlyDiffers'
  }
  if (a.day === 0 || b.day === 0) return withoutDay(a, b, apart > farYears)
  if (apart === 0) return withinYear(a, b)
  const sameDay = a.month === b.month && a.day === b.day
  if (sameDay && isYearTypo(a.year, b.year)) {
    return isFirstOfJanuary(a) ? 'yearOnlyNear' : 'yearOff'
  }
  if (sameDay && !isFirstOfJanuary(a) && isMistakenYear(a.year, b.year)) return 'yearDigit'
  const isFar = apart > farYears
  // 1 January often stands for an unknown day: then only the years contradict.
  if (isFirstOfJanuary(a) || isFirstOfJanuary(b)) return isFar ? 'yearOnlyFar' : 'yearOnlyDiffers'
  return isFar ? 'far' : 'differs'
}

const withoutDay = (a: KnownDate, b: KnownDate, isFar: boolean): DateFinding['level'] => {
  const sameMonth = a.month === b.month
  if (a.year === b.year) {
    if (sameMonth) return 'sameMonthListed'
    return isFirstOfJanuary(a) || isFirstOfJanuary(b) ? 'firstOfJanuary' : 'sameYear'
  }
  if (sameMonth && Math.abs(a.year - b.year) === 1) return 'yearOnlyNear'
  return isFar ? 'yearOnlyFar' : 'yearOnlyDiffers'
}

const withinYear = (a: KnownDate, b: KnownDate): DateFinding['level'] => {
  if (a.month === b.month && a.day === b.day) {
    return isFirstOfJanuary(a) ? 'sameFirstOfJanuary' : 'same'
  }
  if (a.month === b.day && a.day === b.month) return 'dayMonthSwapped'
  if (a.month === b.month && oneDigitOff(a.day, b.day)) return 'oneDigit'
  if (a.day === b.day && oneDigitOff(a.month, b.month)) return 'oneDigit'
  if (isFirstOfJanuary(a) || isFirstOfJanuary(b)) return 'firstOfJanuary'
  return a.month === b.month ? 'sameYearMonth' : 'sameYear'
}

const isFirstOfJanuary = (date: KnownDate): boolean => date.month === 1 && date.day === 1

/** One digit differs, or the two digits are swapped. */
const oneDigitOff = (a: number, b: number): boolean => {
  const [tensA, onesA] = [Math.floor(a / 10), a % 10]
  const [tensB, onesB] = [Math.floor(b / 10), b % 10]
  return tensA === tensB || onesA === onesB || (tensA === onesB && onesA === tensB)
}

/** Years that are mistaken for one another: one or ten apart, or the last two digits swapped. */
export const isYearTypo = (a: number, b: number): boolean => {
  const apart = Math.abs(a - b)
  return apart === 1 || apart === 10 || (apart > 0 && swapLastDigits(a) === b)
}

/** Less often mistaken: 1969 → 1971 is two off, in 1970 → 1975 and 1958 → 1988 one of the last two digits is another. */
const isMistakenYear = (a: number, b: number): boolean =>
  Math.abs(a - b) === 2 ||
  Math.floor(a / 10) === Math.floor(b / 10) ||
  (Math.floor(a / 100) === Math.floor(b / 100) && a % 10 === b % 10)

/** 1967 → 1976. */
export const swapLastDigits = (year: number): number =>
  year - (year % 100) + (year % 10) * 10 + Math.floor((year % 100) / 10)

const compareWithSpan = (
  date: KnownDate,
  from: KnownDate,
  to: KnownDate,
  weights: BirthDateWeights
): DateFinding => {
  const { year } = date
  const amongYears = (level: DateFinding['level']): DateFinding =>
    finding(level, weights, weights[level] - Math.log(to.year - from.year + 1))
  if (!isBefore(date, from) && !isBefore(to, date)) return amongYears('inRange')
  const apart = Math.max(from.year - year, year - to.year)
  if (apart <= 0) {
    return isFirstOfJanuary(date) ? amongYears('firstOfJanuary') : finding('sameYear', weights)
  }
  if (apart === 1) return amongYears('yearOnlyNear')
  return finding(apart > weights.farYears ? 'yearOnlyFar' : 'yearOnlyDiffers', weights)
}
