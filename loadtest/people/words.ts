import { type Random, weighted } from './random.ts'
import type { Draw, ScriptName, Stock, Word } from './types.ts'

/**
 * Reads a table of words in order of frequency: `James`, `محمد=Mohammed|Muhammad` (native = usual
 * spelling | other spellings), `_` for a blank inside a word. The n-th word is drawn in proportion
 * to 1 / (n + flatness), which is how names are spread (Zipf).
 */
export const stock = (
  table: string,
  { flatness = 12, latinOf }: { flatness?: number; latinOf?: (native: string) => string[] } = {}
): Stock => {
  const words = table
    .trim()
    .split(/\s+/)
    .map(text => readWord(text.replaceAll('_', ' '), latinOf))
  const draw = weighted(words.map((word, rank) => [word, 1 / (rank + 1 + flatness)]))
  return { words, draw: random => respell(draw(random), random) }
}

/** Draws from `tail` with the given share and from `common` otherwise. */
export const mostly =
  (common: Draw, tail: Draw, tailShare: number): Draw =>
  random =>
    random.chance(tailShare) ? tail(random) : common(random)

/** Draws a word built of parts, such as stem and ending, in both scripts. */
export const compound =
  (...parts: readonly Draw[]): Draw =>
  random =>
    joinWords(
      parts.map(part => part(random)),
      ''
    )

/** One word out of several; it has a native form if all of them have one. */
export const joinWords = (words: readonly Word[], separator: string, native = separator): Word => {
  const latin = words.map(word => word.latin).join(separator)
  if (!words.every(word => word.native !== undefined)) return { latin }
  return { latin, native: words.map(word => word.native).join(native) }
}

/** The names of a person: Latin first, then the native script where every part is known in it. */
export const namesOf = (
  given: readonly Word[],
  family: readonly Word[],
  script = 'Latn'
): readonly ScriptName[] => {
  const separator = script === 'Hani' || script === 'Hang' || script === 'Jpan' ? '' : ' '
  const distinct = given.filter((word, at) => given.findIndex(same(word)) === at)
  const givenName = joinWords(script === 'Latn' ? distinct : given, ' ', separator)
  const familyName = joinWords(family, ' ', separator)
  const latin = nameIn('Latn', givenName.latin, familyName.latin)
  if (givenName.native === undefined || familyName.native === undefined) return [latin]
  if (script === 'Latn') return [latin]
  return [latin, nameIn(script, givenName.native, familyName.native)]
}

/** The word with a capital first letter. */
export const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** Only in the East is somebody called after a father or grandfather of the same name. */
const same = (word: Word) => (other: Word) => other.latin === word.latin

const nameIn = (script: string, given: string, family: string): ScriptName => ({
  ...(family === '' ? {} : { family }),
  ...(given === '' ? {} : { given }),
  script
})

const readWord = (text: string, latinOf?: (native: string) => string[]): Word => {
  const cut = text.indexOf('=')
  const native = cut >= 0 ? text.slice(0, cut) : latinOf ? text : undefined
  const spellings = cut < 0 && latinOf ? latinOf(text) : text.slice(cut + 1).split('|')
  const [latin = text] = spellings
  return {
    latin,
    ...(native === undefined ? {} : { native }),
    ...(spellings.length > 1 ? { spellings } : {})
  }
}

/** Half of the people use the first spelling, the others any of the rest. */
const respell = (word: Word, random: Random): Word =>
  word.spellings === undefined || random.chance(0.5)
    ? word
    : { ...word, latin: random.pick(word.spellings) }
