import type { Segment } from './segment.ts'

const tooMany = 4
const ratio = 3

/**
 * Which segments to merge: the smaller ones, up to the first that is larger than all of them together by `ratio`, so that
 * sizes stay geometric. Each row is merged a logarithmic number of times, and a search visits few segments.
 */
export const segmentsToMerge = (segments: readonly Segment[]): Segment[] => {
  const bySize = [...segments].sort((a, b) => a.rows - b.rows)
  const chosen: Segment[] = []
  let rows = 0
  for (const segment of bySize) {
    if (chosen.length >= tooMany && segment.rows > rows * ratio) break
    if (chosen.length > 0 && chosen.length < tooMany && segment.rows > rows * ratio) {
      chosen.length = 0
      rows = 0
    }
    chosen.push(segment)
    rows += segment.rows
  }
  return chosen.length >= tooMany ? chosen : []
}
