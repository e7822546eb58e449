import type { Delta } from './delta.ts'
import { type Segment, seal } from './segment.ts'
import { inSharedMemory, sharedNumbers } from './shared-memory.ts'

// A word and a row together as one number that sorts by word, then by row.
const rowsMost = 2 ** 20
const stepWords = 2000

/** Sorts the living rows of a delta into a segment, in steps of a fraction of a millisecond. */
export function* freeze(
  delta: Delta,
  isAlive: (slot: number) => boolean
): Generator<void, Segment | undefined> {
  const order: number[] = []
  for (let row = 0; row < delta.rows; row++) {
    if (isAlive(delta.rowSlot[row] ?? 0)) order.push(row)
  }
  if (order.length === 0) return undefined
  const { rowDate, rowSlot, rowStart, rowWords } = delta
  order.sort(
    (a, b) =>
      (rowDate[a] ?? 0) - (rowDate[b] ?? 0) || (rowSlot[a] ?? 0) - (rowSlot[b] ?? 0) || a - b
  )
  yield
  const lengthOf = (row: number): number => (rowStart[row + 1] ?? 0) - (rowStart[row] ?? 0)
  const newStart = sharedNumbers(order.length + 1)
  const newWords = sharedNumbers(order.reduce((sum, row) => sum + lengthOf(row), 0))
  const pairs: number[] = []
  for (let at = 0; at < order.length; at++) {
    const row = order[at] ?? 0
    const from = rowStart[row] ?? 0
    newWords.set(rowWords.subarray(from, from + lengthOf(row)), newStart[at])
    newStart[at + 1] = (newStart[at] ?? 0) + lengthOf(row)
    for (const word of delta.keysOf(row)) pairs.push(word * rowsMost + at)
    if (at % stepWords === stepWords - 1) yield
  }
  yield
  const sorted = Float64Array.from(pairs).sort()
  yield
  const postings = sharedNumbers(sorted.length)
  const words: number[] = []
  const starts: number[] = []
  let last = -1
  for (let at = 0; at < sorted.length; at++) {
    const pair = sorted[at] ?? 0
    const word = Math.floor(pair / rowsMost)
    if (word !== last) {
      words.push(word)
      starts.push(at)
      last = word
    }
    postings[at] = pair - word * rowsMost
  }
  starts.push(sorted.length)
  return seal({
    rowDate: inSharedMemory(order.map(row => rowDate[row] ?? 0)),
    rowSlot: inSharedMemory(order.map(row => rowSlot[row] ?? 0)),
    rowStart: newStart,
    rowWords: newWords,
    words: inSharedMemory(words),
    starts: inSharedMemory(starts),
    postings
  })
}
