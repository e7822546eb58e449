/** Places of the so many highest counts above 0, the lowest first; of equal ones the later place is the higher. */
export const mostOf = (counts: Uint32Array, most: number): Uint32Array => {
  const least = leastOf(counts, most)
  // Count and place as one number: numbers sort much faster than by a function.
  const order: number[] = []
  counts.forEach((count, place) => {
    if (count >= least) order.push(count * places + place)
  })
  const sorted = Float64Array.from(order).sort()
  return Uint32Array.from(
    sorted.subarray(Math.max(0, sorted.length - most)),
    value => value % places
  )
}

/** The highest count that so many reach, at least 1; found without sorting. */
const leastOf = (counts: Uint32Array, most: number): number => {
  const withCount = new Uint32Array(highest + 1)
  for (const count of counts) {
    const capped = Math.min(count, highest)
    withCount[capped] = (withCount[capped] ?? 0) + 1
  }
  let least = highest
  for (let left = most; least > 1; least--) {
    left -= withCount[least] ?? 0
    if (left <= 0) break
  }
  return least
}

const highest = 1 << 12
const places = 2 ** 32
