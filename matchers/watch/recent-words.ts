import { easternKey } from '../names/eastern-key.ts'
import { areUnlike } from '../names/similarity.ts'
import type { Word } from '../names/word.ts'

/**
 * The words that a dictionary was given last, with what proves at a glance that one is unlike another: what is known of a word stays
 * right after a change of the list when none of the new words has to do with it.
 */
export interface RecentWords {
  /** Adds the next word; undefined for a number that stands for no word. */
  readonly add: (word: Word | undefined) => void
  /** Calls back with the number of every word from a number on, `fewNew` at most, that may be like this one, of two letters or more, in spelling. */
  readonly eachLikely: (word: Word, from: number, visit: (id: number) => void) => void
  /** Whether a word from a number on, `fewNew` at most, may be one of the two that make up these texts. */
  readonly mayPart: (parts: Parts, from: number) => boolean
}

/** A text, and the eastern keys of all its beginnings and ends. */
export interface Parts {
  readonly text: string
  readonly eastern: ReadonlySet<string>
}

/** So many of the words that a dictionary was given last are always here. */
export const fewNew = 1 << 11
const most = 4 * fewNew

/** Recent words of a dictionary that has so many already. */
export const createRecentWords = (size: number): RecentWords => {
  let from = size
  let words: (Word | undefined)[] = []
  const letters = new Int32Array(most)
  const masks = new Int32Array(most)

  const forgetHalf = (): void => {
    const half = most / 2
    words = words.slice(half)
    letters.copyWithin(0, half)
    masks.copyWithin(0, half)
    from += half
  }

  return {
    add: word => {
      if (words.length === most) forgetHalf()
      letters[words.length] = word?.letters ?? 0
      masks[words.length] = word?.mask ?? 0
      words.push(word)
    },
    eachLikely: (word, first, visit) => {
      for (let at = first - from; at < words.length; at++) {
        // A single letter is like no word: it is an initial.
        if ((words[at]?.text.length ?? 0) < 2) continue
        if (areUnlike(word.letters, word.mask, letters[at] ?? 0, masks[at] ?? 0)) continue
        visit(from + at)
      }
    },
    mayPart: ({ text, eastern }, first) => {
      for (let at = first - from; at < words.length; at++) {
        const part = words[at]
        if (part === undefined) continue
        // It may have no fewer letters than all of the text: ASI of ASIA is ASIH too.
        if (eastern.has(part.eastern)) return true
        if (text.startsWith(part.text) || text.endsWith(part.text)) return true
      }
      return false
    }
  }
}

/** The parts of a text. */
export const partsOf = (text: string): Parts => {
  const eastern = new Set<string>()
  for (let cut = 1; cut < text.length; cut++) {
    eastern.add(easternKey(text.slice(0, cut))).add(easternKey(text.slice(cut)))
  }
  eastern.delete('')
  return { text, eastern }
}
