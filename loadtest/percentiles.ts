/** Times of many repetitions in milliseconds: nearest-rank percentiles, no interpolation. */
export interface Latency {
  readonly count: number
  readonly mean: number
  readonly p50: number
  readonly p99: number
  readonly p999: number
  readonly worst: number
}

/** The percentiles of these times; all zero when there are none. */
export const latencyOf = (timesMs: readonly number[] | Float64Array): Latency => {
  const sorted = Float64Array.from(timesMs).sort()
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
  const sum = sorted.reduce((total, time) => total + time, 0)
  return {
    count: sorted.length,
    mean: rounded(sorted.length === 0 ? 0 : sum / sorted.length),
    p50: rounded(at(0.5)),
    p99: rounded(at(0.99)),
    p999: rounded(at(0.999)),
    worst: rounded(at(1))
  }
}

/** The middle value; the mean of the two middle ones when their number is even. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

/** A number with so many decimals that a microsecond shows. */
export const rounded = (value: number, decimals = 4): number => Number(value.toFixed(decimals))
