import { type Latency, latencyOf, median, rounded } from '../percentiles.ts'
import type { Round, Target } from './target.ts'

/** The rounds of one route, summed up. */
export interface RouteSummary {
  readonly perSecond: number
  readonly perSecondByRound: readonly number[]
  /** Medians over the rounds; `worst` is the worst of all. */
  readonly latency: Omit<Latency, 'count' | 'mean'>
  readonly requests: number
  readonly failures: number
}

/** The summaries of both routes under one kind of load. */
export type Phase = Readonly<Record<Target['name'], RouteSummary>>

/** One budget and whether it was met. */
export interface Budget {
  readonly budget: string
  readonly measured: number
  readonly met: boolean
}

/** The least share of the null route's throughput that screening keeps, and the most it may take. */
export const budgets = { throughputRatio: 0.5, p99Ms: 10 } as const

/** Medians over the rounds of one route. */
export const summarise = (rounds: readonly Round[]): RouteSummary => {
  const latencies = rounds.map(({ timesMs }) => latencyOf(timesMs))
  const middle = (part: (latency: Latency) => number) => rounded(median(latencies.map(part)), 3)
  return {
    perSecond: rounded(median(rounds.map(({ perSecond }) => perSecond)), 1),
    perSecondByRound: rounds.map(({ perSecond }) => rounded(perSecond, 1)),
    latency: {
      p50: middle(({ p50 }) => p50),
      p99: middle(({ p99 }) => p99),
      p999: middle(({ p999 }) => p999),
      worst: rounded(Math.max(...latencies.map(({ worst }) => worst)), 3)
    },
    requests: rounds.reduce((sum, { sent }) => sum + sent, 0),
    failures: rounds.reduce((sum, { failures }) => sum + failures, 0)
  }
}

/** Median of the rounds' own ratios, since both routes of a round meet the same disturbances. */
export const throughputRatio = (saturation: Phase): number => {
  const nothing = saturation['null route'].perSecondByRound
  return rounded(
    median(saturation.screening.perSecondByRound.map((rate, at) => rate / (nothing[at] ?? 0))),
    3
  )
}

/** Whether the measured values keep to the budgets. */
export const checkBudgets = (ratio: number, halfLoad: Phase): readonly Budget[] => {
  const { p99 } = halfLoad.screening.latency
  return [
    {
      budget: `throughput against the null route ≥ ${budgets.throughputRatio}`,
      measured: ratio,
      met: ratio >= budgets.throughputRatio
    },
    {
      budget: `p99 at half of saturation ≤ ${budgets.p99Ms} ms`,
      measured: p99,
      met: p99 <= budgets.p99Ms
    }
  ]
}
