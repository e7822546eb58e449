import { createOracle } from '#matchers/compare-all.ts'
import {
  createWatchIndex,
  type IndexEntry,
  type Model,
  type PersonName,
  type Traveller,
  type WatchIndex
} from '#matchers/index.ts'
import { realCases } from './real-cases.ts'
import { type Share, shareOf } from './statistics.ts'

/** Of what comparing with every entry finds, how much the index finds and scores alike. */
export interface CandidatesResult {
  readonly kind: string
  readonly share: Share
  readonly losses: readonly Loss[]
}

/** An entry that the index lost, or scored differently. */
export interface Loss {
  readonly traveller: readonly PersonName[]
  readonly listed: readonly PersonName[]
  readonly score: number
  /** What the index gave it; undefined when it was not found. */
  readonly found?: number
}

/** The index against comparing with everybody, on a part of a real list and some of the travellers made from it. */
export const measureRealCandidates = (
  entries: readonly IndexEntry[],
  searches: number,
  model: Model,
  threshold: number,
  seed: number
): Share => {
  const part = entries.filter((_, at) => at % partOf === 0)
  const index = createWatchIndex(model)
  index.apply(part.map(entry => ({ op: 'put', entry }) as const))
  const cases = [...realCases(part, seed)]
  const everyNth = Math.max(1, Math.floor(cases.length / searches))
  const asked = cases.filter((_, at) => at % everyNth === 0).map(({ traveller }) => traveller)
  return candidatesOf(index, createOracle(part, model), threshold)('OFAC', asked).share
}

const partOf = 8

/** Searches for travellers by the index and by the oracle, and tells them apart. */
export const candidatesOf =
  (index: WatchIndex, oracle: ReturnType<typeof createOracle>, threshold: number) =>
  (kind: string, travellers: readonly Traveller[]): CandidatesResult => {
    const options = { threshold, limit: 1000 }
    const losses: Loss[] = []
    let expected = 0
    for (const traveller of travellers) {
      const { matches, cutShort } = index.search(traveller, options)
      // A reply that was cut short says so, and is never "clear".
      if (cutShort) continue
      const scores = new Map(matches.map(({ list, id, score }) => [`${list}/${id}`, score]))
      for (const { list, id, score, subject } of oracle(traveller, options).matches) {
        expected++
        const found = scores.get(`${list}/${id}`)
        if (found !== undefined && Math.abs(found - score) < 1e-9) continue
        losses.push({
          traveller: traveller.names,
          listed: subject.names,
          score,
          ...(found !== undefined && { found })
        })
      }
    }
    return { kind, share: shareOf(expected - losses.length, expected), losses }
  }
