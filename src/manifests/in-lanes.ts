import { setImmediate as nextTurn } from 'node:timers/promises'

/** So many wait for the disk at once; other requests' work gets in between. */
const lanes = 128
/** The event loop is left to others after so many. */
const itemsPerTurn = 5

/**
 * Works on many items at once, and gives the results in the order of the items. Rejects with the first failure, and then
 * starts no more.
 */
export const inLanes = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>
): Promise<readonly Result[]> => {
  const results: Result[] = []
  const queue = items.entries()
  let hasFailed = false
  let begun = 0
  const lane = async () => {
    for (const [at, item] of queue) {
      if (hasFailed) return
      if (++begun % itemsPerTurn === 0) await nextTurn()
      results[at] = await work(item)
    }
  }
  try {
    await Promise.all(Array.from({ length: lanes }, lane))
  } finally {
    hasFailed = true
  }
  return results
}
