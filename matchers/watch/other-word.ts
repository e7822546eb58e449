import type { Split } from './name-units.ts'
import { holds } from './row.ts'
import { findWord, type Segment, skipTo } from './segment.ts'

/** Tells whether rows hold the other word of a split; to be asked in ascending order. undefined where no row does. */
export const otherWordOf = (
  segment: Segment,
  { other, isOtherFiled }: Split
): ((row: number) => boolean) | undefined => {
  const { postings, starts, rowStart, rowWords } = segment
  if (!isOtherFiled) {
    return row => holds(rowWords, rowStart[row] ?? 0, rowStart[row + 1] ?? 0, other)
  }
  const place = findWord(segment, other)
  if (place < 0) return undefined
  let at = starts[place] ?? 0
  const end = starts[place + 1] ?? 0
  return row => {
    at = skipTo(postings, row, at, end)
    return at < end && postings[at] === row
  }
}
