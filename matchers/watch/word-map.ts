/**
 * A number for each of some hundred words of the index, side by side in little memory: an array with a place for every word of the
 * index would be a hundred times larger, and hardly any place of it at hand.
 */
export interface WordMap {
  /** Forgets all words. */
  readonly clear: () => void
  /** The value of a word, 0 for one that has none. */
  readonly get: (word: number) => number
  /** Gives a word a value other than 0. */
  readonly set: (word: number, value: number) => void
}

const smallest = 1 << 10
const spread = 0x9e3779b1

/** A map without words; keeps its memory. Words are numbers from 1 on. */
export const createWordMap = (): WordMap => {
  let words = new Uint32Array(smallest)
  let values = new Uint16Array(smallest)
  let shift = 32 - Math.log2(smallest)
  let count = 0

  const placeOf = (word: number): number => {
    const last = words.length - 1
    let place = Math.imul(word, spread) >>> shift
    for (let held = words[place]; held !== word && held !== 0; held = words[place]) {
      place = (place + 1) & last
    }
    return place
  }
  const grow = (): void => {
    const [oldWords, oldValues] = [words, values]
    words = new Uint32Array(oldWords.length * 2)
    values = new Uint16Array(words.length)
    shift--
    oldWords.forEach((word, at) => {
      if (word === 0) return
      const place = placeOf(word)
      words[place] = word
      values[place] = oldValues[at] ?? 0
    })
  }

  return {
    clear: () => {
      words.fill(0)
      count = 0
    },
    get: word => {
      const place = placeOf(word)
      return words[place] === word ? (values[place] ?? 0) : 0
    },
    set: (word, value) => {
      const place = placeOf(word)
      values[place] = value
      if (words[place] === word) return
      words[place] = word
      // Half empty, so that most words lie where they are looked for first.
      if (++count * 2 > words.length) grow()
    }
  }
}
