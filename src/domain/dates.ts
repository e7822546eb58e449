import { Type } from 'typebox'
import { Format, IsDateTime } from 'typebox/format'

const partial = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/** Whether the text is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` and exists in the calendar. */
export const isPartialDate = (text: string): boolean => {
  const parts = partial.exec(text)
  if (!parts) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)]
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Whether the text names an instant that can be counted with: RFC 3339 knows some, as leap seconds, that no clock here does, and fractions of any length. */
export const isInstant = (text: string): boolean =>
  text.length <= longestInstant && IsDateTime(text) && !Number.isNaN(Date.parse(text))

// In nanoseconds, with an offset, and some more.
const longestInstant = 40

/** The latest day that it is anywhere at this instant, 14 hours ahead of UTC: nobody can have been born on a later one. */
export const latestDayAt = (instant: string): string =>
  new Date(Date.parse(instant) + 14 * 3_600_000).toISOString().slice(0, 10)

const isFullDate = (text: string) => text.length === 10 && isPartialDate(text)

Format.Set('partial-date', isPartialDate)
Format.Set('full-date', isFullDate)
Format.Set('date-time', isInstant)

/** A date as far as it is known. */
export const PartialDate = Type.String({
  format: 'partial-date',
  description: 'YYYY-MM-DD, YYYY-MM or YYYY: as much as is known'
})

/** A whole calendar date. */
export const FullDate = Type.String({ format: 'full-date', description: 'YYYY-MM-DD' })

/** An instant with its offset from UTC, RFC 3339; without leap seconds. */
export const Instant = Type.String({ format: 'date-time', description: 'RFC 3339' })
