import { compareDate, type DateFinding } from '../birth-date.ts'
import { isComparable } from '../comparable.ts'
import {
  compareEntry,
  isFullDate,
  type KnownTraveller,
  readTraveller,
  weightFor,
  wouldAdd
} from '../compare.ts'
import type { Model } from '../model.ts'
import type { Lexicon } from '../names/word.ts'
import { collectMatches } from '../rank.ts'
import type { SearchOptions, SearchResult, Traveller } from '../types.ts'
import { eachCandidate, type Sources } from './candidates.ts'
import { keyDate } from './date-key.ts'
import type { Dictionary } from './dictionary.ts'
import type { DocumentTable } from './document-table.ts'
import { type EntryStore, wordBits } from './entry-store.ts'
import { createNameBound } from './name-bound.ts'
import { type Expand, mostSoftWeight } from './query-words.ts'

/** Everything that a search reads; segments and delta are replaced as the index changes. */
export interface SearchSources extends Sources {
  readonly store: EntryStore
  readonly documents: DocumentTable
  readonly lexicon: Lexicon
}

export type Search = (
  traveller: Traveller,
  options: SearchOptions,
  sources: SearchSources
) => SearchResult

const wantingMost = 40

/** A search over an index; keeps its scratch memory from one search to the next. */
export const createSearch = (dictionary: Dictionary, expand: Expand, model: Model): Search => {
  const bound = createNameBound(dictionary, expand, model)
  let seen = new Uint32Array(1024)
  let stamp = 0

  return (source, options, sources) => {
    const { store, documents, lexicon } = sources
    const traveller = readTraveller(source, lexicon)
    const needed = weightFor(options.threshold, model)
    const soft = mostSoftWeight(source, model)
    const comparison = { model, lexicon, census: documents, threshold: options.threshold }
    const collector = collectMatches(options)
    let [candidates, compared, cutShort] = [0, 0, false]
    if (seen.length < store.slots) seen = new Uint32Array(Math.ceil(store.slots * 1.25))
    if (++stamp === 0xffffffff) {
      seen.fill(0)
      stamp = 1
    }

    const compare = (slot: number): void => {
      if (options.lists !== undefined && !options.lists.has(store.listOf(slot))) return
      if (compared >= model.limits.compared) {
        cutShort = true
        return
      }
      const entry = store.read(slot)
      if (options.accepts !== undefined && !options.accepts(entry.payload)) return
      compared++
      collector.add(compareEntry(traveller, entry, comparison))
    }
    const firstTime = (slot: number): boolean => {
      if (seen[slot] === stamp || !store.isAlive(slot)) return false
      seen[slot] = stamp
      candidates++
      return true
    }
    const wanting: { readonly slot: number; readonly most: number }[] = []
    const judge = judgeBy(traveller, needed, soft, store, bound, model)

    bound.prepare(traveller.names)
    for (const document of traveller.documents) {
      documents.same(document, slot => {
        if (firstTime(slot)) compare(slot)
      })
    }
    for (const document of traveller.documents) {
      documents.near(document, slot => {
        if (seen[slot] === stamp || !store.isAlive(slot)) return
        const expected = documents.expectedNeighbours(document.issuer, document.folded)
        const near = nearWeight(expected, store.outlineAt(slot), store, model)
        if (judge(slot, near) === verdicts.compare && firstTime(slot)) compare(slot)
      })
    }
    eachCandidate(
      traveller,
      needed,
      sources,
      (slot, word) => holdsWord(store, slot, word),
      (slot, compareAlways) => {
        if (candidates >= model.limits.candidates) {
          cutShort = true
          return
        }
        if (!firstTime(slot)) return
        const verdict = compareAlways ? verdicts.compare : judge(slot, 0)
        if (verdict === verdicts.compare) compare(slot)
        else if (verdict === verdicts.wanting) {
          wanting.push({ slot, most: bound.of(store.outlines(), store.outlineAt(slot)) })
        }
      }
    )
    // Of those that want only a birth date the best few are shown; by name alone hundreds may be alike.
    wanting.sort((a, b) => b.most - a.most || a.slot - b.slot)
    for (const { slot } of wanting.slice(0, wantingMost)) compare(slot)
    bound.finish()
    const comparable = isComparable(traveller)
    return { ...collector.finish(), candidates, compared, cutShort, comparable }
  }
}

/** What an outline leaves open: nothing, a hit, or a name that wants only a birth date. */
const verdicts = { no: 0, compare: 1, wanting: 2 } as const
type Verdict = (typeof verdicts)[keyof typeof verdicts]
type Judge = (slot: number, documentWeight: number) => Verdict

/** Judges entries by their outlines. */
const judgeBy = (
  traveller: KnownTraveller,
  needed: number,
  soft: number,
  store: EntryStore,
  bound: ReturnType<typeof createNameBound>,
  model: Model
): Judge => {
  const date = traveller.birthDate
  const mayWant = !isFullDate(date)
  const findings = new Map<number, DateFinding>()
  const findingFor = (from: number, to: number): DateFinding | undefined => {
    if (date === undefined) return undefined
    const key = from * 2 ** 24 + to
    const known =
      findings.get(key) ??
      compareDate(date, { from: keyDate(from), to: keyDate(to) }, model.birthDate)
    findings.set(key, known)
    return known
  }
  const outlineDate = (outlines: Uint32Array, start: number): DateFinding | undefined => {
    const dates = (outlines[start] ?? 0) >>> 16
    let best: DateFinding | undefined
    for (let nth = 0; nth < dates; nth++) {
      const at = start + 1 + nth * 2
      const found = findingFor(outlines[at] ?? 0, outlines[at + 1] ?? 0)
      if (found !== undefined && (best === undefined || found.weight > best.weight)) best = found
    }
    return best
  }
  return (slot, documentWeight) => {
    const outlines = store.outlines()
    const start = store.outlineAt(slot)
    const hasWords = ((outlines[start] ?? 0) & 0xffff) > 0
    const name = hasWords && traveller.names.length > 0 ? bound.of(outlines, start) : 0
    if (documentWeight === 0 && name <= 0) return verdicts.no
    const others = name + documentWeight + soft
    if (others + model.birthDate.same < needed) return verdicts.no
    const found = outlineDate(outlines, start)
    if (others + (found?.weight ?? 0) >= needed) return verdicts.compare
    const reachable = mayWant && others + (found?.weight ?? 0) + wouldAdd(found, model) >= needed
    return reachable ? verdicts.wanting : verdicts.no
  }
}

/** The most that a near document can weigh on an entry; the listed issuer may be unknown, which is denser or not. */
const nearWeight = (
  expected: number,
  start: number,
  store: EntryStore,
  { document }: Model
): number => {
  const isPerson = ((store.outlines()[start] ?? 0) & 0xffff) > 0
  const weight = Math.min(document.nearMost, document.near - Math.log(expected) + slack)
  return Math.max(isPerson ? document.nearLeastForPerson : 0, weight)
}

// The census of the listed number differs a little from that of the traveller's, by its beginning.
const slack = 4

const holdsWord = (store: EntryStore, slot: number, word: number): boolean => {
  const outlines = store.outlines()
  const start = store.outlineAt(slot)
  const head = outlines[start] ?? 0
  const first = start + 1 + (head >>> 16) * 2
  for (let at = first; at < first + (head & 0xffff); at++) {
    if (((outlines[at] ?? 0) & wordBits) === word) return true
  }
  return false
}
