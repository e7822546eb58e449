import { isComparable } from '../comparable.ts'
import { compareEntry, readTraveller } from '../compare.ts'
import type { Model } from '../model.ts'
import type { ShapedName } from '../names/compare-names.ts'
import type { Lexicon } from '../names/word.ts'
import { priorFor, scoreOf, weightFor } from '../prior.ts'
import { collectMatches, thresholdFor } from '../rank.ts'
import type { SearchOptions, SearchResult, Traveller } from '../types.ts'
import { createSlices } from './date-slices.ts'
import type { Delta } from './delta.ts'
import type { Dictionary } from './dictionary.ts'
import type { DocumentTable } from './document-table.ts'
import type { EntryStore } from './entry-store.ts'
import type { Expand } from './expand.ts'
import { createJudge, type Judge, type Shortlist } from './judge.ts'
import { createLikeWords } from './like-words.ts'
import { createNameBound } from './name-bound.ts'
import { type NamePlan, planName } from './name-plan.ts'
import { type Unit, unitsOf } from './name-units.ts'
import { createScan } from './scan-segment.ts'
import { findWord, type Rows, type Segment } from './segment.ts'
import { createWordLevels, type WordLevels } from './word-levels.ts'
import { createWork, shares, steps } from './work.ts'

/** The parts of an index that a search reads; segments and deltas are replaced as the index changes. */
export interface SearchSources {
  readonly segments: readonly Segment[]
  readonly deltas: readonly Delta[]
  readonly store: EntryStore
  readonly documents: DocumentTable
  readonly lexicon: Lexicon
}

export type Search = (
  traveller: Traveller,
  options: SearchOptions,
  sources: SearchSources
) => SearchResult

