import type { ParsedName } from '../names/parse-name.ts'
import { statesOf } from '../nationalities.ts'
import type { Subject } from '../types.ts'
import type { Dictionary } from './dictionary.ts'
import { hashText } from './growable.ts'

/**
 * What a row of the index knows of its entry beside the birth date, enough to judge it without reading its record:
 *
 *   facts:  sex, and one bit for each nationality
 *   words:  dictionary number with flags, name after name
 *
 *   Ali bin HASSAN, alias Abu Ali →  facts  ALI·begins  BIN·light  HASSAN  ABU·begins·light  ALI
 */
export const flags = {
  beginsName: 0x80000000,
  otherSpelling: 0x40000000,
  light: 0x20000000,
  /** On the first word of a name that may be cut off. */
  cutOff: 0x10000000
} as const
export const wordBits = 0x0fffffff

/** Whether a word is among rowWords[from, to). */
export const holds = (rowWords: Uint32Array, from: number, to: number, id: number): boolean => {
  for (let at = from; at < to; at++) if (((rowWords[at] ?? 0) & wordBits) === id) return true
  return false
}

/** One entry before it is filed: its facts and words, and every word under which it is found. */
export interface Outline {
  readonly row: readonly number[]
  readonly keys: readonly number[]
}

/** Takes an entry's words into the dictionary. */
export const outlineOf = (
  subject: Subject,
  names: readonly ParsedName[],
  dictionary: Dictionary
): Outline => {
  const row = [factsOf(subject)]
  // Particles distinguish nobody and would be found a thousand times: they are no key.
  const keys = new Set<number>()
  for (const { words, cutOff } of names) {
    words.forEach(({ spellings, light }, at) => {
      spellings.forEach((word, nth) => {
        const id = dictionary.intern(word, { isOtherSpelling: nth > 0, isLight: light })
        if (!light) keys.add(id)
        if (!light && cutOff && word.text.length >= shortestCut) keys.add(dictionary.cutOf(id))
        row.push(
          (id |
            (nth > 0 ? flags.otherSpelling : 0) |
            (at === 0 && nth === 0 ? flags.beginsName | (cutOff ? flags.cutOff : 0) : 0) |
            (light ? flags.light : 0)) >>>
            0
        )
      })
    })
  }
  return { row, keys: [...keys] }
}

/** Shorter beginnings of a word are never taken for the word. */
export const shortestCut = 3

const sexes = { M: 1, F: 2 } as const
const hasNationality = 4
const nationalityBits = 29

/** The bits of the states that some nationalities stand for; two may share one, so that having none in common is certain and the rest is not. */
export const nationalityMask = (nationalities: readonly string[] | undefined): number => {
  let mask = 0
  for (const state of statesOf(nationalities)) mask |= 8 << (hashText(state) % nationalityBits)
  return mask
}

/** A sex as bits; unspecified is not known. */
export const sexBits = (sex: string | undefined): number =>
  sex === 'M' || sex === 'F' ? sexes[sex] : 0

const factsOf = ({ sex, nationalities }: Subject): number => {
  const mask = nationalityMask(nationalities)
  return (sexBits(sex) | (mask === 0 ? 0 : hasNationality) | mask) >>> 0
}

/** What is known of the nationality and sex of a row, against a traveller's. */
export const compareFacts = (
  facts: number,
  own: { readonly nationalities: number; readonly sex: number }
): { nationality: number; sex: number } => ({
  nationality:
    own.nationalities === 0 || (facts & hasNationality) === 0
      ? 0
      : (facts & own.nationalities) === 0
        ? -1
        : 1,
  sex: own.sex === 0 || (facts & 3) === 0 ? 0 : (facts & 3) === own.sex ? 1 : -1
})
