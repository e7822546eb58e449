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
  /** How many slices are open to a name that reaches this by its words up to this rank. */
  readonly openFor: (reach: number, rank: number) => number
  /** The most that were open so far. */
  readonly widest: () => number
  /** Rows of the first so many slices: from, to, from, to … ascending. */
  readonly rows: (open: number) => Uint32Array
  /** The share of all rows that is in them. */
  readonly share: (open: number) => number
}

const nothing = new Uint32Array()

/** The parts of a segment by slices, those that need least first. */
export const createDateRanges = (
  segment: Segment,
  { slices, inOrder }: ScanSlices,
  isOneWord: boolean
): DateRanges => {
  const rows: (Uint32Array | undefined)[] = []
  let [widest, lastReach, lastRank, lastOpen] = [0, Number.NaN, -1, 0]

  const merge = (open: number): Uint32Array => {
    const merged: number[] = []
    let end = -1
    for (const at of inOrder) {
      const slice = at < open ? slices[at] : undefined
      if (slice === undefined || slice.to <= end) continue
      const first = rowOf(segment, Math.max(slice.from, end))
      const last = rowOf(segment, slice.to)
      end = slice.to
      if (last === first) continue
      if (merged.at(-1) === first) merged[merged.length - 1] = last
      else merged.push(first, last)
    }
    return Uint32Array.from(merged)
  }
  const rowsOf = (open: number): Uint32Array => {
    if (open === 0) return nothing
    const known = rows[open] ?? merge(open)
    rows[open] = known
    return known
  }
  return {
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
      if (open > widest) widest = open
      return open
    },
    widest: () => widest,
    rows: rowsOf,
    share: open => {
      const ranges = rowsOf(open)
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
