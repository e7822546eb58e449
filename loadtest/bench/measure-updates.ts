import type { IndexChange, IndexEntry, Traveller, WatchIndex } from '#matchers/index.ts'
import { latencyOf } from '../percentiles.ts'
import type { Searching } from './measure-search.ts'
import type { UpdateCost } from './types.ts'

const perSecond = 1000

/**
 * Changes the index at an even rate and searches it all the while, in one thread, as a node does: changes that are due, then a
 * step of the tidying up, then one search. Each of the three is timed by itself.
 */
export const measureUpdates = (
  { index, threshold, limit }: Searching,
  { entries, travellers }: { entries: readonly IndexEntry[]; travellers: readonly Traveller[] },
  seconds: number
): UpdateCost => {
  const [changing, stepping, searching]: [number[], number[], number[]] = [[], [], []]
  const timed = (times: number[], run: () => void): void => {
    const started = performance.now()
    run()
    times.push(performance.now() - started)
  }
  const startedAt = performance.now()
  const endsAt = startedAt + seconds * 1000
  let changed = 0
  let compaction: ReturnType<WatchIndex['compaction']>
  for (let now = startedAt; now < endsAt; now = performance.now()) {
    const due = Math.floor(((now - startedAt) / 1000) * perSecond)
    // A stall must not turn into one large batch.
    for (let left = Math.min(due - changed, 50); left > 0; left--, changed++) {
      const change = changeOf(entries, changed)
      if (change) timed(changing, () => index.apply([change]))
    }
    timed(stepping, () => {
      compaction ??= index.compaction()
      if (compaction?.next().done) compaction = undefined
    })
    const traveller = travellers[searching.length % travellers.length]
    if (traveller) timed(searching, () => index.search(traveller, { threshold, limit }))
  }
  while (compaction && !compaction.next().done);
  return {
    perSecond: Math.round(changed / ((performance.now() - startedAt) / 1000)),
    change: latencyOf(changing),
    step: latencyOf(stepping.filter(time => time > 0.002)),
    search: latencyOf(searching)
  }
}

/** Of every three changes one withdraws an entry, one puts it back, one replaces another. */
const changeOf = (entries: readonly IndexEntry[], nth: number): IndexChange | undefined => {
  const entry = entries[(nth - (nth % 3) + (nth % 3 === 2 ? 1 : 0)) % entries.length]
  if (entry === undefined) return undefined
  const { list, id } = entry
  return nth % 3 === 0 ? { op: 'withdraw', list, id } : { op: 'put', entry }
}
