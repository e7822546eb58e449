import { mergePostings } from './merge-postings.ts'
import { dropped, type Segment, seal } from './segment.ts'
import { sharedNumbers } from './shared-memory.ts'

// A step is to take about a millisecond: so many rows looked at, each in as many segments as there are.
const stepLooks = 12_000

/**
 * Merges segments into one, in steps; rows of entries that were dead at the start are dropped.
 * Gives the result and the slots that no segment refers to any more.
 */
export function* mergeSegments(
  segments: readonly Segment[],
  alive: Uint8Array
): Generator<void, { readonly merged: Segment; readonly freed: ReadonlySet<number> }> {
  const freed = new Set<number>()
  const places = segments.map(segment => new Uint32Array(segment.rows))
  const total = segments.reduce((sum, { rows }) => sum + rows, 0)
  let [rows, words, sinceYield] = [0, 0, 0]
  for (const [from, { rowSlot, rowStart }] of segments.entries()) {
    const place = places[from] ?? new Uint32Array()
    for (let row = 0; row < place.length; row++) {
      const slot = rowSlot[row] ?? 0
      if (alive[slot] === 1) {
        rows++
        words += (rowStart[row + 1] ?? 0) - (rowStart[row] ?? 0)
      } else {
        place[row] = dropped
        freed.add(slot)
      }
      if (++sinceYield % stepLooks === 0) yield
    }
  }
  const rowDate = sharedNumbers(rows)
  const rowSlot = sharedNumbers(rows)
  const rowStart = sharedNumbers(rows + 1)
  const rowWords = sharedNumbers(words)
  const next = segments.map(() => 0)
  let [row, length] = [0, 0]
  const stepRows = Math.ceil(stepLooks / (segments.length + 3))
  for (let step = 0; step < total; step++) {
    if (step % stepRows === stepRows - 1) yield
    const from = earliest(segments, next)
    const segment = segments[from]
    const place = places[from]
    const at = next[from] ?? 0
    next[from] = at + 1
    if (segment === undefined || place === undefined || place[at] === dropped) continue
    place[at] = row
    rowDate[row] = segment.rowDate[at] ?? 0
    rowSlot[row] = segment.rowSlot[at] ?? 0
    const end = segment.rowStart[at + 1] ?? 0
    for (let word = segment.rowStart[at] ?? 0; word < end; word++) {
      rowWords[length++] = segment.rowWords[word] ?? 0
    }
    rowStart[++row] = length
  }
  yield
  const filed = yield* mergePostings(segments, places)
  yield
  return { merged: seal({ rowDate, rowSlot, rowStart, rowWords, ...filed }), freed }
}

const earliest = (segments: readonly Segment[], next: readonly number[]): number => {
  let best = -1
  let bestDate = 0
  for (let from = 0; from < segments.length; from++) {
    const segment = segments[from]
    const at = next[from] ?? 0
    if (segment === undefined || at >= segment.rows) continue
    const date = segment.rowDate[at] ?? 0
    if (best < 0 || date < bestDate) {
      best = from
      bestDate = date
    }
  }
  return best
}
