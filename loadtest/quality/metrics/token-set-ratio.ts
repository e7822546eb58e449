import { levenshtein } from './levenshtein.ts'

/**
 * Likeness of the words in common and of these with what either side has left, the best of three (Cohen 2011, "fuzzywuzzy"), on words
 * sorted: "ali hassan", "ali hassan omar" → 1.
 */
export const tokenSetRatio = (a: string, b: string): number => {
  const [own, other] = [a.split(' '), b.split(' ')]
  const common = own.filter(word => other.includes(word)).join(' ')
  const withOwn = joined(common, own, other)
  const withOther = joined(common, other, own)
  const best = levenshtein(withOwn, withOther)
  if (common === '') return best
  return Math.max(best, levenshtein(common, withOwn), levenshtein(common, withOther))
}

const joined = (common: string, words: readonly string[], others: readonly string[]): string =>
  [common, ...words.filter(word => !others.includes(word))].filter(text => text !== '').join(' ')
