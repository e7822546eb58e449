import type { Budget } from '../load/budgets.ts'
import type { BenchResult } from './types.ts'

/** The size that the budgets are for. */
export const budgetedEntries = 1_000_000

/** The most that a search, an entry and a start may take at that size; times of ordinary travellers, but the worst of any kind. */
const most = {
  p50Ms: 0.3,
  p99Ms: 2,
  worstCpuMs: 20,
  bytesPerEntry: 250,
  restoreSeconds: 5
} as const

/** Whether a result keeps to the budgets; none of another size. */
export const checkBudgets = ({
  task,
  build,
  snapshot,
  search
}: Pick<BenchResult, 'task' | 'build' | 'snapshot' | 'search'>): readonly Budget[] => {
  if (task.entries !== budgetedEntries) return []
  // What was not measured is not met.
  const { p50, p99 } = search['ordinary']?.count ? search['ordinary'] : unmeasured
  const worstCpu = Math.max(...Object.values(search).map(({ cpuWorst }) => cpuWorst))
  return [
    atMost('ordinary p50 ms', p50, most.p50Ms),
    atMost('ordinary p99 ms', p99, most.p99Ms),
    atMost('worst of all, ms of the processor', worstCpu, most.worstCpuMs),
    atMost('bytes an entry', build.bytesPerEntry, most.bytesPerEntry),
    atMost('seconds to restore', snapshot.restoreSeconds, most.restoreSeconds)
  ]
}

const unmeasured = { p50: Number.NaN, p99: Number.NaN }

const atMost = (what: string, measured: number, limit: number): Budget => ({
  budget: `${what} ≤ ${limit}`,
  measured,
  met: measured <= limit
})
