import { compareDate, type KnownDate, swapLastDigits } from '../birth-date.ts'
import type { BirthDateWeights, Model } from '../model.ts'
import { createRecent } from '../recent.ts'
import { dateKey, keyDate, widestSpan } from './date-key.ts'

/** Rows whose date keys lie in [from, to), and the most that the birth date can weigh there. Slices may overlap. */
export interface DateSlice {
  readonly from: number
  readonly to: number
  readonly weight: number
}

/** Slices in little memory, those where the birth date can weigh most first. */
export interface PackedSlices {
  readonly count: number
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly weight: Float64Array
  /** Their places in the order of time. */
  readonly inOrder: Uint8Array
}

/** All of time in slices, of any birth date; a person of a crowd shares it with others, so that those met of late are remembered. */
export type SlicesOf = (date: KnownDate | undefined) => PackedSlices

// A kilobyte each; those who travel were born on some 30,000 days.
const rememberedDates = 1 << 14
const noDate = -1

/** Remembers no slices yet. */
export const createSlices = (model: Model): SlicesOf => {
  const known = createRecent<ArrayBuffer, number>(rememberedDates)
  return date => {
    const key = date === undefined ? noDate : dateKey(date)
    const before = known.get(key)
    if (before !== undefined) return slicesIn(before)
    const memory = pack(dateSlices(date, model))
    known.keep(key, memory)
    return slicesIn(memory)
  }
}

/** Slices as they come, 256 at most, packed. */
export const packSlices = (slices: readonly DateSlice[]): PackedSlices => slicesIn(pack(slices))

/** Into one buffer, which is all that is kept of a date: the collector visits each array over it. */
const pack = (slices: readonly DateSlice[]): ArrayBuffer => {
  const memory = new ArrayBuffer(slices.length * bytesEach)
  const { from, to, weight, inOrder } = slicesIn(memory)
  // Time and place as one number: numbers sort much faster than by a function.
  const byTime = new Float64Array(slices.length)
  slices.forEach((slice, at) => {
    from[at] = slice.from
    to[at] = slice.to
    weight[at] = slice.weight
    byTime[at] = slice.from * places + at
  })
  byTime.sort().forEach((time, nth) => {
    inOrder[nth] = time % places
  })
  return memory
}

const slicesIn = (memory: ArrayBuffer): PackedSlices => {
  const count = memory.byteLength / bytesEach
  return {
    count,
    weight: new Float64Array(memory, 0, count),
    from: new Uint32Array(memory, count * 8, count),
    to: new Uint32Array(memory, count * 12, count),
    inOrder: new Uint8Array(memory, count * 16)
  }
}

const bytesEach = 17
const places = 256
// Later than every date, and no more than 31 bits: V8 throws optimised code away for an array's place that is more.
const endOfTime = 0x7fffffff
const yearKey = (year: number): number => Math.max(0, year) << 9

/** The most that the traveller's birth date can weigh against an entry that is filed under this key. */
export const dateWeight = (date: KnownDate | undefined, key: number, model: Model): number => {
  const { birthDate } = model
  if (date === undefined) return 0
  // Among the undated are those with a span too wide to be filed by year.
  if (key === 0) return Math.max(0, withinSpan(birthDate, widestSpan))
  const known = keyDate(key)
  const { weight } = compareDate(date, { from: known, to: known }, birthDate)
  // The year alone is known, or it is one of a span.
  return known.month === 0 && known.year === date.year
    ? Math.max(weight, withinSpan(birthDate, 1))
    : weight
}

/** The most that a year of a span of so many or more can weigh. */
const withinSpan = ({ inRange, firstOfJanuary, sameYear }: BirthDateWeights, years: number) =>
  Math.max(Math.max(inRange, firstOfJanuary) - Math.log(years), sameYear)

/** All of time in slices, those where a birth date can weigh most first. */
export const dateSlices = (date: KnownDate | undefined, model: Model): DateSlice[] => {
  if (date === undefined) return [{ from: 0, to: endOfTime, weight: 0 }]
  const { year } = date
  const { farYears, differs, far, yearOnlyDiffers, yearOnlyFar } = model.birthDate
  const keys = [0, yearKey(year), yearKey(year - 1), yearKey(year + 1), ...likelyKeys(date)]
  const single = keys.map(key => ({
    from: key,
    to: key + 1,
    weight: dateWeight(date, key, model)
  }))
  return [
    ...single,
    ...nearYears(date, model),
    {
      from: yearKey(year - farYears),
      to: yearKey(year + farYears + 1),
      weight: Math.max(differs, yearOnlyDiffers)
    },
    { from: 1, to: endOfTime, weight: Math.max(far, yearOnlyFar) }
  ].sort((a, b) => b.weight - a.weight)
}

/** Dates that are listed for this one by mistake or for want of better. */
const likelyKeys = ({ year, month, day }: KnownDate): Iterable<number> => {
  if (month === 0) return []
  const ofYear = yearKey(year)
  const ofMonth = month << 5
  const keys = new Set([ofYear | ofMonth, ofYear | firstOfJanuary])
  for (const other of [year - 1, year + 1]) keys.add(yearKey(other) | ofMonth)
  if (day === 0) return keys
  keys.add(ofYear | ofMonth | day)
  if (day <= 12) keys.add(ofYear | (day << 5) | month)
  for (let other = 1; other <= 12; other++) keys.add(ofYear | (other << 5) | day)
  for (const other of mistakenYears(year)) keys.add(yearKey(other) | ofMonth | day)
  return keys
}

const mistakenYears = (year: number): number[] => {
  const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
  const [decade, century] = [year - (year % 10), year - (year % 100) + (year % 10)]
  return [
    ...digits.flatMap(digit => [decade + digit, century + digit * 10]),
    ...[-10, -2, -1, 1, 2, 10].map(apart => year + apart),
    swapLastDigits(year)
  ]
}

const firstOfJanuary = (1 << 5) | 1

/** The years and the month around the date, but for the likely keys. */
const nearYears = (date: KnownDate, { birthDate }: Model): DateSlice[] => {
  const { year, month, day } = date
  const [from, to] = [yearKey(year), yearKey(year + 1)]
  const isNewYear = month === 1 && day === 1
  if (month === 0) {
    const near = Math.max(birthDate.yearOnlyNear, birthDate.yearOnlyDiffers)
    return [
      { from, to, weight: birthDate.yearOnly },
      { from: yearKey(year - 1), to: yearKey(year + 2), weight: near }
    ]
  }
  const others = isNewYear ? birthDate.firstOfJanuary : birthDate.sameYear
  const monthOf = (of: number, weight: number): DateSlice => {
    const first = yearKey(of) | (month << 5)
    return { from: first, to: first + 32, weight }
  }
  const ofMonth = day === 0 ? birthDate.sameMonthListed : birthDate.sameYearMonth
  return [
    monthOf(year, Math.max(ofMonth, birthDate.oneDigit, others)),
    { from, to, weight: Math.max(birthDate.sameYear, others) },
    ...(day === 0 ? [year - 1, year + 1] : []).map(near => monthOf(near, birthDate.yearOnlyNear))
  ]
}
