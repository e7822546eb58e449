const limitsMs = [10, 25, 50, 100, 150, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000]

/** How many times lie at or below each limit and above the one before; the last holds all others. */
export const histogramOf = (timesMs: readonly number[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const time of timesMs) {
    const limit = limitsMs.find(most => time <= most)
    const name = limit === undefined ? 'more' : `≤ ${limit}`
    counts[name] = (counts[name] ?? 0) + 1
  }
  const names = [...limitsMs.map(limit => `≤ ${limit}`), 'more']
  return Object.fromEntries(names.flatMap(name => (counts[name] ? [[name, counts[name]]] : [])))
}
