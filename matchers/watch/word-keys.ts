import { isEcho } from '../names/echo.ts'
import type { Word } from '../names/word.ts'
import { hashText } from './growable.ts'

/**
 * The keys under which a dictionary files a word, and under which it looks for words like one: skeleton, fold with one letter
 * deleted (Garbe 2012, SymSpell), eastern key, echo. Like words share a key.
 *
 *   MOHAMET   skeleton MHMT; fold MUHAMAT → UHAMAT, MHAMAT, MUAMAT …
 */

// Far apart, so that no other first letter makes up for another seed.
const [skeletonSeed, deletedSeed] = [0x9e3779b9, 0x3c6ef372]
const [echoSeed, heardSeed] = [0xdaa66d2b, 0x78dde6e4]
const easternSeed = 0x1715609d
const [longText, longFold] = [5, 4]

/** Where the words of an eastern key are filed. */
export const easternHash = (key: string): number => hashText(key, easternSeed)

/** Where an echo itself is filed. */
export const echoHash = (echo: string): number => hashText(echo, echoSeed)

/** Where the Latin words are filed of which this may be an echo. */
export const heardHash = (echo: string): number => hashText(echo, heardSeed)

/** The keys of a word that is filed. Echoes and the Latin words that may be theirs are filed apart, so that Latin words find echoes and not one another. */
export const keysToFile = (word: Word): Iterable<number> => {
  const { text, eastern, echoes } = word
  if (isEcho(text)) return [echoHash(text)]
  const keys = keysToAsk(word)
  if (eastern !== '') keys.add(easternHash(eastern))
  for (const echo of echoes) keys.add(heardHash(echo))
  return keys
}

/**
 * The keys of words that may be like this one in spelling. Two words of one skeleton need no other key to have the same fold; to be alike
 * with one letter left out of each fold both have to be long: see `wordLikeness`.
 */
export const keysToAsk = ({ text, fold, skeleton }: Word): Set<number> => {
  if (text.length < 2) return new Set()
  const keys = new Set([skeleton.length > 2 ? hashText(skeleton, skeletonSeed) : hashText(fold)])
  if (text.length < longText || fold.length < longFold) return keys
  keys.add(hashText(fold, deletedSeed))
  for (let at = 0; at < fold.length; at++) {
    keys.add(hashText(fold.slice(0, at) + fold.slice(at + 1), deletedSeed))
  }
  return keys
}
