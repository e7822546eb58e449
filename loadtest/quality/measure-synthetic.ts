import { createOracle } from '#matchers/compare-all.ts'
import { createWatchIndex, type IndexEntry, type Model, type WatchIndex } from '#matchers/index.ts'
import { toIndexEntry } from '#src/watchlist/index-entry.ts'
import { tell } from '../machine.ts'
import type { ListedEntry } from '../people/types.ts'
import { watchlistEntries } from '../people/watchlist-entries.ts'
import { bruteForceSearcher } from './baselines.ts'
import { type ListTask, type ModeResult, measureList, searcherOf } from './measure-list.ts'
import { indexOf } from './measure-real.ts'
import { jaroWinkler } from './metrics/jaro-winkler.ts'
import { levenshtein } from './metrics/levenshtein.ts'
import { tokenSetRatio } from './metrics/token-set-ratio.ts'
import { type CandidatesResult, candidatesOf } from './oracle.ts'
import { oracleCases } from './oracle-cases.ts'

/** What was measured on a synthetic list of one size. */
export interface SizeResult {
  readonly persons: number
  readonly documents: number
  readonly strangers: number
  readonly modes: readonly ModeResult[]
}

const documentShare = 0.15
const chunkSize = 10_000

/** Recall and false alerts on a synthetic list. */
export const measureSize = (persons: number, model: Model, task: ListTask): SizeResult => {
  const { index, sample, documents } = syntheticIndex(persons, model, task)
  tell(`  ${persons} persons, ${documents} documents listed`)
  const modes = measureList(searcherOf(index, task.threshold), sample, task)
  return { persons, documents, strangers: task.strangers, modes }
}

/** Baselines and this index on one small list: the same persons, the same strangers. */
export interface Comparison {
  readonly persons: number
  readonly searchers: Readonly<Record<string, readonly ModeResult[]>>
}

/** Compares with what others do. */
export const measureBaselines = (persons: number, model: Model, task: ListTask): Comparison => {
  const entries = personsOf(persons, task.seed)
  const listed = entries.map(entry => toIndexEntry('synthetic', entry))
  const index = createWatchIndex(model)
  index.apply(listed.map(entry => ({ op: 'put', entry }) as const))
  const searchers = {
    Portcullis: searcherOf(index, task.threshold),
    'Jaro-Winkler, romanised': bruteForceSearcher(listed, jaroWinkler, true),
    'Jaro-Winkler': bruteForceSearcher(listed, jaroWinkler, false),
    'Levenshtein, romanised': bruteForceSearcher(listed, levenshtein, true),
    'token-set ratio, romanised': bruteForceSearcher(listed, tokenSetRatio, true)
  }
  const results = Object.entries(searchers).map(([name, search]) => {
    tell(`  ${name} on ${persons} persons`)
    return [name, measureList(search, entries, task, ['name only', 'with birth date'])] as const
  })
  return { persons, searchers: Object.fromEntries(results) }
}

/** Whether the index finds all that comparing with everybody finds, on a small list, by kind of traveller. */
export const measureOracle = (
  persons: number,
  searches: number,
  model: Model,
  { seed, threshold }: ListTask
): CandidatesResult[] => {
  const entries = personsOf(persons, seed)
  const listed = entries.map(entry => toIndexEntry('synthetic', entry))
  const index = indexOf(listed, model)
  const compared = candidatesOf(index, createOracle(listed, model), threshold)
  return oracleCases(entries, searches, seed).map(([kind, asked]) => compared(kind, asked))
}

const personsOf = (persons: number, seed: number): ListedEntry[] => [
  ...watchlistEntries({ seed, persons, documents: 0 })
]

const sampleSize = 3000

const syntheticIndex = (
  persons: number,
  model: Model,
  { seed }: ListTask
): { index: WatchIndex; sample: ListedEntry[]; documents: number } => {
  const documents = Math.round(persons * documentShare)
  const everyNth = Math.max(1, Math.floor(persons / sampleSize))
  const index = createWatchIndex(model)
  const sample: ListedEntry[] = []
  let chunk: IndexEntry[] = []
  let read = 0
  const applyChunk = () => {
    index.apply(chunk.map(entry => ({ op: 'put', entry }) as const))
    chunk = []
  }
  for (const entry of watchlistEntries({ seed, persons, documents })) {
    if (entry.kind === 'person' && read++ % everyNth === 0) sample.push(entry)
    chunk.push(toIndexEntry('synthetic', entry))
    if (chunk.length === chunkSize) applyChunk()
  }
  applyChunk()
  for (let steps = index.compaction(); steps; steps = index.compaction()) {
    for (const _ of steps);
  }
  return { index, sample, documents }
}
