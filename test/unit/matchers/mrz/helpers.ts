import { readMrz } from '#matchers/mrz/read-mrz.ts'
import { today } from './specimens.ts'

/** The reading of a zone that must be readable. */
export const reading = (zone: string | readonly string[]) => {
  const result = readMrz(typeof zone === 'string' ? zone : zone.join('\n'), today)
  if ('unreadable' in result) throw new Error(result.unreadable)
  return result
}

/** The fields whose check digit is wrong. */
export const wrongFields = (zone: string | readonly string[]) =>
  reading(zone)
    .checks.filter(({ ok }) => !ok)
    .map(({ field }) => field)
