import type { WordWeights } from '../model.ts'
import { createRecent } from '../recent.ts'
import { commonWords } from './common-words.ts'
import { easternKey } from './eastern-key.ts'
import { echoesOf, isEcho } from './echo.ts'
import { foldWord, skeletonOf } from './fold.ts'
import { relatedNames } from './nicknames.ts'

/** A romanised name word (A–Z) with everything that comparing it needs. */
export interface Word {
  readonly text: string
  readonly fold: string
  readonly skeleton: string
  /** See `easternKey`. */
  readonly eastern: string
  /** One bit for each letter of the text and of the fold: a cheap proof of being different. */
  readonly letters: number
  readonly mask: number
  /** -ln of the word's share in the names of travellers. */
  readonly weight: number
  /** It stands in the reference table. */
  readonly isCommon: boolean
  readonly related: ReadonlySet<string> | undefined
  /** What is left of it in other scripts: see `echoesOf`; an echo has none. */
  readonly echoes: readonly string[]
}

const byText = new Map<string, number>()
const byFold = new Map<string, number>()
for (const [weight, words] of commonWords) {
  for (const word of words.split(' ')) {
    byText.set(word, weight)
    const fold = foldWord(word)
    byFold.set(fold, Math.min(weight, byFold.get(fold) ?? weight))
  }
}

/** Gives a romanised word with all its forms, and what a particle weighs. */
export interface Lexicon {
  readonly wordOf: (text: string) => Word
  /** What the word weighs among these listed persons; it may become less as the list grows. */
  readonly weightOf: (word: Word) => number
  /** Whether it is a name that others bear: in the reference table, or of several of these listed persons. */
  readonly isKnown: (word: Word) => boolean
  readonly particle: number
}

const remembered = 1 << 15
const unlimited = (): number => Number.POSITIVE_INFINITY

/**
 * A lexicon that remembers the words it was asked for last: names are few and repeat. `limitOf` is the most that a word can
 * weigh given who is listed, see `listedLimit`; it is never remembered.
 */
export const createLexicon = (
  weights: WordWeights,
  limitOf: (text: string) => number = unlimited
): Lexicon => {
  const words = createRecent<Word>(remembered)
  return {
    particle: weights.particle,
    weightOf: ({ text, weight }) => (text.length === 1 ? weight : Math.min(weight, limitOf(text))),
    isKnown: ({ text, isCommon }) => isCommon || limitOf(text) < Number.POSITIVE_INFINITY,
    wordOf: text => {
      const known = words.get(text)
      if (known !== undefined) return known
      const word = makeWord(text, weights)
      words.keep(text, word)
      return word
    }
  }
}

/** Derives all forms of a romanised word. */
export const makeWord = (text: string, weights: WordWeights): Word => {
  if (isEcho(text)) return makeEcho(text, weights)
  const fold = foldWord(text)
  return {
    text,
    fold,
    skeleton: skeletonOf(fold),
    eastern: easternKey(text),
    letters: letterMask(text),
    mask: letterMask(fold),
    // The index keeps weights as whole thousandths, and must find the same.
    weight: Math.round(weigh(text, fold, weights) * 1000) / 1000,
    isCommon: byText.has(text),
    related: relatedNames(text),
    echoes: echoesOf(text)
  }
}

const makeEcho = (text: string, weights: WordWeights): Word => ({
  text,
  fold: '',
  skeleton: '',
  eastern: '',
  letters: 0,
  mask: 0,
  weight: unseenWeight(text.length, weights),
  isCommon: false,
  related: undefined,
  echoes: []
})

const letterMask = (text: string): number => {
  let mask = 0
  for (let at = 0; at < text.length; at++) mask |= 1 << (text.charCodeAt(at) - 65)
  return mask
}

const weigh = (text: string, fold: string, weights: WordWeights): number => {
  if (text.length === 1) return weights.initial
  const unseen = unseenWeight(text.length, weights)
  const common = byText.get(text)
  if (common !== undefined) return common
  if (text.startsWith('ABDUL') && text.length > 7) {
    const rest = text.slice(5)
    return Math.min(unseen, weigh(rest, foldWord(rest), weights) + weights.soundsCommon)
  }
  const alike = byFold.get(fold)
  return alike === undefined ? unseen : Math.min(unseen, alike + weights.soundsCommon)
}

const unseenWeight = (length: number, { unseenByLength }: WordWeights): number =>
  unseenByLength[Math.min(length, unseenByLength.length) - 1] ?? 0
