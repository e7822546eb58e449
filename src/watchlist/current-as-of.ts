import type { Offsets } from '../domain/ports.ts'

/** Where the record was seen to end, and when. */
export interface RecordLook {
  readonly at: number
  readonly ends: Offsets
}

/** What the shared list had taken of the record, and the version that it then had, read in this order. */
export interface SharedReach {
  readonly offsets: Offsets
  readonly version: number
}

/**
 * Tells as of when a list of this version is current: as of the last look at the record of which it holds every change;
 * undefined when it came no further. So the list is as old as the oldest change that it does not hold.
 */
export type CurrentAsOf = (
  look: RecordLook,
  reach: SharedReach,
  version: number
) => number | undefined

/** Makes one, which remembers the looks whose changes are not held yet. */
export const createCurrentAsOf = (): CurrentAsOf => {
  let waiting: readonly Awaited[] = []
  return (look, reach, version) => {
    const looks = [...waiting, { ...look, version: unknownVersion }].map(one => reached(one, reach))
    const last = looks.findLastIndex(one => one.version <= version)
    waiting = looks.slice(last + 1).slice(0, maxWaiting)
    return looks[last]?.at
  }
}

/** A look, and the version of the shared list that is known to hold its changes. */
interface Awaited extends RecordLook {
  readonly version: number
}

const unknownVersion = Number.POSITIVE_INFINITY

// The lowest that is known: those of a list that changes all the time run away from whoever follows. It is also the newer
// one where the shared list was made anew and counts from the beginning again.
const reached = (look: Awaited, { offsets, version }: SharedReach): Awaited =>
  eventsBehind(look.ends, offsets) === 0
    ? { ...look, version: Math.min(look.version, version) }
    : look

/** How many events were recorded and are not yet handled. */
export const eventsBehind = (ends: Offsets, handled: Offsets): number =>
  [...ends].reduce((sum, [at, end]) => sum + Math.max(0, end - (handled.get(at) ?? 0)), 0)

// Looks of ten seconds. Leaving out others makes a list that is always further behind seem older, never younger.
const maxWaiting = 20
