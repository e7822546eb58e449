import { isFullDate, type KnownTraveller, wouldAdd } from '../compare.ts'
import type { Model } from '../model.ts'
import { mostOfCharacters } from '../names/original-name.ts'
import type { ScanSlices } from './date-ranges.ts'
import { dateWeight, type SlicesOf } from './date-slices.ts'
import type { NameBound } from './name-bound.ts'
import { compareFacts, nationalityMask, sexBits } from './row.ts'
import type { Rows } from './segment.ts'

/** Weighs rows for one traveller by what they know of their entries. */
export interface Judge {
  /** All of time, with what a name must weigh in each part of it. */
  readonly slices: ScanSlices
  /** True when a row is of interest if its names weigh this much: by its date and facts, without reading its words. */
  readonly isOfInterest: (rows: Rows, row: number, name: number, isEnoughToAsk: boolean) => boolean
  /** Judges one row: a candidate, one to ask about, or neither. */
  readonly judge: (rows: Rows, row: number, bound: NameBound) => void
}

/** What is left to compare, with the most that each entry's evidence can weigh. */
export interface Shortlist {
  readonly toCompare: { readonly slot: number; readonly most: number }[]
  /** The best few of those that want only a birth date, the best first. */
  readonly toAsk: { readonly slot: number; readonly most: number }[]
  /** The same of those that are not counted: they take no other's place. */
  readonly toAskBeside: { readonly slot: number; readonly most: number }[]
}

/** What is to be known of entries before they are read. */
export interface Slots {
  /** Whether it is still listed, and where it was asked for. */
  readonly counts: (slot: number) => boolean
  readonly isUncounted: (slot: number) => boolean
}

const toAskMost = 20
// Weights of words are kept to three decimals.
const rounding = 0.01

/** Judges rows by the weight that a hit needs; what passes and counts goes on the shortlist. */
export const createJudge = (
  traveller: KnownTraveller,
  needed: number,
  { counts, isUncounted }: Slots,
  { toCompare, toAsk, toAskBeside }: Shortlist,
  slicesOf: SlicesOf,
  model: Model
): Judge => {
  const { birthDate: date } = traveller
  const least = needed - rounding
  const mayAsk = !isFullDate(date)
  const softOf = softWeights(traveller, model)
  const softMost = softOf.most
  const knownWeight = rememberDates(key => dateWeight(date, key, model))
  const weightOf = ({ rowDate }: Rows, row: number): number =>
    date === undefined ? 0 : knownWeight(rowDate[row] ?? 0)
  /** What a full birth date could make of the weight of the date at hand. */
  const askedWeight = (weight: number): number =>
    weight + (date === undefined ? model.birthDate.same : wouldAddTo(weight, model))
  let askFloor = Number.NEGATIVE_INFINITY
  /** The least that is worth a question where the date at hand weighs this. */
  const askLeast = (weight: number): number =>
    mayAsk ? Math.max(askFloor, least + weight - askedWeight(weight)) : Number.POSITIVE_INFINITY
  const isWorthAsking = (most: number, weight: number): boolean =>
    most > askFloor && most >= askLeast(weight)

  const ask = (slot: number, most: number): void => {
    if (!counts(slot)) return
    const list = isUncounted(slot) ? toAskBeside : toAsk
    if (list.some(other => other.slot === slot && other.most >= most)) return
    let at = list.length
    while (at > 0 && isBefore({ slot, most }, list[at - 1])) at--
    list.splice(at, 0, { slot, most })
    const again = list.findIndex((other, nth) => nth > at && other.slot === slot)
    if (again > 0) list.splice(again, 1)
    if (list.length > toAskMost) list.pop()
    if (list === toAsk && list.length === toAskMost) askFloor = list.at(-1)?.most ?? askFloor
  }

  const slices: ScanSlices = {
    times: slicesOf(date),
    needed: weight => least - softMost - weight,
    toAsk: weight => (mayAsk ? least - softMost - askedWeight(weight) : Number.POSITIVE_INFINITY)
  }
  // Where the date weighs most.
  const mostWeight = slices.times.weight[0] ?? 0
  const nameLeast = Math.min(slices.needed(mostWeight), slices.toAsk(mostWeight))

  return {
    slices,
    isOfInterest: (rows, row, name, isEnoughToAsk) => {
      if (name < nameLeast) return false
      const weight = weightOf(rows, row)
      const couldBe = (most: number): boolean =>
        most >= least || (isEnoughToAsk && isWorthAsking(most, weight))
      // Facts lie far away in memory: only a row that passes without them is worth going there.
      if (!couldBe(name + softMost + weight)) return false
      const { rowWords, rowStart } = rows
      return couldBe(name + weight + softOf.weigh(rowWords[rowStart[row] ?? 0] ?? 0))
    },
    judge: (rows, row, bound) => {
      const { rowSlot, rowStart, rowWords } = rows
      const start = rowStart[row] ?? 0
      const weight = weightOf(rows, row)
      const others = weight + softOf.weigh(rowWords[start] ?? 0)
      const floor = Math.min(least, askLeast(weight)) - others
      const name = bound.of(rowWords, start + 1, rowStart[row + 1] ?? 0, floor)
      const slot = rowSlot[row] ?? 0
      if (name + others >= least) {
        if (counts(slot)) toCompare.push({ slot, most: name + others + rounding })
        return
      }
      const most = bound.toAsk() + others
      if (isWorthAsking(most, weight)) ask(slot, most)
    }
  }
}

