import type { KnownDate } from '../birth-date.ts'
import { swapLastDigits } from '../birth-date.ts'
import type { Model } from '../model.ts'
import { dateKey, widestSpan } from './date-key.ts'

/** Rows whose date key lies in [from, to), and the most that the birth date can weigh there. */
export interface DateSlice {
  readonly from: number
  readonly to: number
  readonly weight: number
}

const endOfTime = 0xffffffff
const yearKey = (year: number): number => Math.max(0, year) << 9

/** Dates so telling that everybody born on them is looked at, whatever the name. */
export const tellingDates = (date: KnownDate | undefined): number[] => {
  if (date === undefined || date.day === 0) return []
  const { year, month, day } = date
  // Listed with year and month only, on this date, with day and month swapped, with another likely year.
  const dates = [date, { year, month, day: 0 }]
  if (day <= 12 && day !== month) dates.push({ year, month: day, day: month })
  for (const other of [year - 1, year + 1, year - 10, year + 10, swapLastDigits(year)]) {
    if (other !== year) dates.push({ year: other, month, day })
  }
  return [...new Set(dates.map(dateKey))]
}

/** All of time in slices, by the most that a birth date there can weigh for the traveller. */
export const dateSlices = (date: KnownDate | undefined, { birthDate }: Model): DateSlice[] => {
  if (date === undefined) return [{ from: 0, to: endOfTime, weight: 0 }]
  const { year } = date
  const isFull = date.day > 0
  const sameYear = isFull
    ? Math.max(birthDate.oneDigit, birthDate.yearOnly, birthDate.inRange)
    : Math.max(birthDate.yearOnly, birthDate.sameMonthListed, birthDate.inRange)
  const near = Math.max(birthDate.yearOnlyNear, birthDate.differs, birthDate.yearOnlyDiffers)
  const apart = Math.max(birthDate.differs, birthDate.yearOnlyDiffers)
  const { farYears, far } = birthDate
  const slices = [
    // Among the undated are those with a span too wide to be filed by year.
    { from: 0, to: 1, weight: Math.max(0, birthDate.inRange - Math.log(widestSpan)) },
    { from: 1, to: yearKey(year - farYears), weight: far },
    { from: yearKey(year - farYears), to: yearKey(year - 1), weight: apart },
    { from: yearKey(year - 1), to: yearKey(year), weight: near },
    { from: yearKey(year), to: yearKey(year + 1), weight: sameYear },
    { from: yearKey(year + 1), to: yearKey(year + 2), weight: near },
    { from: yearKey(year + 2), to: yearKey(year + farYears + 1), weight: apart },
    { from: yearKey(year + farYears + 1), to: endOfTime, weight: far }
  ]
  return slices.filter(({ from, to }) => from < to)
}
