import { readSpans } from './compare.ts'
import { readDocuments } from './documents.ts'
import type { Model } from './model.ts'
import { type ParsedName, parseName } from './names/parse-name.ts'
import { createLexicon } from './names/word.ts'
import type { IndexChange, IndexEntry, SearchOptions, SearchResult, Traveller } from './types.ts'
import { filingKeys } from './watch/date-key.ts'
import { createDelta } from './watch/delta.ts'
import { createDictionary, type Dictionary } from './watch/dictionary.ts'
import { createDocumentTable } from './watch/document-table.ts'
import { createEntryStore } from './watch/entry-store.ts'
import { segmentsToMerge } from './watch/merge-policy.ts'
import { mergeSegments } from './watch/merge-segments.ts'
import { createExpander } from './watch/query-words.ts'
import { createSearch } from './watch/search.ts'
import { buildSegment, type Segment } from './watch/segment.ts'

/** All entries of a node, ready to be searched; changes are in effect for the very next search. */
export interface WatchIndex {
  readonly apply: (changes: readonly IndexChange[]) => void
  readonly search: (traveller: Traveller, options: SearchOptions) => SearchResult
  readonly get: (list: string, id: string) => IndexEntry | undefined
  readonly size: number
  /** Estimate of the memory of the index's structures, without the records themselves. */
  readonly bytes: number
  /** Memory of the records: subjects and payloads. */
  readonly recordBytes: number
  /** Tidying up in steps of about 2 ms, to be run when there is time; undefined when there is nothing worth doing. */
  readonly compaction: () => Generator<void, void> | undefined
}

// A delta this large is worth a segment; at the hard limit it becomes one at once.
const deltaRows = 1024
const deltaMost = 8192

/** An empty index. */
export const createWatchIndex = (model: Model): WatchIndex => {
  const lexicon = createLexicon(model.word)
  const dictionary = createDictionary(lexicon)
  const store = createEntryStore(dictionary)
  const documents = createDocumentTable()
  const expand = createExpander(dictionary, model.name)
  const runSearch = createSearch(dictionary, expand, model)
  let delta = createDelta()
  let segments: readonly Segment[] = []
  let isCompacting = false
  // Slots that no segment refers to; free as soon as they are withdrawn.
  const unfiled = new Set<number>()

  const withdraw = (list: string, id: string): void => {
    const slot = store.find(list, id)
    if (slot === undefined) return
    documents.remove(readDocuments(store.read(slot).subject.documents), slot)
    store.remove(slot)
    if (unfiled.delete(slot)) store.recycle(slot)
  }
  const put = (entry: IndexEntry): void => {
    withdraw(entry.list, entry.id)
    const { subject } = entry
    const isPerson = subject.kind === 'person'
    const names = isPerson ? subject.names.flatMap(name => parseName(name, lexicon)) : []
    const spans = isPerson ? readSpans(subject) : []
    const slot = store.add(entry, names, spans)
    documents.add(readDocuments(subject.documents), slot)
    // Documents alone are found by number; they need no row.
    if (names.length > 0) delta.add(slot, filingKeys(spans), wordsOf(names, dictionary))
    else unfiled.add(slot)
  }
  const freeze = (): void => {
    const drafts = delta.drafts()
    const living = drafts.filter(({ slot }) => store.isAlive(slot))
    for (const slot of new Set(drafts.map(row => row.slot))) {
      if (!store.isAlive(slot)) store.recycle(slot)
    }
    delta = createDelta()
    if (living.length > 0) segments = [...segments, buildSegment(living)]
  }
  const merge = function* (chosen: readonly Segment[]): Generator<void, void> {
    yield* mergeSegments(chosen, store.aliveSnapshot(), (merged, freed) => {
      const kept = segments.filter(segment => !chosen.includes(segment))
      segments = merged.rows > 0 ? [merged, ...kept] : kept
      for (const slot of freed) store.recycle(slot)
    })
  }
  const nextTask = (): (() => Generator<void, void>) | undefined => {
    if (delta.rows >= deltaRows) {
      return function* () {
        freeze()
        yield
      }
    }
    const chosen = segmentsToMerge(segments)
    if (chosen.length > 1) return () => merge(chosen)
    const tidying = store.tidyRecords()
    return tidying && (() => tidying)
  }
  const compact = function* (): Generator<void, void> {
    if (isCompacting) return
    isCompacting = true
    try {
      for (let task = nextTask(); task !== undefined; task = nextTask()) {
        yield* task()
        yield
      }
    } finally {
      isCompacting = false
    }
  }

  return {
    apply: changes => {
      for (const change of changes) {
        if (change.op === 'put') put(change.entry)
        else withdraw(change.list, change.id)
        if (delta.rows >= deltaMost) freeze()
      }
    },
    search: (traveller, options) =>
      runSearch(traveller, options, {
        segments,
        delta,
        dictionary,
        expand,
        model,
        store,
        documents,
        lexicon
      }),
    get: (list, id) => {
      const slot = store.find(list, id)
      return slot === undefined ? undefined : store.read(slot)
    },
    get size() {
      return store.size
    },
    get bytes() {
      const inSegments = segments.reduce((sum, { bytes }) => sum + bytes, 0)
      return store.bytes + dictionary.bytes + documents.bytes + inSegments + delta.rows * 200
    },
    get recordBytes() {
      return store.recordBytes
    },
    compaction: () => (isCompacting || nextTask() === undefined ? undefined : compact())
  }
}

/** Every word that an entry is filed under; particles only where a name has nothing else. */
const wordsOf = (names: readonly ParsedName[], dictionary: Dictionary): number[] => {
  const words = new Set<number>()
  for (const name of names) {
    for (const { spellings, light } of name.words) {
      if (!light) for (const word of spellings) words.add(dictionary.intern(word))
    }
  }
  return [...words]
}
