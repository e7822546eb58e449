import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDateRanges } from '#matchers/watch/date-ranges.ts'
import { packSlices } from '#matchers/watch/date-slices.ts'
import { seal } from '#matchers/watch/segment.ts'

// Some are older by more than a segment has places for.
const keys = fc.oneof(
  fc.integer({ min: 0, max: 3_000 }),
  fc.integer({ min: 200_000, max: 201_000 })
)
const dates = fc
  .array(keys, { maxLength: 6_000, size: 'max' })
  .map(those => those.sort((a, b) => a - b))
const spans = fc.array(fc.tuple(keys, fc.integer({ min: 1, max: 2_500 })), { maxLength: 12 })

const segmentOf = (rowDate: readonly number[]) => {
  const empty = new Uint32Array()
  const rest = { rowStart: empty, rowWords: empty, words: empty, starts: empty, postings: empty }
  return seal({ rowDate: Uint32Array.from(rowDate), rowSlot: empty, ...rest })
}
const slicesOf = (those: readonly (readonly [number, number])[]) =>
  those.map(([from, length]) => ({ from, to: from + length, weight: 0 }))
const scanOf = (slices: ReturnType<typeof slicesOf>) => ({
  times: packSlices(slices),
  needed: () => 0,
  toAsk: () => 0
})

test('the rows inside of the first slices are those whose dates are, in one segment after the other', () => {
  const ranges = createDateRanges()
  fc.assert(
    fc.property(dates, spans, (rowDate, some) => {
      const slices = slicesOf(some)
      const rows = Uint32Array.from(rowDate.keys())
      ranges.prepare(segmentOf(rowDate), scanOf(slices), true)
      for (const open of [slices.length, ...slices.keys()]) {
        const isOpen = (row: number) =>
          slices
            .slice(0, open)
            .some(({ from, to }) => (rowDate[row] ?? 0) >= from && (rowDate[row] ?? 0) < to)
        const expected = [...rows].filter(isOpen)
        const copy = new Uint32Array(rows.length)
        const count = ranges.inside(open, rows, 0, rows.length, copy)
        expect([...copy.subarray(0, count)]).toEqual(expected)
        expect(rowsOf(ranges.rows(open))).toEqual(expected)
      }
    }),
    { numRuns: 60 }
  )
})

test('as many of the first slices are within some rows as have no more together', () => {
  const ranges = createDateRanges()
  fc.assert(
    fc.property(dates, spans, fc.nat(2_000), (rowDate, some, most) => {
      const slices = slicesOf(some)
      ranges.prepare(segmentOf(rowDate), scanOf(slices), true)
      const rowsOfFirst = (open: number) =>
        slices.slice(0, open).flatMap(({ from, to }) => rowDate.filter(d => d >= from && d < to))
      const open = ranges.within(most, slices.length)
      expect(rowsOfFirst(open).length).toBeLessThanOrEqual(most)
      if (open < slices.length) expect(rowsOfFirst(open + 1).length).toBeGreaterThan(most)
    }),
    { numRuns: 60 }
  )
})

const rowsOf = (ranges: Uint32Array): number[] => {
  const rows: number[] = []
  for (let at = 0; at < ranges.length; at += 2) {
    for (let row = ranges[at] ?? 0; row < (ranges[at + 1] ?? 0); row++) rows.push(row)
  }
  return rows
}
