import {
  compareAll,
  createWatchIndex,
  type IndexEntry,
  type Model,
  type Traveller,
  type WatchIndex
} from '#matchers/index.ts'
import { realCases } from './real-cases.ts'
import { type Share, shareOf } from './statistics.ts'

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
  return measureCandidates(index, part, asked, model, threshold)
}

const partOf = 8

/** Of what comparing with every entry finds, how much the index finds; and whether it scores it alike. */
export const measureCandidates = (
  index: WatchIndex,
  entries: readonly IndexEntry[],
  travellers: readonly Traveller[],
  model: Model,
  threshold: number
): Share => {
  let expected = 0
  let found = 0
  for (const traveller of travellers) {
    const options = { threshold, limit: 1000 }
    const scores = new Map(
      index
        .search(traveller, options)
        .matches.map(({ list, id, score }) => [`${list}/${id}`, score])
    )
    for (const { list, id, score } of compareAll(traveller, entries, model, options).matches) {
      expected++
      if (Math.abs((scores.get(`${list}/${id}`) ?? -1) - score) < 1e-9) found++
    }
  }
  return shareOf(found, expected)
}
