import { isComparable } from './comparable.ts'
import { type Comparison, compareKnown, readSubject, readTraveller } from './compare.ts'
import {
  censusKey,
  censusTotalKey,
  type DocumentCensus,
  neighboursFor,
  readDocuments
} from './documents.ts'
import type { Model } from './model.ts'
import { bornWords, listedLimit } from './names/listed-frequency.ts'
import { parseName } from './names/parse-name.ts'
import { createLexicon } from './names/word.ts'
import { priorFor } from './prior.ts'
import { collectMatches, thresholdFor } from './rank.ts'
import type { IndexEntry, SearchOptions, SearchResult, Traveller } from './types.ts'

/** Compares with every entry: slow and complete, the oracle that the index is held to. */
export const compareAll = (
  traveller: Traveller,
  entries: Iterable<IndexEntry>,
  model: Model,
  options: SearchOptions
): SearchResult => createOracle(entries, model)(traveller, options)

/** The oracle for several travellers: takes the entries apart once. */
export const createOracle = (
  entries: Iterable<IndexEntry>,
  model: Model
): ((traveller: Traveller, options: SearchOptions) => SearchResult) => {
  const all = [...entries]
  const lexicon = createLexicon(model.word, limitsBy(all, model))
  const census = takeCensus(all)
  const subjects = all.map(({ subject }) => readSubject(subject, lexicon))
  return (traveller, options) => {
    const { lists, accepts } = options
    const prior = priorFor(countPersons(all, lists), model.prior)
    const common: Omit<Comparison, 'threshold'> = { model, lexicon, census, prior }
    const known = readTraveller(traveller, lexicon)
    const found = collectMatches(options)
    all.forEach((entry, at) => {
      const subject = subjects[at]
      if (subject === undefined || !(lists?.has(entry.list) ?? true)) return
      if (!(accepts?.(entry.payload) ?? true)) return
      const comparison = { ...common, threshold: thresholdFor(entry, options) }
      found.add(compareKnown(known, entry, subject, comparison), entry.isUncounted)
    })
    return {
      ...found.finish(),
      candidates: all.length,
      compared: all.length,
      cutShort: false,
      prior,
      comparable: isComparable(known)
    }
  }
}

const countPersons = (entries: readonly IndexEntry[], lists?: ReadonlySet<string>): number =>
  entries.filter(({ list, subject }) => subject.kind === 'person' && (lists?.has(list) ?? true))
    .length

const limitsBy = (entries: readonly IndexEntry[], model: Model): ((text: string) => number) => {
  const lexicon = createLexicon(model.word)
  const bearers = new Map<string, number>()
  for (const { subject, isUncounted } of entries) {
    if (subject.kind === 'document' || isUncounted) continue
    for (const word of bornWords(subject.names.flatMap(name => parseName(name, lexicon)))) {
      bearers.set(word, (bearers.get(word) ?? 0) + 1)
    }
  }
  const persons = countPersons(entries)
  return text => listedLimit(bearers.get(text) ?? 0, persons, model.word)
}

const takeCensus = (entries: readonly IndexEntry[]): DocumentCensus => {
  const counts = new Map<string, number>()
  for (const { subject, isUncounted } of entries) {
    if (isUncounted) continue
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
