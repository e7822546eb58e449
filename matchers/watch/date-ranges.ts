import type { DateSlice } from './date-slices.ts'
import { lowerBound, type Segment } from './segment.ts'

/** A slice of time, and what a name must weigh there to be of interest. */
export interface ScanSlice extends Pick<DateSlice, 'from' | 'to'> {
  /** For a hit. */
  readonly needed: number
  /** For being worth a question; Infinity where nothing would be asked. */
  readonly toAsk: number
}

/** Slices, those that need least first, and their places in the order of time. */
export interface ScanSlices {
  readonly slices: readonly ScanSlice[]
  readonly inOrder: readonly number[]
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
// Slices of so many rows are told apart row by row; there are a few larger ones.
const narrowMost = 1024
const noSlice = 255
const blockBits = 6

/** Parts of segments, of one after the other; keeps its memory. */
export const createDateRanges = (): DateRanges => {
  let segment: Segment
  let { slices, inOrder }: ScanSlices = { slices: [], inOrder: [] }
  let isOneWord = false
  let [lastReach, lastRank, lastOpen] = [Number.NaN, -1, 0]
  let known: (Uint32Array | undefined)[] = []
  let firsts = new Uint32Array(64)
  let lasts = new Uint32Array(64)
  // The slices whose bounds are known; of each row the first narrow slice that it is in; the others.
  let bounded = 0
  let sliceOf = new Uint8Array()
  // The same of each block of rows: little memory, so that most rows are passed over without a look into much.
  let blocks = new Uint8Array()
  let wide: number[] = []

  const bound = (open: number): void => {
    for (; bounded < open; bounded++) {
      const { from, to } = slices[bounded] ?? { from: 0, to: 0 }
      const first = rowOf(segment, from)
      const last = rowAfter(segment, to, first)
      firsts[bounded] = first
      lasts[bounded] = last
      if (last - first > narrowMost || bounded >= noSlice) wide.push(bounded)
      else {
        for (let row = first; row < last; row++) {
          if (sliceOf[row] === noSlice) sliceOf[row] = bounded
          const block = row >>> blockBits
          if (blocks[block] === noSlice) blocks[block] = bounded
        }
      }
    }
  }
  const merge = (open: number): Uint32Array => {
    bound(open)
    const merged = new Uint32Array(open * 2)
    let [count, end] = [0, 0]
    for (const at of inOrder) {
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
  const isInWide = (row: number, open: number): boolean => {
    for (let nth = 0; nth < wide.length; nth++) {
      const at = wide[nth] ?? 0
      if (at < open && row >= (firsts[at] ?? 0) && row < (lasts[at] ?? 0)) return true
    }
    return false
  }

  // At the beginning and not at the end, so that whatever broke off leaves nothing behind.
  const forget = (): void => {
    for (let at = 0; at < bounded; at++) {
      const [first, last] = [firsts[at] ?? 0, lasts[at] ?? 0]
      if (last - first > narrowMost) continue
      sliceOf.fill(noSlice, first, last)
      blocks.fill(noSlice, first >>> blockBits, (last >>> blockBits) + 1)
    }
    bounded = 0
    wide = []
    known = []
  }

  return {
    prepare: (newSegment, newSlices, isOne) => {
      forget()
      segment = newSegment
      ;({ slices, inOrder } = newSlices)
      isOneWord = isOne
      ;[lastReach, lastRank, lastOpen] = [Number.NaN, -1, 0]
      if (firsts.length < slices.length) {
        firsts = new Uint32Array(slices.length)
        lasts = new Uint32Array(slices.length)
      }
      if (sliceOf.length < segment.rows) {
        sliceOf = new Uint8Array(Math.ceil(segment.rows * 1.25)).fill(noSlice)
        blocks = new Uint8Array((sliceOf.length >>> blockBits) + 1).fill(noSlice)
      }
    },
    openFor: (reach, rank) => {
      if (reach === lastReach && rank === lastRank) return lastOpen
      // Whoever is asked about agrees in two words, so that the rarer one finds them.
      const mayAsk = rank > 0 || isOneWord
      let open = 0
      for (; open < slices.length; open++) {
        const slice = slices[open]
        if (slice === undefined) break
        if (reach < slice.needed && !(mayAsk && reach >= slice.toAsk)) break
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
      const hasWide = wide.length > 0
      let count = 0
      for (let at = from; at < to; at++) {
        const row = postings[at] ?? 0
        copy[count] = row
        const isNarrow =
          (blocks[row >>> blockBits] ?? noSlice) < open && (sliceOf[row] ?? noSlice) < open
        if (isNarrow || (hasWide && isInWide(row, open))) count++
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

/** The first row of this date or a later one. */
const rowOf = ({ rowDate, rows, months }: Segment, key: number): number => {
  if (key === 0) return 0
  const month = key >>> 5
  if (months === undefined) return lowerBound(rowDate, key, 0, rows)
  if (month + 1 >= months.length) return rows
  return lowerBound(rowDate, key, months[month] ?? 0, months[month + 1] ?? rows)
}

const fewRows = 64

/** The same where it is known to be no earlier than a row, and mostly a few rows on. */
const rowAfter = (segment: Segment, key: number, from: number): number => {
  const { rowDate, rows } = segment
  const near = Math.min(rows, from + fewRows)
  if (near < rows && (rowDate[near] ?? 0) < key) return rowOf(segment, key)
  return lowerBound(rowDate, key, from, near)
}
