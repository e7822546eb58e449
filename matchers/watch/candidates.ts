import type { KnownTraveller } from '../compare.ts'
import { isFullDate } from '../compare.ts'
import type { Model } from '../model.ts'
import { type DateSlice, dateSlices, tellingDates } from './date-slices.ts'
import type { Delta } from './delta.ts'
import type { Dictionary } from './dictionary.ts'
import {
  type Expand,
  joinLookups,
  mostSoftWeight,
  type QueryWord,
  queryWords
} from './query-words.ts'
import { findWord, lowerBound, type Segment } from './segment.ts'
import { type PlannedWord, planWords } from './word-plan.ts'

/** What a candidate was found by: by its name words it can be judged from its outline; by a joined word it must be compared. */
export type Visit = (slot: number, compareAlways: boolean) => void

/** The parts of the index that a search reads. */
export interface Sources {
  readonly segments: readonly Segment[]
  readonly delta: Delta
  readonly dictionary: Dictionary
  readonly expand: Expand
  readonly model: Model
}

/** Calls back for every entry that could reach the needed weight by name and birth date; some more than once. */
export const eachCandidate = (
  traveller: KnownTraveller,
  needed: number,
  sources: Sources,
  hasPair: (slot: number, word: number) => boolean,
  visit: Visit
): void => {
  const { model } = sources
  const soft = mostSoftWeight(traveller.source, model)
  const slices = dateSlices(traveller.birthDate, model)
  for (const name of traveller.names) {
    for (const { id, and } of joinLookups(name, sources.dictionary)) {
      eachWithWord(id, sources, slot => {
        if (and === undefined || hasPair(slot, and)) visit(slot, true)
      })
    }
  }
  for (const date of tellingDates(traveller.birthDate)) {
    eachBornOn(date, sources, slot => visit(slot, false))
  }
  // Without a full birth date the best of those that lack only one are looked for as well.
  const wanting = isFullDate(traveller.birthDate)
    ? Number.POSITIVE_INFINITY
    : needed - model.birthDate.same - soft
  for (const name of traveller.names) {
    const words = queryWords(name, sources.expand, sources.dictionary)
    const planned = planWords(name, words, word => frequencyOf(word, sources), model)
    planned.forEach((plan, rank) => {
      const isLone = planned.length > 1 && rank === 0
      const needs = slices.map(slice => {
        const least = needed - slice.weight - soft
        return isLone || slice.weight < 0 ? least : Math.min(least, wanting)
      })
      lookUp(plan, slices, needs, sources, visit)
    })
  }
}

interface Range {
  readonly from: number
  to: number
}

const lookUp = (
  { word, reach }: PlannedWord,
  slices: readonly DateSlice[],
  needs: readonly number[],
  sources: Sources,
  visit: Visit
): void => {
  const { ids, gains } = word
  let ranges: readonly Range[] = []
  let reached = Number.NaN
  for (let nth = 0; nth < ids.length; nth++) {
    const weight = reach(gains[nth] ?? 0)
    if (weight !== reached) ranges = rangesWithin(weight, slices, needs)
    reached = weight
    // Words are ordered by what they can weigh: the first that is too weak everywhere ends the list.
    if (ranges.length === 0) break
    eachInRanges(ids[nth] ?? 0, ranges, sources, visit)
  }
}

/** The slices where this weight is enough, neighbours joined. */
const rangesWithin = (
  weight: number,
  slices: readonly DateSlice[],
  needs: readonly number[]
): Range[] => {
  const ranges: Range[] = []
  slices.forEach(({ from, to }, at) => {
    if (weight < (needs[at] ?? 0)) return
    const last = ranges.at(-1)
    if (last?.to === from) last.to = to
    else ranges.push({ from, to })
  })
  return ranges
}

const eachInRanges = (
  word: number,
  ranges: readonly Range[],
  { segments, delta }: Sources,
  visit: Visit
): void => {
  for (const segment of segments) {
    const at = findWord(segment, word)
    if (at < 0) continue
    const { rowDate, rowSlot, postings, starts } = segment
    let begin = starts[at] ?? 0
    const end = starts[at + 1] ?? 0
    for (const { from, to } of ranges) {
      // Short lists are read from the start; long ones are entered at the first row of the range.
      if (end - begin > shortList && from > 0) {
        begin = lowerBound(postings, lowerBound(rowDate, from, 0, rowDate.length), begin, end)
      }
      for (; begin < end; begin++) {
        const row = postings[begin] ?? 0
        const date = rowDate[row] ?? 0
        if (date >= to) break
        if (date >= from) visit(rowSlot[row] ?? 0, false)
      }
    }
  }
  for (const slot of delta.withWord(word)) visit(slot, false)
}

const shortList = 16

const eachWithWord = (word: number, sources: Sources, visit: (slot: number) => void): void => {
  for (const segment of sources.segments) {
    const at = findWord(segment, word)
    if (at < 0) continue
    const end = segment.starts[at + 1] ?? 0
    for (let p = segment.starts[at] ?? 0; p < end; p++) {
      visit(segment.rowSlot[segment.postings[p] ?? 0] ?? 0)
    }
  }
  for (const slot of sources.delta.withWord(word)) visit(slot)
}

const eachBornOn = (date: number, sources: Sources, visit: (slot: number) => void): void => {
  for (const { rowDate, rowSlot } of sources.segments) {
    let row = lowerBound(rowDate, date, 0, rowDate.length)
    for (; rowDate[row] === date; row++) visit(rowSlot[row] ?? 0)
  }
  for (const slot of sources.delta.bornOn(date)) visit(slot)
}

const frequencyOf = ({ ids }: QueryWord, { segments, delta }: Sources): number => {
  let rows = 0
  // A few are enough: the ranking need not be exact.
  for (const id of ids.slice(0, 6)) {
    for (const segment of segments) {
      const at = findWord(segment, id)
      if (at >= 0) rows += (segment.starts[at + 1] ?? 0) - (segment.starts[at] ?? 0)
    }
    rows += delta.withWord(id).length
  }
  return rows
}
