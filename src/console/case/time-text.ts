import { clock } from '../api/clock.ts'

// Kept, not made for each row: a formatter costs half a millisecond to throw away, and the queue draws 30 in every frame.
const dayAndTime = { day: '2-digit', month: 'short', hour: '2-digit', minute: '2-digit' } as const
const deskTime = new Intl.DateTimeFormat('en-GB', dayAndTime)

const halfYearMs = 182 * 86_400_000

const deskTimeWithYear = new Intl.DateTimeFormat('en-GB', { ...dayAndTime, year: 'numeric' })

/** A moment as date and time of this desk; with its year where another one could be meant. One that no clock counts is as it was written. */
export const timeText = (instant: string, now = clock.now()): string => {
  const at = Date.parse(instant)
  if (Number.isNaN(at)) return instant
  return Math.abs(now - at) > halfYearMs ? pastTimeText(instant) : deskTime.format(at)
}

/** The same with its year, of what may be long past. */
export const pastTimeText = (instant: string): string => deskTimeWithYear.format(new Date(instant))
