import { randomUUID } from 'node:crypto'
import { createWatchIndex } from '#matchers/index.ts'
import { latestDayAt } from '../domain/dates.ts'
import type { Entry } from '../domain/entry.ts'
import { type Policy, thresholdsFor } from '../domain/policy.ts'
import type { Record, RecordedEvent } from '../domain/ports.ts'
import type { Screened } from '../domain/screening.ts'
import type { ListState } from '../domain/watchlist.ts'
import { TryingAnother } from '../errors.ts'
import { toIndexEntry } from '../watchlist/index-entry.ts'
import { describeTraveller } from './describe-traveller.ts'
import { screenedTypes } from './event.ts'
import { takeSlices } from './slices.ts'

export interface TryEntryDeps {
  readonly record: Record
  readonly policy: Policy
  /** Ends a try early, which then answers with what was compared so far. */
  readonly signal: AbortSignal
  readonly now: () => Date
}

/** The list that the entry is meant for: whoever was screened for none of its purposes is not compared. */
export type TriedOn = Pick<ListState, 'list' | 'purposes'>

/** How many of the travellers compared an entry would have referred. */
export interface Tried {
  readonly compared: number
  readonly referred: number
  /** The oldest of them was screened so many days ago. */
  readonly days: number
}

// As many as are compared in a few seconds beside the screenings of the day.
const mostEvents = 20_000
const mostMs = 15_000
// An entry of hundreds of long names takes hundreds of times as long to compare as an ordinary one.
const sliceMs = 5
const dayMs = 86_400_000

/**
 * Compares an entry that is not listed yet with the travellers screened last, as if it were alone on a list: where the same name is
 * common on the real ones, fewer are referred. Stops after so many, or so long; one at a time, so that screenings have the
 * thread for most of it.
 */
export const createEntryTrial = (deps: TryEntryDeps) => {
  let isBusy = false
  return async (list: TriedOn, entry: Entry): Promise<Tried> => {
    if (isBusy) throw new TryingAnother()
    isBusy = true
    try {
      return await tryEntry(deps, list, entry)
    } finally {
      isBusy = false
    }
  }
}

/** What `createEntryTrial` makes. */
export type TryEntry = ReturnType<typeof createEntryTrial>

const tryEntry = async (
  { record, policy, signal, now }: TryEntryDeps,
  { list, purposes }: TriedOn,
  entry: Entry
): Promise<Tried> => {
  const index = createWatchIndex(policy.matching)
  index.apply([{ op: 'put', entry: toIndexEntry(list, entry) }])
  const today = latestDayAt(now().toISOString())
  const seen = new Set<string>()
  let oldest = now().getTime()
  let [compared, referred] = [0, 0]

  const compare = (screened: Screened) => {
    if (!purposes.includes(screened.purpose)) return
    const key = screened.caseId // one traveller on one journey, however often screened
    if (seen.has(key)) return
    seen.add(key)
    const { possible: threshold } = thresholdsFor(policy, screened.purpose, entry.instruction)
    const { traveller } = describeTraveller(screened.person.traveller, today)
    const { matches } = index.search(traveller, { threshold, limit: 1 })
    compared += 1
    referred += matches.length
    oldest = Math.min(oldest, Date.parse(screened.screenedAt))
  }

  const inSlices = takeSlices(sliceMs)
  const ending = AbortSignal.any([signal, AbortSignal.timeout(mostMs)])
  await readLast(record, ending, async batch => {
    for (const { event } of batch) {
      if (!comparable.has(event.type)) continue
      await inSlices(() => compare(event.data as Screened))
      if (ending.aborted) return
    }
  })
  return { compared, referred, days: Math.max(1, Math.ceil((now().getTime() - oldest) / dayMs)) }
}

const comparable = new Set<string>([
  screenedTypes.withHits,
  screenedTypes.excluded,
  screenedTypes.clear
])

/** The last events of the topic as it stands now, partition by partition. */
const readLast = async (
  record: Record,
  signal: AbortSignal,
  handle: (batch: readonly RecordedEvent[]) => Promise<void>
) => {
  const ends = await record.ends('screenings')
  const left = new Map([...ends].filter(([, end]) => end > 0))
  if (left.size === 0) return
  const each = Math.ceil(mostEvents / left.size)
  const after = new Map([...ends].map(([partition, end]) => [partition, Math.max(0, end - each)]))
  const enough = new AbortController()
  await record.follow({
    topic: 'screenings',
    group: `entry-trial-${randomUUID()}`, // each reads for itself: two at the same time would share the topic
    after: async () => after,
    handle: async batch => {
      await handle(batch)
      const { partition, offset } = batch.at(-1)?.position ?? { partition: -1, offset: 0 }
      after.set(partition, offset)
      if (offset >= (left.get(partition) ?? Number.POSITIVE_INFINITY)) left.delete(partition)
      if (left.size === 0) enough.abort()
    },
    signal: AbortSignal.any([signal, enough.signal])
  })
}
