import type { Metrics } from './metrics.ts'

/** What this node did in one minute. */
export interface MinuteFigures {
  /** When the minute began. */
  readonly at: string
  readonly screened: number
  /** Half, and 99 of 100, of the answers took at most so long; absent where none was given. */
  readonly p50Ms?: number
  readonly p99Ms?: number
}

interface Snapshot {
  readonly minute: number
  readonly screened: number
  /** Answers up to each bound, bounds rising. */
  readonly answered: readonly { readonly upToMs: number; readonly count: number }[]
}

const keptMinutes = 60
const minuteMs = 60_000

/** The last hour of this node, minute by minute: counts and times only, nothing of what was decided. */
export const createMinuteFigures = (
  metrics: Pick<Metrics, 'decisions' | 'screeningSeconds'>,
  now: () => Date
) => {
  // One more than is shown: the oldest is what the first minute is counted from.
  let snapshots: readonly Snapshot[] = []

  return {
    /** Reads the counters; to be called several times a minute. */
    sample: async (): Promise<void> => {
      const minute = Math.floor(now().getTime() / minuteMs)
      const { values } = await metrics.decisions.get()
      const times = await metrics.screeningSeconds.get()
      const answered = times.values
        .filter(one => one.metricName?.endsWith('_bucket') && one.labels.stage === 'total')
        .map(({ labels, value }) => ({ upToMs: boundOf(labels) * 1_000, count: value }))
      const screened = values.reduce((sum, { value }) => sum + value, 0)
      const earlier = snapshots.filter(one => one.minute !== minute)
      snapshots = [...earlier, { minute, screened, answered }].slice(-keptMinutes - 1)
    },
    /** Oldest first; a minute without a sample is left out. */
    minutes: (): readonly MinuteFigures[] =>
      snapshots.slice(1).map((snapshot, at) => between(snapshots[at] ?? snapshot, snapshot))
  }
}

/** What `createMinuteFigures` makes. */
export type MinuteFiguresSource = ReturnType<typeof createMinuteFigures>

const between = (before: Snapshot, after: Snapshot): MinuteFigures => {
  const counts = after.answered.map(({ upToMs, count }, at) => ({
    upToMs,
    count: count - (before.answered[at]?.count ?? 0)
  }))
  const [p50Ms, p99Ms] = [quantile(counts, 0.5), quantile(counts, 0.99)]
  return {
    at: new Date(after.minute * minuteMs).toISOString(),
    screened: after.screened - before.screened,
    ...(p50Ms !== undefined && { p50Ms }),
    ...(p99Ms !== undefined && { p99Ms })
  }
}

/** A bucket's upper bound, which the library keeps among the labels. */
const boundOf = (labels: object) => {
  const { le } = labels as { readonly le?: string | number }
  return le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le)
}

/** Within the bucket that the quantile falls into, as if its times were spread evenly. */
const quantile = (counts: Snapshot['answered'], share: number): number | undefined => {
  const wanted = (counts.at(-1)?.count ?? 0) * share
  const at = counts.findIndex(({ count }) => count >= wanted)
  const bucket = counts[at]
  if (wanted === 0 || !bucket) return undefined
  const { upToMs: from, count: below } = counts[at - 1] ?? { upToMs: 0, count: 0 }
  if (bucket.upToMs === Number.POSITIVE_INFINITY) return from
  const within = (wanted - below) / (bucket.count - below)
  return Math.round((from + within * (bucket.upToMs - from)) * 100) / 100
}
