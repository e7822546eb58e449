import { isComparable } from './comparable.ts'
import { type Comparison, compareEntry, readTraveller } from './compare.ts'
import {
  censusKey,
  censusTotalKey,
  type DocumentCensus,
  neighboursFor,
  readDocuments
} from './documents.ts'
import type { Model } from './model.ts'
import { createLexicon } from './names/word.ts'
import { collectMatches } from './rank.ts'
import type { IndexEntry, SearchOptions, SearchResult, Traveller } from './types.ts'

/** Compares with every entry: slow and complete, the oracle that the index is held to. */
export const compareAll = (
  traveller: Traveller,
  entries: Iterable<IndexEntry>,
  model: Model,
  options: SearchOptions
): SearchResult => {
  const all = [...entries]
  const lexicon = createLexicon(model.word)
  const comparison: Comparison = {
    model,
    lexicon,
    census: takeCensus(all),
    threshold: options.threshold
  }
  const known = readTraveller(traveller, lexicon)
  const found = collectMatches(options)
  for (const entry of all) {
    if (options.lists !== undefined && !options.lists.has(entry.list)) continue
    if (options.accepts !== undefined && !options.accepts(entry.payload)) continue
    found.add(compareEntry(known, entry, comparison))
  }
  const comparable = isComparable(known)
  return {
    ...found.finish(),
    candidates: all.length,
    compared: all.length,
    cutShort: false,
    comparable
  }
}

const takeCensus = (entries: readonly IndexEntry[]): DocumentCensus => {
  const counts = new Map<string, number>()
  for (const { subject } of entries) {
    for (const { issuer, folded } of readDocuments(subject.documents)) {
      for (const key of [censusKey(issuer, folded), censusTotalKey(issuer, folded)]) {
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
    }
  }
  return {
    expectedNeighbours: (issuer, folded) =>
      neighboursFor(
        counts.get(censusKey(issuer, folded)) ?? 0,
        counts.get(censusTotalKey(issuer, folded)) ?? 0,
        folded
      )
  }
}
