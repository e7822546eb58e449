/**
 * Collects the parts of a list that a relay made the sender split. Every part is screened as it comes; the collection only
 * tells whether all have come. Parts arrive out of order, twice, or never:
 *
 *   02 · 01:C · 02 again · 04:F   →   incomplete after the timeout, part 3 missing
 */
import type { Interchange, Message, Totals } from './manifest.ts'
import { isAboutEarlier } from './message-function.ts'
import { dateOf } from './to-leg.ts'

/** What has come of one list so far; plain JSON, so that it can be kept. */
export interface PartCollection {
  readonly firstAtMs: number
  /** Persons by the part's number; a part that comes again replaces itself. */
  readonly persons: Readonly<Record<string, number>>
  /** The number of the part marked final. */
  readonly final?: number
  /** Of the whole flight, as the last part that counts them says. */
  readonly totals: Totals
}

/** Whether all parts have come, and what is missing. */
export interface PartsStatus {
  readonly state: 'complete' | 'waiting' | 'incomplete'
  /** Numbers that are missing below the highest known. */
  readonly missing: readonly number[]
  /** The final part is missing, so more may be missing than can be named. */
  readonly isEndMissing: boolean
  readonly persons: number
  /** Passengers and crew of the flight as counted by the sender, where they are. */
  readonly counted?: number
}

/**
 * Parts of the lists of one flight have the same key: sender, flight, departure date and common access reference. The numbers of
 * passengers and of crew are each for themselves.
 */
export const partsKey = (interchange: Interchange | undefined, message: Message): string => {
  const sector = message.sectors.find(({ isBorder }) => isBorder)
  const [sender, reference] = [interchange?.sender, message.commonAccessReference]
  const flight = sector ?? message.flights[0]
  const named = [flight?.carrier, flight?.number, sector && dateOf(sector)]
  return JSON.stringify([sender ?? '', ...named.map(part => part ?? ''), reference ?? ''])
}

/** Whether a message is one part of several; changes to a list are none, whatever number they carry. */
export const isPart = ({ part, function: asked }: Message): boolean =>
  part !== undefined && !(part.number === 1 && part.isFinal) && !isAboutEarlier(asked)

/** What counts of a message. */
export interface Counted extends Pick<Message, 'part' | 'totals'> {
  readonly persons: { readonly length: number }
  readonly unreadable: { readonly length: number }
}

/** The collection with one more message; a message without a part number is the whole list. */
export const addPart = (
  collection: PartCollection | undefined,
  { part = { number: 1, isFirst: true, isFinal: true }, persons, unreadable, totals }: Counted,
  nowMs: number
): PartCollection => {
  const { firstAtMs, persons: earlier, final, totals: before } = collection ?? empty(nowMs)
  const last = part.isFinal ? Math.max(part.number, final ?? 0) : final
  return {
    firstAtMs,
    persons: { ...earlier, [part.number]: persons.length + unreadable.length },
    totals: { ...before, ...totals },
    ...(last !== undefined && { final: last })
  }
}

/** What is missing; after the timeout an incomplete list is said to be so. */
export const partsStatus = (
  collection: PartCollection,
  nowMs: number,
  timeoutMs: number = partsTimeoutMs
): PartsStatus => {
  const { firstAtMs, persons, final, totals } = collection
  const received = Object.keys(persons).map(Number)
  const highest = Math.max(0, final ?? 0, ...received)
  const missing = Array.from({ length: highest }, (_, at) => at + 1).filter(
    number => !(number in persons)
  )
  const isEndMissing = final === undefined
  const isComplete = !isEndMissing && missing.length === 0
  const isLate = nowMs - firstAtMs >= timeoutMs
  const { passengers, crew } = totals
  const isCounted = passengers !== undefined || crew !== undefined
  return {
    state: isComplete ? 'complete' : isLate ? 'incomplete' : 'waiting',
    missing,
    isEndMissing,
    persons: Object.values(persons).reduce((sum, count) => sum + count, 0),
    ...(isCounted && { counted: (passengers ?? 0) + (crew ?? 0) })
  }
}

/** Longer than relays keep parts of one list apart. */
export const partsTimeoutMs = 15 * 60_000

const empty = (nowMs: number): PartCollection => ({ firstAtMs: nowMs, persons: {}, totals: {} })
