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
import { copyImage } from './watch/image.ts'
import { type IndexImage, unreferredSlots } from './watch/index-image.ts'
import { learnWords } from './watch/learn-words.ts'
import { segmentsToMerge } from './watch/merge-policy.ts'
import { mergeSegments } from './watch/merge-segments.ts'
import { outlineOf } from './watch/row.ts'
import { createSearch } from './watch/search.ts'
import { type Segment, segmentImage, segmentOf } from './watch/segment.ts'

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
  /** Looks up ahead what the words that most listed persons bear are like, in steps of about 0.1 ms, to be run when there is time. */
  readonly learning: () => Generator<void, void>
  /**
   * Copies what may change, in steps of a fraction of a millisecond; the rest is shared with the index. The result stays as it is
   * whatever becomes of the index. undefined when the index was changed meanwhile, or is being compacted: ask again.
   */
  readonly image: () => Generator<void, IndexImage | undefined>
}

// A delta this large is worth a segment; at the hard limit it becomes one at once.
const deltaRows = 1024
const deltaMost = 8192

/** An index, empty or as it was. */
export const createWatchIndex = (model: Model, image?: IndexImage): WatchIndex => {
  const lexicon = createLexicon(model.word, text => dictionary.limitOf(text))
  const dictionary: Dictionary = createDictionary(model, image?.dictionary)
  const store = createEntryStore(image?.store, image?.records)
  const documents = createDocumentTable(image?.documents)
  const expand = createExpander(dictionary, model.name)
  const runSearch = createSearch(dictionary, expand, model)
  // The last one takes new entries; those before are on their way to become segments.
  let deltas: readonly Delta[] = image?.deltas.map(createDelta) ?? [createDelta()]
  let segments: readonly Segment[] = image?.segments.map(segmentOf) ?? []
  let isCompacting = false
  let changes = 0
  // Slots that no segment refers to; free as soon as they are withdrawn.
  const unfiled = new Set<number>()
  for (const slot of image === undefined ? [] : unreferredSlots(image)) {
    if (store.isAlive(slot)) unfiled.add(slot)
    else store.recycle(slot)
  }

  const namesOf = ({ kind, names }: Subject): ParsedName[] =>
    kind === 'person' ? names.flatMap(name => parseName(name, lexicon)) : []
  const countBearers = (names: readonly ParsedName[], by: 1 | -1): void => {
    for (const word of bornWords(names)) dictionary.countBearer(word, by)
  }
  const withdraw = (list: string, id: string): void => {
    const slot = store.find(list, id)
    if (slot === undefined) return
    const { subject, isUncounted = false } = store.read(slot)
    documents.remove(readDocuments(subject.documents), slot, !isUncounted)
    store.remove(slot, subject.kind)
    if (!isUncounted) countBearers(namesOf(subject), -1)
    if (unfiled.delete(slot)) store.recycle(slot)
  }
  const put = (entry: IndexEntry): void => {
    withdraw(entry.list, entry.id)
    const { subject, isUncounted = false } = entry
    const names = namesOf(subject)
    const slot = store.add(entry)
    documents.add(readDocuments(subject.documents), slot, !isUncounted)
    // Documents alone are found by number; they need no row.
    if (names.length === 0) {
      unfiled.add(slot)
      return
    }
    const { row, keys } = outlineOf(subject, names, dictionary)
    newest().add(slot, filingKeys(readSpans(subject)), row, keys)
    if (!isUncounted) countBearers(names, 1)
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

  const copy = function* (): Generator<void, IndexImage | undefined> {
    if (isCompacting) return undefined
    isCompacting = true
    const changesBefore = changes
    try {
      const still = { segments: segments.map(segmentImage), records: store.recordsImage() }
      const moving = yield* copyImage({
        dictionary: dictionary.image(),
        store: store.image(),
        documents: documents.image(),
        deltas: deltas.map(delta => delta.image())
      })
      return changes === changesBefore ? { ...still, ...moving } : undefined
    } finally {
      isCompacting = false
    }
  }

  return {
    apply: changed => {
      changes++
      for (const change of changed) {
        if (change.op === 'put') put(change.entry)
        else withdraw(change.list, change.id)
        if (newest().rows >= deltaMost) for (const _ of freezeOldest());
      }
      // Once for all: an entry that is replaced leaves as many as there were.
      dictionary.setPersons(store.persons())
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
    compaction: () => (isCompacting || nextTask() === undefined ? undefined : compact()),
    learning: () => learnWords(dictionary, expand, lexicon),
    image: copy
  }
}
