import { readSpans } from './compare.ts'
import { readDocuments } from './documents.ts'
import type { Model } from './model.ts'
import { bornWords } from './names/listed-frequency.ts'
import { type ParsedName, parseName } from './names/parse-name.ts'
import { createLexicon } from './names/word.ts'
import type {
  IndexChange,
  IndexEntry,
  SearchOptions,
  SearchResult,
  Subject,
  Traveller
} from './types.ts'
import { filingKeys } from './watch/date-key.ts'
import { createDelta, type Delta } from './watch/delta.ts'
import { createDictionary, type Dictionary } from './watch/dictionary.ts'
import { createDocumentTable } from './watch/document-table.ts'
import { createEntryStore } from './watch/entry-store.ts'
import { createExpander } from './watch/expand.ts'
import { freeze } from './watch/freeze.ts'
import { segmentsToMerge } from './watch/merge-policy.ts'
import { mergeSegments } from './watch/merge-segments.ts'
import { outlineOf } from './watch/row.ts'
import { createSearch } from './watch/search.ts'
import type { Segment } from './watch/segment.ts'

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
  const lexicon = createLexicon(model.word, text => dictionary.limitOf(text))
  const dictionary: Dictionary = createDictionary(model)
  const store = createEntryStore()
  const documents = createDocumentTable()
  const expand = createExpander(dictionary, model.name)
  const runSearch = createSearch(dictionary, expand, model)
  // The last one takes new entries; those before are on their way to become segments.
  let deltas: readonly Delta[] = [createDelta()]
  let segments: readonly Segment[] = []
  let isCompacting = false
  // Slots that no segment refers to; free as soon as they are withdrawn.
  const unfiled = new Set<number>()

  const namesOf = ({ kind, names }: Subject): ParsedName[] =>
    kind === 'person' ? names.flatMap(name => parseName(name, lexicon)) : []
  const countBearers = (names: readonly ParsedName[], by: 1 | -1): void => {
    for (const word of bornWords(names)) dictionary.countBearer(word, by)
    dictionary.setPersons(store.persons())
  }
  const withdraw = (list: string, id: string): void => {
    const slot = store.find(list, id)
    if (slot === undefined) return
    const { subject } = store.read(slot)
    documents.remove(readDocuments(subject.documents), slot)
    store.remove(slot, subject.kind)
    countBearers(namesOf(subject), -1)
    if (unfiled.delete(slot)) store.recycle(slot)
  }
  const put = (entry: IndexEntry): void => {
    withdraw(entry.list, entry.id)
    const { subject } = entry
    const names = namesOf(subject)
    const slot = store.add(entry)
    documents.add(readDocuments(subject.documents), slot)
    // Documents alone are found by number; they need no row.
    if (names.length === 0) {
      unfiled.add(slot)
      return
    }
    const { row, keys } = outlineOf(subject, names, dictionary)
    newest().add(slot, filingKeys(readSpans(subject)), row, keys)
    countBearers(names, 1)
  }
  const newest = (): Delta => {
    const last = deltas.at(-1)
    if (last === undefined) throw new Error('no delta')
    return last
  }
  const freezeOldest = function* (): Generator<void, void> {
    const [oldest] = deltas
    if (oldest === undefined) return
    if (deltas.length === 1) deltas = [oldest, createDelta()]
    const alive = store.aliveSnapshot()
    const segment = yield* freeze(oldest, slot => alive[slot] === 1)
    // Meanwhile it may have been frozen at once.
    if (deltas[0] !== oldest) return
    deltas = deltas.slice(1)
    if (segment !== undefined) segments = [...segments, segment]
    const freed = new Set(oldest.rowSlot.subarray(0, oldest.rows))
    for (const slot of freed) if (alive[slot] !== 1) store.recycle(slot)
  }
  const merge = function* (chosen: readonly Segment[]): Generator<void, void> {
    const { merged, freed } = yield* mergeSegments(chosen, store.aliveSnapshot())
    const kept = segments.filter(segment => !chosen.includes(segment))
    segments = merged.rows > 0 ? [merged, ...kept] : kept
    for (const slot of freed) store.recycle(slot)
  }
  const nextTask = (): (() => Generator<void, void>) | undefined => {
    if (deltas.length > 1 || newest().rows >= deltaRows) return freezeOldest
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
        if (newest().rows >= deltaMost) for (const _ of freezeOldest());
      }
    },
    search: (traveller, options) =>
      runSearch(traveller, options, { segments, deltas, store, documents, lexicon }),
    get: (list, id) => {
      const slot = store.find(list, id)
      return slot === undefined ? undefined : store.read(slot)
    },
    get size() {
      return store.size
    },
    get bytes() {
      const inSegments = segments.reduce((sum, { bytes }) => sum + bytes, 0)
      const inDeltas = deltas.reduce((sum, { bytes }) => sum + bytes, 0)
      return store.bytes + dictionary.bytes + documents.bytes + inSegments + inDeltas
    },
    get recordBytes() {
      return store.recordBytes
    },
    compaction: () => (isCompacting || nextTask() === undefined ? undefined : compact())
  }
}
