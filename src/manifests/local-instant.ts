import { zoneOf } from './airport-zones.ts'

/**
 * A local time at an airport as an instant that still says it: `2026-11-22T12:40` at LIS is `2026-11-22T12:40:00+00:00`.
 * Undefined where the hour or the airport's zone is not known. An hour that the clock shows twice is the earlier one; one that
 * it leaves out is read by the clock as it was before.
 */
export const instantAt = (
  airport: string | undefined,
  local: string | undefined
): string | undefined => {
  const zone = airport && zoneOf(airport.toUpperCase())
  if (!zone || !local || local.length < 16) return undefined
  const asUtc = Date.parse(`${local.slice(0, 16)}:00Z`)
  if (Number.isNaN(asUtc)) return undefined
  // The offset a day before holds unless the clock changes in between: then the one that gives this local time back.
  const before = offsetMinutes(zone, asUtc - dayMs)
  const after = offsetMinutes(zone, asUtc + dayMs)
  const fits = [before, after].find(
    minutes => offsetMinutes(zone, asUtc - minutes * minuteMs) === minutes
  )
  return `${local.slice(0, 16)}:00${written(fits ?? before)}`
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (timeZone: string) => {
  const known =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  formats.set(timeZone, known)
  return known
}

/** `GMT-03:30` as minutes. */
const offsetMinutes = (zone: string, atMs: number) => {
  const name = formatOf(zone)
    .formatToParts(atMs)
    .find(({ type }) => type === 'timeZoneName')?.value
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

const written = (minutes: number) => {
  const two = (value: number) => String(value).padStart(2, '0')
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
