/**
 * An immutable part of the index: rows in the order of birth date, and for every name word the rows that hold it.
 *
 *   row   0      1      2      3        word MOHAMMED → rows 0, 2, 3: "MOHAMMED, born 1970" is a slice of that list,
 *   date  0      1969   1970…  1970…                    found by binary search, since rows are date-ordered
 *   slot  17     4      92     17
 *
 * An entry has a row for each of its dates; a slot's rows are all in one segment.
 */
export interface Segment {
  readonly rows: number
  readonly bytes: number
  readonly rowDate: Uint32Array
  readonly rowSlot: Uint32Array
  /** Words that occur, ascending; undefined in a large segment, where `starts` has a place for every word. */
  readonly words: Uint32Array | undefined
  /** Where the rows of each word begin in `postings`. */
  readonly starts: Uint32Array
  readonly postings: Uint32Array
}

/** One row before it has its place: when, who, and which words. */
export interface DraftRow {
  readonly date: number
  readonly slot: number
  readonly words: readonly number[]
}

/** Sorts rows into a segment. */
export const buildSegment = (drafts: readonly DraftRow[]): Segment => {
  const sorted = [...drafts].sort((a, b) => a.date - b.date || a.slot - b.slot)
  const total = sorted.reduce((sum, { words }) => sum + words.length, 0)
  const pairs = new Float64Array(total)
  let at = 0
  sorted.forEach(({ words }, row) => {
    for (const word of words) pairs[at++] = word * 2 ** 23 + row
  })
  pairs.sort()
  const postings = new Uint32Array(total)
  const words: number[] = []
  const starts: number[] = []
  let last = -1
  for (let index = 0; index < total; index++) {
    const pair = pairs[index] ?? 0
    const word = Math.floor(pair / 2 ** 23)
    if (word !== last) {
      words.push(word)
      starts.push(index)
      last = word
    }
    postings[index] = pair - word * 2 ** 23
  }
  starts.push(total)
  return seal(
    Uint32Array.from(sorted, row => row.date),
    Uint32Array.from(sorted, row => row.slot),
    Uint32Array.from(words),
    Uint32Array.from(starts),
    postings
  )
}

/** Puts arrays together as a segment. */
export const seal = (
  rowDate: Uint32Array,
  rowSlot: Uint32Array,
  words: Uint32Array | undefined,
  starts: Uint32Array,
  postings: Uint32Array
): Segment => ({
  rows: rowDate.length,
  bytes:
    rowDate.byteLength +
    rowSlot.byteLength +
    (words?.byteLength ?? 0) +
    starts.byteLength +
    postings.byteLength,
  rowDate,
  rowSlot,
  words,
  starts,
  postings
})

/** The first position in items[from, to) whose value is at least `value`. */
export const lowerBound = (items: Uint32Array, value: number, from: number, to: number): number => {
  let [low, high] = [from, to]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((items[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Position of a word in `starts`, or -1. */
export const findWord = ({ words, starts }: Segment, word: number): number => {
  if (words === undefined) return word + 1 < starts.length ? word : -1
  const at = lowerBound(words, word, 0, words.length)
  return words[at] === word ? at : -1
}
