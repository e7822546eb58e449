import type { Segment } from './segment.ts'

const ratio = 3
// More at a time would take longer for every row than to merge in two rounds.
const atOnce = 10

/**
 * Which segments to merge: the smaller ones, up to the last that is not larger than those before it together by `ratio`.
 * What remains is geometric: a search visits few segments, and each row is merged a logarithmic number of times.
 *
 *   1,000  1,000  5,000  90,000  → the first three;  2,000  7,000  90,000  → none
 */
export const segmentsToMerge = (segments: readonly Segment[]): Segment[] => {
  const bySize = [...segments].sort((a, b) => a.rows - b.rows)
  let [rows, chosen] = [0, 0]
  bySize.forEach((segment, at) => {
    if (at > 0 && segment.rows <= rows * ratio) chosen = at + 1
    rows += segment.rows
  })
  return bySize.slice(0, Math.min(chosen, atOnce))
}
