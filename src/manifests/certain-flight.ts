import type { EarlierPerson, OnFlight } from './earlier.ts'
import { dayOf, type Message, screenedOn, timesOf } from './manifest.ts'
import type { TakenManifest } from './received.ts'
import type { LocalTime, Times } from './sector.ts'

/** Days around that of a manifest whose flights a message without a date may mean just as well. */
const around = [-1, 1, -2, 2]

/**
 * Those of these persons of a flight whom a message means beyond doubt about its date, so that their cases may be withdrawn. Without
 * a departure date on both sides the dates of arrival decide; a message that sends no date at all means the flight of its day, where
 * no other of this number is listed around it. A date that can not be read means nobody.
 */
export const onCertainFlight = async (
  flight: OnFlight,
  persons: readonly EarlierPerson[]
): Promise<readonly EarlierPerson[]> => {
  const named = timesOf(flight.message)
  const { departs, arrives } = named
  if (dateIn(departs) || dateIn(arrives)) {
    return persons.filter(({ flown }) => isSameDay(named, flown))
  }
  if (departs || arrives || persons.length === 0) return []
  return (await isListedAround(flight)) ? [] : persons
}

/** Whether the flight that a message names, with a date, is beyond doubt that of a list under the same day. */
export const isSameDay = (named: Times, listed: Times): boolean => {
  const isDated = dateIn(named.departs) !== undefined
  if (isDated && dateIn(listed.departs)) return true
  const arrival = dateIn(listed.arrives)
  if (arrival) return arrival === dateIn(named.arrives)
  return isDated && !listed.departs && !listed.arrives
}

const dateIn = (time: LocalTime | undefined) => time?.local?.slice(0, 10)

const isListedAround = async (flight: OnFlight): Promise<boolean> => {
  const day = Date.parse(dayOf(flight))
  if (Number.isNaN(day)) return true // not known to stand alone
  for (const days of around) {
    const other = new Date(day + days * dayMs).toISOString().slice(0, 10)
    if (await isListedOn(flight, other)) return true
  }
  return false
}

const isListedOn = async ({ manifests, keys, ...sent }: OnFlight, day: string) => {
  const flight = keys.onFlight(sent, sent.message, day)?.flight
  const ids = flight ? await manifests.under(flight, maxManifests) : []
  for (const id of ids) {
    const { manifest, receivedAt } = ((await manifests.get(id))?.content ??
      {}) as Partial<TakenManifest>
    const isList = (message: Message) =>
      screenedOn(message).length > 0 &&
      receivedAt !== undefined &&
      keys.onFlight({ interchange: manifest?.interchange, receivedAt }, message)?.flight === flight
    if (manifest?.messages.some(isList)) return true
  }
  return false
}

/** More than one flight has. */
const maxManifests = 5_000

const dayMs = 24 * 60 * 60_000
