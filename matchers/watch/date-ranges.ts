import { type PackedSlices, packSlices } from './date-slices.ts'
import { lowerBound, type Segment } from './segment.ts'

/** Slices of time, and what a name must weigh to be of interest where the birth date weighs so much. */
export interface ScanSlices {
  readonly times: PackedSlices
  /** For a hit. */
  readonly needed: (dateWeight: number) => number
  /** For being worth a question; Infinity where nothing would be asked. */
  readonly toAsk: (dateWeight: number) => number
}

/** The parts of a segment that are open to a name that can weigh so much: the more, the wider. */
export interface DateRanges {
  /** Begins with the slices of another segment or search. */
  readonly prepare: (segment: Segment, slices: ScanSlices, isOneWord: boolean) => void
  /** How many slices are open to a name that reaches this by its words up to this rank. */
  readonly openFor: (reach: number, rank: number) => number
  /** How many of the first slices, of so many, have no more rows than this together. */
  readonly within: (rows: number, most: number) => number
  /** Rows of the first so many slices: from, to, from, to … ascending. */
  readonly rows: (open: number) => Uint32Array
  /** Copies those of postings[from, to) that lie in the first so many slices; returns how many. */
  readonly inside: (
    open: number,
    postings: Uint32Array,
    from: number,
    to: number,
    copy: Uint32Array
  ) => number
  /** The share of all rows that is in them. */
  readonly share: (open: number) => number
}

const nothing = new Uint32Array()
const noSlices: ScanSlices = { times: packSlices([]), needed: () => 0, toAsk: () => 0 }
// A date has some fifty slices.
const noSlice = 255
const blockBits = 6

/** Parts of segments, of one after the other; keeps its memory. */
export const createDateRanges = (): DateRanges => {
  let segment: Segment
  let { times, needed, toAsk }: ScanSlices = noSlices
  let isOneWord = false
  let [lastReach, lastRank, lastOpen] = [Number.NaN, -1, 0]
  let known: (Uint32Array | undefined)[] = []
  let firsts = new Uint32Array(64)
  let lasts = new Uint32Array(64)
  // The slices whose bounds are known.
  let bounded = 0
  // Of each block of rows the first slice that reaches into it, and the first that holds all of it: little memory, so that most
  // rows are told without a look into much.
  let reached = new Uint8Array()
  let held = new Uint8Array()

  const bound = (open: number): void => {
    for (; bounded < open; bounded++) {
      const first = rowOf(segment, times.from[bounded] ?? 0)
      const last = rowOf(segment, times.to[bounded] ?? 0)
      firsts[bounded] = first
      lasts[bounded] = last
      if (first < last) {
        note(reached, first >>> blockBits, blockAfter(last))
        note(held, blockAfter(first), last >>> blockBits)
      }
    }
  }
  const note = (blocks: Uint8Array, from: number, to: number): void => {
    if (bounded === 0) {
      blocks.fill(0, from, to)
      return
    }
    for (let block = from; block < to; block++) {
      if (blocks[block] === noSlice) blocks[block] = bounded
    }
  }
  const merge = (open: number): Uint32Array => {
    bound(open)
    const merged = new Uint32Array(open * 2)
    let [count, end] = [0, 0]
    for (const at of times.inOrder) {
      if (at >= open) continue
      const first = Math.max(firsts[at] ?? 0, end)
      const last = lasts[at] ?? 0
      if (last <= first) continue
      if (count > 0 && merged[count - 1] === first) merged[count - 1] = last
      else {
        merged[count++] = first
        merged[count++] = last
      }
      end = last
    }
    return merged.subarray(0, count)
  }
  const rows = (open: number): Uint32Array => {
    if (open === 0) return nothing
    const ranges = known[open] ?? merge(open)
    known[open] = ranges
    return ranges
  }
  const isIn = (row: number, open: number): boolean => {
    for (let at = 0; at < open; at++) {
      if (row >= (firsts[at] ?? 0) && row < (lasts[at] ?? 0)) return true
    }
    return false
  }

  // At the beginning and not at the end, so that whatever broke off leaves nothing behind.
  const forget = (): void => {
    for (let at = 0; at < bounded; at++) {
      const [from, to] = [(firsts[at] ?? 0) >>> blockBits, blockAfter(lasts[at] ?? 0)]
      reached.fill(noSlice, from, to)
      held.fill(noSlice, from, to)
    }
    bounded = 0
    known = []
  }

  return {
    prepare: (newSegment, newSlices, isOne) => {
      forget()
      segment = newSegment
      ;({ times, needed, toAsk } = newSlices)
      isOneWord = isOne
      ;[lastReach, lastRank, lastOpen] = [Number.NaN, -1, 0]
      if (firsts.length < times.count) {
        firsts = new Uint32Array(times.count)
        lasts = new Uint32Array(times.count)
      }
      const blocks = blockAfter(segment.rows)
      if (reached.length < blocks) {
        reached = new Uint8Array(Math.ceil(blocks * 1.25)).fill(noSlice)
        held = new Uint8Array(reached.length).fill(noSlice)
      }
    },
    openFor: (reach, rank) => {
      if (reach === lastReach && rank === lastRank) return lastOpen
      // Whoever is asked about agrees in two words, so that the rarer one finds them.
      const mayAsk = rank > 0 || isOneWord
      let open = 0
      for (; open < times.count; open++) {
        const weight = times.weight[open] ?? 0
        if (reach < needed(weight) && !(mayAsk && reach >= toAsk(weight))) break
      }
      lastReach = reach
      lastRank = rank
      lastOpen = open
      return open
    },
    within: (most, open) => {
      let left = most
      for (let at = 0; at < open; at++) {
        bound(at + 1)
        left -= (lasts[at] ?? 0) - (firsts[at] ?? 0)
        if (left < 0) return at
      }
      return open
    },
    rows,
    inside: (open, postings, from, to, copy) => {
      if (bounded < open) bound(open)
      let count = 0
      for (let at = from; at < to; at++) {
        const row = postings[at] ?? 0
        const block = row >>> blockBits
        if ((reached[block] ?? noSlice) >= open) continue
        if ((held[block] ?? noSlice) < open || isIn(row, open)) copy[count++] = row
      }
      return count
    },
    share: open => {
      const ranges = rows(open)
      let inside = 0
      for (let at = 0; at < ranges.length; at += 2) {
        inside += (ranges[at + 1] ?? 0) - (ranges[at] ?? 0)
      }
      return segment.rows === 0 ? 0 : inside / segment.rows
    }
  }
}

/** The first block that begins at a row or after it. */
const blockAfter = (row: number): number => (row + (1 << blockBits) - 1) >>> blockBits

/** The first row of this date or a later one. */
const rowOf = ({ rowDate, rows, dates }: Segment, key: number): number => {
  if (key === 0) return 0
  if (dates === undefined || key < dates.from) return lowerBound(rowDate, key, 0, rows)
  const at = key - dates.from
  return at < dates.rows.length ? (dates.rows[at] ?? rows) : rows
}
