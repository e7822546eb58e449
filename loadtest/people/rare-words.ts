/**
 * Rare names: the start of one known name and the end of another, cut between syllables, such as
 * Ko|walski + Wiśniew|ski. A table of fifty names gives some thousand that sound like it, so that
 * namesakes are no more frequent than in life, where most names are rare.
 */
import type { Random } from './random.ts'
import type { Draw, Stock, Word } from './types.ts'
import { capitalised, mostly } from './words.ts'

const vowels = 'aeiouyаеёиоуыэюяіїєαεηιουω'
const lengths = { least: 4, most: 13 }

/** The stock, out of which now and then comes a rare word that is in no table. */
export const withRare = (
  { words, draw }: Stock,
  share: number,
  latinOf?: (native: string) => string[]
): Stock => ({ words, draw: mostly(draw, rareWord(words, latinOf), share) })

const rareWord =
  (words: readonly Word[], latinOf?: (native: string) => string[]): Draw =>
  random => {
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const start = textOf(random.pick(words), latinOf)
      const end = textOf(random.pick(words), latinOf)
      const text = startOf(start, random) + endOf(end, random)
      if (text.length < lengths.least || text.length > lengths.most) continue
      if (/[\s'’-]/.test(text) || text === start || text === end) continue
      return wordOf(text, latinOf)
    }
    return random.pick(words)
  }

const textOf = ({ latin, native }: Word, latinOf?: (native: string) => string[]): string =>
  latinOf ? (native ?? latin) : latin

const wordOf = (text: string, latinOf?: (native: string) => string[]): Word => {
  const name = capitalised(text.toLowerCase())
  return latinOf ? { latin: latinOf(name)[0] ?? name, native: name } : { latin: name }
}

const startOf = (word: string, random: Random): string => {
  const cuts = cutsOf(word)
  return cuts.length === 0 ? word : word.slice(0, random.pick(cuts))
}

const endOf = (word: string, random: Random): string => {
  const cuts = cutsOf(word)
  return cuts.length === 0 ? '' : word.slice(random.pick(cuts))
}

/** Places between a vowel and the consonant that begins the next syllable. */
const cutsOf = (word: string): number[] => {
  const cuts: number[] = []
  for (let at = 2; at < word.length - 1; at += 1) {
    if (isVowel(word, at - 1) && !isVowel(word, at)) cuts.push(at)
  }
  return cuts
}

const isVowel = (word: string, at: number): boolean =>
  vowels.includes(word.charAt(at).normalize('NFD').charAt(0).toLowerCase())
