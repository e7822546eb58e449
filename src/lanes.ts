/** Works on many items at once, and gives the results in their order; as `createLanes` says. */
export type InLanes = <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>
) => Promise<readonly Result[]>

/**
 * Lanes that all who work in them share, one item in each: however much comes at once, no more waits for the disk. Rejects
 * with the first failure, and then starts no more of these items.
 */
export const createLanes = (lanes: number): InLanes => {
  const waiting: (() => void)[] = []
  let free = lanes
  const enter = async () => {
    if (free > 0) free--
    else await new Promise<void>(resolve => waiting.push(resolve))
  }
  const leave = () => {
    const next = waiting.shift()
    if (next) next()
    else free++
  }

  return async <Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>) => {
    const results: Result[] = []
    const queue = items.entries()
    let hasEnded = false
    const take = async (at: number, item: Item) => {
      await enter()
      try {
        if (!hasEnded) results[at] = await work(item)
      } finally {
        leave()
      }
    }
    const run = async () => {
      for (const [at, item] of queue) {
        if (hasEnded) return
        await take(at, item)
      }
    }
    try {
      await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, run))
    } finally {
      hasEnded = true
    }
    return results
  }
}
