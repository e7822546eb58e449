import type { DateSpan, KnownDate } from '../birth-date.ts'

/** A date as one number that sorts by date: year, month, day in 14 + 4 + 5 bits; 0 = not known. */
export const dateKey = ({ year, month, day }: KnownDate): number => (year << 9) | (month << 5) | day

/** The date of a key. */
export const keyDate = (key: number): KnownDate => ({
  year: key >>> 9,
  month: (key >>> 5) & 15,
  day: key & 31
})

/** Spans of more years than this are filed as undated. */
export const widestSpan = 8

/** Keys under which an entry's dates are filed: one for each date or year of a short span; 0 for none or a wide span. */
export const filingKeys = (spans: readonly DateSpan[]): number[] => {
  const keys = new Set<number>()
  for (const { from, to } of spans) {
    if (dateKey(from) === dateKey(to)) keys.add(dateKey(from))
    else if (to.year - from.year >= widestSpan) keys.add(0)
    else for (let year = from.year; year <= to.year; year++) keys.add(year << 9)
  }
  return keys.size === 0 ? [0] : [...keys]
}
