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
  /** The first row of each month (year and month of a date key) and a last one; only in a large segment. */
  readonly months: Uint32Array | undefined
}

/** Rows one after the other; what row `n` says begins at `rowStart[n]` in `rowWords` and ends where the next begins. */
export interface Rows {
  readonly rows: number
  readonly rowDate: Uint32Array
  readonly rowSlot: Uint32Array
  readonly rowStart: Uint32Array
  readonly rowWords: Uint32Array
}

export type SegmentParts = Omit<Segment, 'rows' | 'bytes' | 'occurs' | 'months'>

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
  const months = rowDate.length < manyRows ? undefined : monthsOf(rowDate)
  const arrays = [rowDate, rowSlot, rowStart, rowWords, words, starts, postings, occurs, months]
  return {
    ...parts,
    rows: rowDate.length,
    occurs,
    months,
    bytes: arrays.reduce((sum, array) => sum + (array?.byteLength ?? 0), 0)
  }
}

const manyRows = 1 << 12

const monthsOf = (rowDate: Uint32Array): Uint32Array => {
  const last = (rowDate.at(-1) ?? 0) >>> 5
  const months = new Uint32Array(last + 2)
  let month = 0
  for (let row = 0; row < rowDate.length; ) {
    const next = (rowDate[row] ?? 0) >>> 5
    while (month <= next) months[month++] = row
    row = lowerBound(rowDate, (next + 1) << 5, row, rowDate.length)
  }
  months[last + 1] = rowDate.length
  return months
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
