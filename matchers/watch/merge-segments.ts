import { type Segment, seal } from './segment.ts'

const dropped = 0xffffffff
const stepItems = 20_000

/**
 * Merges segments into one, in steps; rows of entries that were dead at the start are dropped.
 * The result is handed to `done`, with the slots that no segment refers to any more.
 */
export function* mergeSegments(
  segments: readonly Segment[],
  alive: Uint8Array,
  done: (merged: Segment, freed: ReadonlySet<number>) => void
): Generator<void, void> {
  const freed = new Set<number>()
  const places = segments.map(segment => new Uint32Array(segment.rows))
  const total = segments.reduce((sum, { rows }) => sum + rows, 0)
  const rowDate = new Uint32Array(total)
  const rowSlot = new Uint32Array(total)
  const next = segments.map(() => 0)
  let rows = 0
  for (let step = 0; step < total; step++) {
    if (step % stepItems === stepItems - 1) yield
    const from = earliest(segments, next)
    const segment = segments[from]
    const at = next[from] ?? 0
    next[from] = at + 1
    const slot = segment?.rowSlot[at] ?? 0
    const place = places[from]
    if (segment === undefined || place === undefined) continue
    if (alive[slot] !== 1) {
      place[at] = dropped
      freed.add(slot)
      continue
    }
    place[at] = rows
    rowDate[rows] = segment.rowDate[at] ?? 0
    rowSlot[rows] = slot
    rows++
  }
  const merged = yield* mergePostings(segments, places)
  done(
    seal(
      rowDate.slice(0, rows),
      rowSlot.slice(0, rows),
      merged.words,
      merged.starts,
      merged.postings
    ),
    freed
  )
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

interface Postings {
  readonly words: Uint32Array | undefined
  readonly starts: Uint32Array
  readonly postings: Uint32Array
}

/** Word by word in ascending order; each list is sorted again where several segments hold the word. */
function* mergePostings(
  segments: readonly Segment[],
  places: readonly Uint32Array[]
): Generator<void, Postings> {
  const most = segments.reduce((sum, { postings }) => sum + postings.length, 0)
  const postings = new Uint32Array(most)
  const mostWords = segments.reduce((sum, { words, starts }) => sum + (words ?? starts).length, 0)
  const words = new Uint32Array(mostWords)
  const starts = new Uint32Array(mostWords + 1)
  const next = segments.map(() => 0)
  let [wordCount, length, sinceYield] = [0, 0, 0]
  for (;;) {
    const word = leastWord(segments, next)
    if (word === dropped) break
    const begin = length
    let sources = 0
    for (let from = 0; from < segments.length; from++) {
      const segment = segments[from]
      const at = next[from] ?? 0
      if (segment === undefined || wordAt(segment, at) !== word) continue
      next[from] = at + 1
      sources++
      const end = segment.starts[at + 1] ?? 0
      for (let p = segment.starts[at] ?? 0; p < end; p++) {
        const row = places[from]?.[segment.postings[p] ?? 0] ?? dropped
        if (row !== dropped) postings[length++] = row
        if (++sinceYield >= stepItems) {
          sinceYield = 0
          yield
        }
      }
    }
    if (length === begin) continue
    if (sources > 1) postings.subarray(begin, length).sort()
    words[wordCount] = word
    starts[wordCount++] = begin
  }
  starts[wordCount] = length
  return spread(
    words.subarray(0, wordCount),
    starts.subarray(0, wordCount + 1),
    postings.slice(0, length)
  )
}

/** Gives every word its place where that takes no more memory than naming those that occur. */
const spread = (words: Uint32Array, starts: Uint32Array, postings: Uint32Array): Postings => {
  const count = words.length
  const last = words[count - 1] ?? 0
  if (last > count * 3) return { words: words.slice(), starts: starts.slice(), postings }
  const dense = new Uint32Array(last + 2)
  let word = 0
  for (let at = 0; at < count; at++) {
    for (; word <= (words[at] ?? 0); word++) dense[word] = starts[at] ?? 0
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
