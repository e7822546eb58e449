/** So many wait for the disk at once; other requests' work gets in between. */
const lanes = 128

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
  let hasEnded = false
  const lane = async () => {
    for (const [at, item] of queue) {
      if (hasEnded) return
      results[at] = await work(item)
    }
  }
  try {
    await Promise.all(Array.from({ length: lanes }, lane))
  } finally {
    hasEnded = true
  }
  return results
}
