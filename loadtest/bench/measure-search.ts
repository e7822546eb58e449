import type { SearchResult, Traveller, WatchIndex } from '#matchers/index.ts'
import { latencyOf, rounded } from '../percentiles.ts'
import type { SearchCost } from './types.ts'

/** What is searched, and how. */
export interface Searching {
  readonly index: WatchIndex
  readonly threshold: number
  readonly limit: number
}

/** Searches for each traveller in turn, timed one by one; every result is handed to `inspect`. */
export const measureSearch = (
  { index, threshold, limit }: Searching,
  travellers: readonly Traveller[],
  inspect: (result: SearchResult, at: number) => void = () => {}
): SearchCost => {
  const timesMs = new Float64Array(travellers.length)
  const cpuMs = new Float64Array(travellers.length)
  let candidates = 0
  let compared = 0
  let cutShort = 0
  travellers.forEach((traveller, at) => {
    const cpuBefore = process.threadCpuUsage()
    const started = performance.now()
    const result = index.search(traveller, { threshold, limit })
    timesMs[at] = performance.now() - started
    const { user, system } = process.threadCpuUsage(cpuBefore)
    // Where the kernel counts it by the clock's ticks, it may say more than has passed.
    cpuMs[at] = Math.min((user + system) / 1000, timesMs[at] ?? 0)
    candidates += result.candidates
    compared += result.compared
    if (result.cutShort) cutShort += 1
    inspect(result, at)
  })
  const count = Math.max(1, travellers.length)
  const latency = latencyOf(timesMs)
  const cpu = latencyOf(cpuMs)
  return {
    ...latency,
    cpuP999: cpu.p999,
    cpuWorst: cpu.worst,
    perSecond: latency.mean === 0 ? 0 : Math.round(1000 / latency.mean),
    candidates: rounded(candidates / count, 1),
    compared: rounded(compared / count, 1),
    cutShort
  }
}
