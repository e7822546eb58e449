import { findWord, type Segment } from './segment.ts'

/**
 * Where the lists of some words lie in a segment. Words that are alike lie far apart in memory: looked up all at once, the
 * reads do not wait for one another, which is most of what a look-up costs.
 */
export interface Lists {
  /** Looks up words[from, to), beside those before. */
  readonly look: (segment: Segment, words: Uint32Array, from: number, to: number) => void
  /** The list of the nth word is postings[from(nth), to(nth)). */
  readonly from: (nth: number) => number
  readonly to: (nth: number) => number
  /** How many rows the lists from the nth on have. */
  readonly rows: (nth: number) => number
  /** Reads the beginning of the lists of some words, to have them at hand. */
  readonly readAhead: (segment: Segment, nth: number, end: number) => void
}

/** No lists; keeps its memory from one look to the next. */
export const createLists = (): Lists => {
  let froms = new Uint32Array(1 << 8)
  let tos = new Uint32Array(1 << 8)
  let heads = new Uint32Array(1 << 8)
  let count = 0
  return {
    look: (segment, words, from, to) => {
      count = to
      if (froms.length < words.length) {
        froms = larger(froms, words.length)
        tos = larger(tos, words.length)
        heads = new Uint32Array(froms.length)
      }
      const { starts } = segment
      for (let nth = from; nth < to; nth++) {
        const place = findWord(segment, words[nth] ?? 0)
        froms[nth] = place < 0 ? 0 : (starts[place] ?? 0)
        tos[nth] = place < 0 ? 0 : (starts[place + 1] ?? 0)
      }
    },
    from: nth => froms[nth] ?? 0,
    to: nth => tos[nth] ?? 0,
    rows: nth => {
      let sum = 0
      for (let at = nth; at < count; at++) sum += (tos[at] ?? 0) - (froms[at] ?? 0)
      return sum
    },
    readAhead: ({ postings }, nth, end) => {
      for (let at = nth; at < end; at++) heads[at] = postings[froms[at] ?? 0] ?? 0
    }
  }
}

const larger = (items: Uint32Array, length: number) => {
  const copy = new Uint32Array(length * 2)
  copy.set(items)
  return copy
}