/** A search over an index; keeps its scratch memory from one search to the next. */
export const createSearch = (dictionary: Dictionary, expand: Expand, model: Model): Search => {
  const like = createLikeWords(dictionary, expand, model.name)
  const bound = createNameBound(like, dictionary, model)
  const levels = createWordLevels()
  const scan = createScan(levels)
  const slicesOf = createSlices(model)

  return (source, options, { segments, deltas, store, documents, lexicon }) => {
    const traveller = readTraveller(source, lexicon)
    const collector = collectMatches(options)
    const prior = priorFor(store.persons(options.lists), model.prior)
    const common = { model, lexicon, census: documents, prior }
    const shortlist: Shortlist = { toCompare: [], toAsk: [], toAskBeside: [] }
    let [candidates, cutShort] = [0, false]
    const compared = new Set<number>()
    const work = createWork()

    const counts = (slot: number): boolean =>
      store.isAlive(slot) && (options.lists?.has(store.listOf(slot)) ?? true)
    const compare = (slot: number, share: number = shares.compare): void => {
      if (compared.has(slot)) return
      if (compared.size >= model.limits.compared || work.isOver(share)) {
        cutShort = true
        return
      }
      const entry = store.read(slot)
      const names = entry.subject.kind === 'person' ? entry.subject.names.length : 0
      const pairs = names * traveller.names.length
      work.spend(steps.compared + names * steps.comparedName + pairs * steps.comparedPair)
      if (options.accepts !== undefined && !options.accepts(entry.payload)) return
      compared.add(slot)
      const comparison = { ...common, threshold: thresholdFor(entry, options) }
      collector.add(compareEntry(traveller, entry, comparison), entry.isUncounted)
    }
    const judge = createJudge(
      traveller,
      weightFor(options.threshold, prior),
      { counts, isUncounted: store.isUncounted },
      shortlist,
      slicesOf,
      model
    )
    const consider = (rows: Rows, row: number, nameWords: number): void => {
      const words = (rows.rowStart[row + 1] ?? 0) - (rows.rowStart[row] ?? 0)
      work.spend(steps.judged + words * nameWords * steps.judgedPair)
      if (candidates >= model.limits.candidates) {
        cutShort = true
        return
      }
      candidates++
      judge.judge(rows, row, bound)
    }
    /** Of several names each may go as far as its part of the shares: of ten the first has a quarter. */
    const searchName = (name: ShapedName, part: number): void => {
      const [findShare, judgeShare] = [part * shares.find, part * shares.judge]
      if (work.isOver(findShare)) {
        cutShort = true
        return
      }
      const units = unitsOf(name, expand, dictionary, model)
      for (const { ids } of units) work.spend(ids.length * steps.likeWord)
      const plan = planName(name, units, unit => rowsWith(unit, segments), model)
      levels.prepare(plan)
      let isPrepared = false
      const prepare = (): void => {
        if (isPrepared) return
        isPrepared = true
        like.prepare(name, plan)
        bound.prepare(name)
      }
      for (const delta of deltas) {
        if (delta.rows === 0) continue
        const rows = delta.rowsOf(units)
        work.spend(rows.length * steps.row)
        for (const row of mostPromising(delta, rows, plan, levels, judge)) {
          if (work.isOver(judgeShare)) {
            cutShort = true
            break
          }
          prepare()
          consider(delta, row, name.shape.count)
        }
      }
      for (const segment of segments) {
        const canFindMore = (done: number): boolean => {
          work.spend(done)
          return !work.isOver(findShare)
        }
        const isWhole = scan(segment, plan, judge.slices, canFindMore, (row, reach) => {
          work.spend(steps.row)
          if (work.isOver(judgeShare)) return false
          if (!judge.isOfInterest(segment, row, reach, true)) return true
          if (!mayConcern(segment, row, plan, levels, judge)) return true
          prepare()
          consider(segment, row, name.shape.count)
          return true
        })
        if (!isWhole) cutShort = true
      }
    }

    for (const document of traveller.documents) {
      const visit = (slot: number): void => {
        if (counts(slot)) compare(slot, shares.documents)
      }
      documents.same(document, visit)
      documents.near(document, visit)
    }
    traveller.names.forEach((name, at) => {
      searchName(name, (at + 3) / (traveller.names.length + 2))
    })
    // The most promising first: once there are enough hits, what cannot be better is left alone.
    shortlist.toCompare.sort((a, b) => b.most - a.most || a.slot - b.slot)
    for (const { slot, most } of shortlist.toCompare) {
      if (scoreOf(most, prior) < collector.matchFloor()) break
      compare(slot)
    }
    const toAsk = [...shortlist.toAsk, ...shortlist.toAskBeside]
    for (const { slot, most } of toAsk.sort((a, b) => b.most - a.most)) {
      if (scoreOf(most, prior) < collector.insufficientFloor()) break
      compare(slot)
    }
    return {
      ...collector.finish(),
      candidates,
      compared: compared.size,
      cutShort,
      prior,
      comparable: isComparable(traveller)
    }
  }
}

/** The rows that may concern the traveller, those first that may weigh most. */
const mostPromising = (
  delta: Delta,
  rows: readonly number[],
  plan: NamePlan,
  levels: WordLevels,
  judge: Judge
): readonly number[] => {
  const concerned = rows.filter(row => mayConcern(delta, row, plan, levels, judge))
  if (concerned.length < 2) return concerned
  const reach = new Map(concerned.map(row => [row, plan.reach(levels.of(delta, row))]))
  return concerned.sort((a, b) => (reach.get(b) ?? 0) - (reach.get(a) ?? 0))
}

/** By the words of a row: what is found by some of its words may have levels that others were granted. */
const mayConcern = (
  rows: Rows,
  row: number,
  plan: NamePlan,
  levels: WordLevels,
  judge: Judge
): boolean => {
  const found = levels.of(rows, row)
  return judge.isOfInterest(rows, row, plan.reach(found), plan.isEnoughToAsk(found))
}

const rowsWith = ({ ids }: Unit, segments: readonly Segment[]): number => {
  let rows = 0
  for (const segment of segments) {
    // A few are enough: the ranking need not be exact.
    for (let nth = 0; nth < ids.length && nth < 16; nth++) {
      const id = ids[nth] ?? 0
      const at = findWord(segment, id)
      if (at >= 0) rows += (segment.starts[at + 1] ?? 0) - (segment.starts[at] ?? 0)
    }
  }
  return rows
}
