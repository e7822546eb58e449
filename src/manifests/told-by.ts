import { onCertainFlight } from './certain-flight.ts'
import type { EarlierPerson, OnFlight } from './earlier.ts'
import { findGone } from './find-gone.ts'
import type { Message } from './manifest.ts'
import { takingFunctions } from './message-function.ts'
import { leavingAltogether, takenAway } from './taken-away.ts'
import type { Found } from './who-is-meant.ts'

/** Whose cases a message tells, and what its sender is warned of where it withdraws not all of them. */
export interface Concerned {
  readonly persons: readonly EarlierPerson[]
  readonly warnings: readonly string[]
}

/**
 * Of those found for the persons of a message, or of everybody on the flight where it is about all, whose cases it tells. Where it
 * takes persons away, only those about whom there is no doubt.
 */
export const toldBy = async (
  flight: OnFlight,
  found: Found<EarlierPerson>,
  everybody?: readonly EarlierPerson[]
): Promise<Concerned> => {
  const { message } = flight
  if (!takingFunctions.has(message.function)) {
    return { persons: everybody ?? [...found.values()].flat(), warnings: [] }
  }
  const { persons: taken, warnings } = everybody
    ? { persons: everybody, warnings: [] }
    : await whoLeaves(flight, found)
  const persons = await onCertainFlight(flight, taken)
  return {
    persons,
    warnings: [...warnings, ...(persons.length < taken.length ? [dateUnsure] : [])]
  }
}

/** Said where a message may mean others than those found. */
export const leftInDoubt =
  'does not say for certain which persons of a reservation it means: cases stay until they are named one by one'
const listedTwice =
  'names persons who stand on a list twice: their cases stay until they are named by both references'
const dateUnsure =
  'the departure date is not certain, here or on the list: cases stay, since another day may be meant'

const whoLeaves = async (flight: OnFlight, found: Found<EarlierPerson>): Promise<Concerned> => {
  const told = whoLeavesAfter(flight.message, found, new Set())
  // All manifests of the flight are read to know who left before: only where it makes a difference.
  return told.warnings.length > 0
    ? whoLeavesAfter(flight.message, found, await findGone(flight))
    : told
}

const whoLeavesAfter = (
  message: Message,
  found: Found<EarlierPerson>,
  gone: ReadonlySet<string>
): Concerned => {
  const { persons: taken, isInDoubt } = takenAway(message, found, gone)
  const persons = leavingAltogether(taken, gone)
  return {
    persons,
    warnings: [
      ...(isInDoubt ? [leftInDoubt] : []),
      ...(persons.length < taken.length ? [listedTwice] : [])
    ]
  }
}