const isBefore = (
  a: { readonly slot: number; readonly most: number },
  b: { readonly slot: number; readonly most: number } | undefined
): boolean => b === undefined || a.most > b.most || (a.most === b.most && a.slot < b.slot)

const wouldAddTo = (weight: number, model: Model): number =>
  wouldAdd({ level: 'same', finding: '', weight }, model)

/** The most that nationality, sex, birthplace and Chinese characters can weigh for a row with these facts. */
const softWeights = (
  { source: { nationalities, sex, birthPlace }, names }: KnownTraveller,
  model: Model
): { readonly most: number; readonly weigh: (facts: number) => number } => {
  const own = { nationalities: nationalityMask(nationalities), sex: sexBits(sex) }
  const unseen =
    (birthPlace ? Math.max(0, model.birthPlace.same) : 0) +
    mostOfCharacters(names, model.originalName)
  const weights = ({ nationality, sex: sexes }: Model) => [nationality, sexes] as const
  const [ofNationality, ofSex] = weights(model)
  const sameNationality = Math.max(
    ofNationality.same,
    ofNationality.sameAsName,
    ofNationality.different
  )
  const weigh = (facts: number): number => {
    const found = compareFacts(facts, own)
    return (
      unseen +
      (found.nationality === 0
        ? 0
        : found.nationality > 0
          ? sameNationality
          : ofNationality.different) +
      (found.sex === 0 ? 0 : found.sex > 0 ? ofSex.same : ofSex.different)
    )
  }
  const most =
    unseen +
    (own.nationalities === 0 ? 0 : Math.max(0, sameNationality)) +
    (own.sex === 0 ? 0 : Math.max(0, ofSex.same, ofSex.different))
  return { most, weigh }
}

const rememberedDates = 1 << 8

/** Remembers the weights of the dates met last: rows are in the order of dates. */
const keys = new Int32Array(rememberedDates)
const weights = new Float64Array(rememberedDates)
const rememberDates = (weigh: (key: number) => number): ((key: number) => number) => {
  keys.fill(-1)
  return key => {
    const at = (key ^ (key >>> 9)) & (rememberedDates - 1)
    if (keys[at] !== key) {
      keys[at] = key
      weights[at] = weigh(key)
    }
    return weights[at] ?? 0
  }
}
