import type { Segment } from './segment.ts'
import { dropped } from './segment.ts'
import { inSharedMemory, sharedNumbers } from './shared-memory.ts'

/** The words of a segment and the rows of each. */
export interface Postings {
  readonly words: Uint32Array | undefined
  readonly starts: Uint32Array
  readonly postings: Uint32Array
}

const stepLooks = 24_000

/**
 * Merges the lists of several segments word by word; `places` has the new row of each row, which keeps their order, so that
 * lists of ascending rows are merged by taking the least of their heads.
 */
export function* mergePostings(
  segments: readonly Segment[],
  places: readonly Uint32Array[]
): Generator<void, Postings> {
  const most = segments.reduce((sum, { postings }) => sum + postings.length, 0)
  const postings = sharedNumbers(most)
  const mostWords = segments.reduce((sum, { words, starts }) => sum + (words ?? starts).length, 0)
  const words = new Uint32Array(mostWords)
  const starts = new Uint32Array(mostWords + 1)
  const next = segments.map(() => 0)
  const heads = segments.map(() => 0)
  const ends = segments.map(() => 0)
  let [wordCount, length, work] = [0, 0, 0]
  for (;;) {
    const word = leastWord(segments, next)
    if (word === dropped) break
    const begin = length
    for (let from = 0; from < segments.length; from++) {
      const segment = segments[from]
      const at = next[from] ?? 0
      const holds = segment !== undefined && wordAt(segment, at) === word
      heads[from] = holds ? (segment.starts[at] ?? 0) : 0
      ends[from] = holds ? (segment.starts[at + 1] ?? 0) : 0
      if (holds) next[from] = at + 1
    }
    for (;;) {
      let least = dropped
      let leastFrom = -1
      for (let from = 0; from < segments.length; from++) {
        const row = nextRow(segments[from], places[from], heads, ends[from] ?? 0, from)
        if (row >= least) continue
        least = row
        leastFrom = from
      }
      if (leastFrom < 0) break
      heads[leastFrom] = (heads[leastFrom] ?? 0) + 1
      postings[length++] = least
      work += segments.length
      if (work >= stepLooks) {
        work = 0
        yield
      }
    }
    work += segments.length * 2
    if (work >= stepLooks) {
      work = 0
      yield
    }
    if (length === begin) continue
    words[wordCount] = word
    starts[wordCount++] = begin
  }
  starts[wordCount] = length
  yield
  const exact = yield* shrink(postings, length)
  return yield* spread(words.subarray(0, wordCount), starts.subarray(0, wordCount + 1), exact)
}

/** The new place of the next living row of a list; `dropped` at its end. */
const nextRow = (
  segment: Segment | undefined,
  place: Uint32Array | undefined,
  heads: number[],
  end: number,
  from: number
): number => {
  if (segment === undefined || place === undefined) return dropped
  let at = heads[from] ?? 0
  while (at < end) {
    const row = place[segment.postings[at] ?? 0] ?? dropped
    if (row !== dropped) {
      heads[from] = at
      return row
    }
    at++
  }
  heads[from] = at
  return dropped
}

const copiedAtOnce = 1 << 18

/** Copies to an array of the right size where too much would be left over. */
function* shrink(items: Uint32Array, length: number): Generator<void, Uint32Array> {
  if (length > items.length * 0.95) return items.subarray(0, length)
  const exact = sharedNumbers(length)
  for (let from = 0; from < length; from += copiedAtOnce) {
    exact.set(items.subarray(from, Math.min(length, from + copiedAtOnce)), from)
    yield
  }
  return exact
}

/** Gives every word its place where that takes no more memory than naming those that occur. */
function* spread(
  words: Uint32Array,
  starts: Uint32Array,
  postings: Uint32Array
): Generator<void, Postings> {
  const count = words.length
  const last = words[count - 1] ?? 0
  if (last > count * 3)
    return { words: inSharedMemory(words), starts: inSharedMemory(starts), postings }
  const dense = sharedNumbers(last + 2)
  let word = 0
  for (let at = 0; at < count; at++) {
    for (; word <= (words[at] ?? 0); word++) dense[word] = starts[at] ?? 0
    if (at % copiedAtOnce === copiedAtOnce - 1) yield
  }
  dense[word] = postings.length
  return { words: undefined, starts: dense, postings }
}

/** The word at a position, or `dropped` past the end. */
const wordAt = ({ words, starts }: Segment, at: number): number => {
  if (words !== undefined) return words[at] ?? dropped
  return at + 1 < starts.length ? at : dropped
}

const leastWord = (segments: readonly Segment[], next: number[]): number => {
  let least = dropped
  for (let from = 0; from < segments.length; from++) {
    const segment = segments[from]
    if (segment === undefined) continue
    let at = next[from] ?? 0
    // A dense segment has places for words that it does not hold.
    if (segment.words === undefined) {
      while (at + 1 < segment.starts.length && segment.starts[at] === segment.starts[at + 1]) at++
      next[from] = at
    }
    least = Math.min(least, wordAt(segment, at))
  }
  return least
}
