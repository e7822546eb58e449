import { createDateRanges, type ScanSlices } from './date-ranges.ts'
import { createLists } from './lists.ts'
import { createMarks, type Marks } from './marks.ts'
import { higherLevels, type NamePlan, type PlannedUnit } from './name-plan.ts'
import type { Split } from './name-units.ts'
import { otherWordOf } from './other-word.ts'
import { findWord, type Segment, skipTo } from './segment.ts'
import type { WordLevels } from './word-levels.ts'
import { steps } from './work.ts'

/**
 * Calls back with a row and the most that the name can weigh there, for every row that could reach what is needed, those that reach
 * most first, until it is answered by false. `spend` is told of steps done; after its false no more lists are looked up. False when
 * rows may have been left out.
 */
export type Scan = (
  segment: Segment,
  plan: NamePlan,
  slices: ScanSlices,
  spend: (steps: number) => boolean,
  visit: (row: number, reach: number) => boolean
) => boolean

// To look at a row that is granted a word costs about this many steps through a list, and to look a list up this many.
const [stepsPerRow, stepsPerList] = [24, 32]

/**
 * Finds the rows of a segment where enough words of a name agree, term at a time with marks: the lists of the rarest words put
 * their level on each of their rows, those of commoner words add theirs where there is one already, and rows whose levels together
 * reach what is needed are visited. A list is read only in the parts of time where its word could make a hit. Where that is a few rows,
 * born on the very date or one that is mistaken for it, the words of these rows are read instead.
 */
