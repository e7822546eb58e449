/**
 * An immutable part of the index: rows in the order of birth date, and for every name word the rows that hold it.
 *
 *   row   0      1      2      3        word MOHAMMED → rows 0, 2, 3: "MOHAMMED, born 1970" is a slice of that list,
 *   date  0      1969   1970…  1970…                    found by binary search, since rows are date-ordered
 *   slot  17     4      92     17
 *   words facts, names … one row after the other, so that "born on this date" is read in one go
 *
 * An entry has a row for each of its dates; a slot's rows are all in one segment.
 */
export interface Segment extends Rows {
  readonly bytes: number
  /** Words that occur, ascending; undefined in a large segment, where `starts` has a place for every word. */
  readonly words: Uint32Array | undefined
  /** Where the rows of each word begin in `postings`. */
  readonly starts: Uint32Array
  readonly postings: Uint32Array
  /** One bit for each word that occurs, where `words` would have to be searched. */
  readonly occurs: Uint32Array | undefined
  /** Where the rows of each date begin; only in a large segment. */
  readonly dates: DateStarts | undefined
}

/** The first row of each date key from a first one on, and one beyond the last. */
export interface DateStarts {
  readonly from: number
  readonly rows: Uint32Array
}

/** Rows one after the other; what row `n` says begins at `rowStart[n]` in `rowWords` and ends where the next begins. */
export interface Rows {
  readonly rows: number
  readonly rowDate: Uint32Array
  readonly rowSlot: Uint32Array
  readonly rowStart: Uint32Array
  readonly rowWords: Uint32Array
}

export type SegmentParts = Omit<Segment, 'rows' | 'bytes' | 'occurs' | 'dates'>

/** Stands for the place of a row that is dropped, and for no word. */
export const dropped = 0xffffffff

/** What a segment is made from again; without words there is a place for each. */
export type SegmentImage = {
  readonly rowDate: Uint32Array
  readonly rowSlot: Uint32Array
  readonly rowStart: Uint32Array
  readonly rowWords: Uint32Array
  readonly words: Uint32Array
  readonly starts: Uint32Array
  readonly postings: Uint32Array
}

/** A segment's arrays, which never change. */
export const segmentImage = (segment: Segment): SegmentImage => {
  const { rowDate, rowSlot, rowStart, rowWords, words, starts, postings } = segment
  return { rowDate, rowSlot, rowStart, rowWords, words: words ?? none, starts, postings }
}

/** The segment of an image. */
export const segmentOf = (image: SegmentImage): Segment =>
  seal({ ...image, words: image.words.length === 0 ? undefined : image.words })

const none = new Uint32Array()

/** Puts arrays together as a segment. */
export const seal = (parts: SegmentParts): Segment => {
  const { rowDate, rowSlot, rowStart, rowWords, words, starts, postings } = parts
  const occurs = words && bitsOf(words)
  const dates = rowDate.length < manyRows ? undefined : dateStarts(rowDate)
  const arrays = [
    rowDate,
    rowSlot,
    rowStart,
    rowWords,
    words,
    starts,
    postings,
    occurs,
    dates?.rows
  ]
  return {
    ...parts,
    rows: rowDate.length,
    occurs,
    dates,
    bytes: arrays.reduce((sum, array) => sum + (array?.byteLength ?? 0), 0)
  }
}

const manyRows = 1 << 12

// Two centuries and a half. Of older dates, which are typing errors mostly, a search finds the rows.
const datesMost = 1 << 17

const dateStarts = (rowDate: Uint32Array): DateStarts => {
  const last = rowDate.at(-1) ?? 0
  const oldest = rowDate[lowerBound(rowDate, 1, 0, rowDate.length)] ?? last
  const from = Math.max(oldest, last - datesMost)
  const rows = new Uint32Array(last - from + 2)
  let row = lowerBound(rowDate, from, 0, rowDate.length)
  for (let date = from; date <= last; date++) {
    rows[date - from] = row
    while (rowDate[row] === date) row++
  }
  rows[last - from + 1] = rowDate.length
  return { from, rows }
}

const bitsOf = (words: Uint32Array): Uint32Array => {
  const bits = new Uint32Array(((words.at(-1) ?? 0) >>> 5) + 1)
  for (const word of words) bits[word >>> 5] = (bits[word >>> 5] ?? 0) | (1 << (word & 31))
  return bits
}

/** The first position in items[from, to) whose value is at least `value`. */
export const lowerBound = (items: Uint32Array, value: number, from: number, to: number): number => {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((items[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

const fewSteps = 8

/** The same where it is mostly near, so that a few steps come first. */
export const skipTo = (items: Uint32Array, value: number, from: number, to: number): number => {
  const near = Math.min(to, from + fewSteps)
  let at = from
  while (at < near && (items[at] ?? 0) < value) at++
  return at < near || at === to ? at : lowerBound(items, value, at, to)
}

/** Position of a word in `starts`, or -1. */
export const findWord = ({ words, starts, occurs }: Segment, word: number): number => {
  if (words === undefined || occurs === undefined) return word + 1 < starts.length ? word : -1
  if (((occurs[word >>> 5] ?? 0) & (1 << (word & 31))) === 0) return -1
  return lowerBound(words, word, 0, words.length)
}
