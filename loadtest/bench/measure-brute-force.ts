import { createOracle } from '#matchers/compare-all.ts'
import type { IndexEntry, Model, Traveller } from '#matchers/index.ts'
import { rounded } from '../percentiles.ts'
import type { Searching } from './measure-search.ts'
import type { BruteForceCost } from './types.ts'

/** The same searches by comparing with everybody, among a sample of the entries and scaled to all of them. */
export const measureBruteForce = (
  model: Model,
  { index, threshold, limit }: Searching,
  sample: readonly IndexEntry[],
  travellers: readonly Traveller[]
): BruteForceCost => {
  const oracle = createOracle(sample, model)
  const mean = (search: (traveller: Traveller) => unknown): number => {
    const started = performance.now()
    for (const traveller of travellers) search(traveller)
    return (performance.now() - started) / Math.max(1, travellers.length)
  }
  const options = { threshold, limit }
  const sampled = mean(traveller => oracle(traveller, options))
  const ms = (sampled * index.size) / Math.max(1, sample.length)
  return {
    ms: rounded(ms, 1),
    ratio: Math.round(ms / mean(traveller => index.search(traveller, options)))
  }
}