export const createScan = (levels: WordLevels): Scan => {
  const marks = createMarks()
  const dates = createDateRanges()
  const lists = createLists()
  const inside = new Uint32Array(manyRows)
  let opens = new Uint16Array(1 << 8)
  let isWhole = true
  // How many slices of time had all their rows read, and how many are open to some list.
  let [read, widest] = [0, 0]

  /** Runs over the parts of postings[from, to) that lie in the first so many slices of time; returns how many steps that took. */
  const eachPart = (
    { postings }: Segment,
    from: number,
    to: number,
    open: number,
    run: Marks['find'],
    level = 0,
    mask = 0
  ): number => {
    if (to - from <= manyRows) {
      const count = dates.inside(open, postings, from, to, inside)
      if (count > 0) run(inside, 0, count, level, mask)
      return to - from
    }
    const ranges = dates.rows(open)
    let [walked, begin] = [0, from]
    for (let at = 0; at < ranges.length && begin < to; at += 2) {
      begin = skipTo(postings, ranges[at] ?? 0, begin, to)
      const stop = skipTo(postings, ranges[at + 1] ?? 0, begin, to)
      if (stop > begin) run(postings, begin, stop, level, mask)
      walked += stop - begin
      begin = stop
    }
    return walked + ranges.length
  }
  /** Marks rows that hold both words of a split, in the ranges; returns how many steps that took. */
  const eachSplit = (
    segment: Segment,
    pair: Split,
    open: number,
    mask: number,
    mayFind: boolean
  ): number => {
    const split = shorterFirst(segment, pair)
    const place = findWord(segment, split.scan)
    const holdsOther = otherWordOf(segment, split)
    if (place < 0 || holdsOther === undefined) return 0
    let asked = 0
    const run = (rows: Uint32Array, from: number, to: number): void => {
      for (let at = from; at < to; at++) {
        const row = rows[at] ?? 0
        if (!mayFind && !marks.isMarked(row)) continue
        asked++
        if (holdsOther(row)) marks.findOne(row, mask)
      }
    }
    const { starts } = segment
    const walked = eachPart(segment, starts[place] ?? 0, starts[place + 1] ?? 0, open, run)
    return walked + asked * steps.otherWord
  }
  /** Marks the rows of one unit; returns the level that has to be taken for granted, since looking them up would cost more. */
  const scanUnit = (
    segment: Segment,
    unit: PlannedUnit,
    rank: number,
    spend: (steps: number) => boolean
  ): number => {
    const { ids, gains, levelOf, mask, splits } = unit
    const openBefore = widest
    let rest = ids.length
    let canGoOn = spend(splits.length * steps.list)
    const first = openSlices(unit, rank)
    lists.look(segment, ids, 0, first)
    lists.readAhead(segment, 0, first)
    for (let nth = 0; nth < first; nth++) {
      const open = opens[nth] ?? 0
      if (open < openBefore) rest = Math.min(rest, nth)
      if (!canGoOn) {
        isWhole = false
        rest = Math.min(rest, nth)
        break
      }
      const [from, to] = [lists.from(nth), lists.to(nth)]
      if (to === from) continue
      const level = levelOf(gains[nth] ?? 0)
      const walked = eachPart(segment, from, to, open, marks.find, level, mask)
      canGoOn = spend(steps.list + walked)
    }
    if (first < ids.length && openBefore > 0) rest = Math.min(rest, first)
    let assumed = unit.isElusive ? mask : 0
    if (splits.length > 0) {
      const open = openFor(unit, unit.weight, rank)
      const either = Math.max(open, openBefore)
      for (const split of splits) {
        if (!canGoOn) {
          // Rows that only such a pair finds are left out; those that another word finds are granted it.
          if (open > 0) isWhole = false
          assumed = mask
          break
        }
        canGoOn = spend(eachSplit(segment, split, either, mask, open > 0))
      }
    }
    if (marks.count() === 0 || rest === ids.length) return assumed
    const worth = marks.count() * stepsPerRow
    const granted = assumed | levelOf(gains[rest] ?? 0)
    // To look at a list costs something even where it is empty.
    if ((ids.length - rest) * stepsPerList > worth) return granted
    lists.look(segment, ids, first, ids.length)
    if (lists.rows(rest) * dates.share(openBefore) > worth) return granted
    lists.readAhead(segment, rest, ids.length)
    for (let nth = rest; nth < ids.length; nth++) {
      if (!canGoOn) return assumed | levelOf(gains[nth] ?? 0)
      const [from, to] = [lists.from(nth), lists.to(nth)]
      if (to === from) continue
      const level = levelOf(gains[nth] ?? 0)
      const walked = eachPart(segment, from, to, openBefore, marks.add, level, mask)
      canGoOn = spend(steps.list + walked)
    }
    return assumed
  }
  /** How many slices of time are open to a word that gains so much; none where all of them were read. */
  const openFor = ({ reachLast }: PlannedUnit, gain: number, rank: number): number => {
    const open = dates.openFor(reachLast(gain), rank)
    if (open <= read) return 0
    widest = Math.max(widest, open)
    return open
  }
  /** The same for each word of a unit; returns the first word that none is open to. */
  const openSlices = (unit: PlannedUnit, rank: number): number => {
    const { ids, gains } = unit
    if (opens.length < ids.length) opens = new Uint16Array(ids.length * 2)
    let [last, open] = [Number.NaN, 0]
    for (let nth = 0; nth < ids.length; nth++) {
      const gain = gains[nth] ?? 0
      // Many words agree as well as the one before.
      if (gain !== last) open = openFor(unit, gain, rank)
      if (open === 0) return nth
      opens[nth] = open
      last = gain
    }
    return ids.length
  }
  /** Marks the rows of the first slices by their own words, as long as these are few; returns how many slices that are. */
  const readRows = (
    segment: Segment,
    { units }: NamePlan,
    spend: (steps: number) => boolean
  ): number => {
    const openTo = units.map(({ reachLast, weight }, rank) =>
      dates.openFor(reachLast(weight), rank)
    )
    const open = dates.within(fewRows, Math.max(0, ...openTo))
    const ranges = dates.rows(open)
    for (let at = 0; at < ranges.length; at += 2) {
      const end = ranges[at + 1] ?? 0
      for (let row = ranges[at] ?? 0; row < end; row++) {
        const found = levels.of(segment, row)
        if (found !== 0) marks.findOne(row, found)
      }
      spend((end - (ranges[at] ?? 0)) * steps.row)
    }
    return open
  }
  /** Adds the rows where single letters may stand for words; false when that would cost more than it spares. */
  const addInitials = (segment: Segment, { units }: NamePlan): boolean => {
    const open = widest
    const share = dates.share(open)
    const worth = marks.count() * stepsPerRow
    if (units.length * steps.list > worth) return false
    let rows = 0
    for (const { initials } of units) {
      lists.look(segment, initials, 0, initials.length)
      rows += lists.rows(0)
    }
    if (rows * share > worth) return false
    for (const { initials, initialLevel, mask } of units) {
      lists.look(segment, initials, 0, initials.length)
      for (let nth = 0; nth < initials.length; nth++) {
        eachPart(segment, lists.from(nth), lists.to(nth), open, marks.add, initialLevel, mask)
      }
    }
    return true
  }

  return (segment, plan, slices, spend, visit) => {
    isWhole = true
    marks.makeRoom(segment.rows)
    dates.prepare(segment, slices, plan.units.length === 1)
    widest = 0
    read = readRows(segment, plan, spend)
    let assumed = 0
    for (let rank = plan.units.length - 1; rank >= 0; rank--) {
      const unit = plan.units[rank]
      if (unit !== undefined) assumed |= scanUnit(segment, unit, rank, spend)
    }
    if (marks.count() === 0) return isWhole
    // The first slice needs least.
    const dateWeight = slices.times.weight[0] ?? 0
    const [needed, toAsk] = [slices.needed(dateWeight), slices.toAsk(dateWeight)]
    const known = addInitials(segment, plan) ? plan.reach : plan.reachWithInitials
    const assume = (levels: number): number => higherLevels(levels, assumed, plan)
    const reach = (levels: number): number => known(assume(levels))
    const isWanted = (levels: number): boolean => {
      const most = reach(levels)
      return most >= needed || (most >= toAsk && plan.isEnoughToAsk(assume(levels)))
    }
    return marks.take(reach, isWanted, visit) && isWhole
  }
}

/** Scans the shorter list where either word may be scanned. */
const shorterFirst = (segment: Segment, split: Split): Split => {
  const { scan, other, isOtherFiled } = split
  if (!isOtherFiled) return split
  const isShorter = listLength(segment, other) < listLength(segment, scan)
  return isShorter ? { scan: other, other: scan, isOtherFiled } : split
}

const listLength = (segment: Segment, word: number): number => {
  const place = findWord(segment, word)
  return place < 0 ? 0 : (segment.starts[place + 1] ?? 0) - (segment.starts[place] ?? 0)
}

// Lists up to this long are read whole: to look for parts of them would take longer.
const manyRows = 512

// So many rows are read sooner than a hundred lists, each somewhere else in memory.
const fewRows = 256
