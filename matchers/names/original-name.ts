import type { OriginalNameWeights } from '../model.ts'
import { simplestForm } from '../scripts/han-forms.ts'

/**
 * Names in Chinese characters are compared as they are written too, since one reading stands for several characters:
 *
 *   張偉, 张伟   the same      王晓明, 王孝明   one of three differs
 *   张伟, 章威   none in common, though both are ZHANG WEI
 *
 * No other script says more by its letters than by its reading: see docs/matching.md.
 */
export type Characters = readonly string[]

/** What the characters of two names say. */
export interface OriginalFinding {
  readonly finding: string
  readonly weight: number
}

/**
 * The characters of a Chinese name, each in one form for all; none for a name in another script, in part or in full, and for one of more than four:
 * that is a foreign name, which is written by its sound in several ways.
 */
export const charactersOf = (text: string): Characters => {
  if (!isChinese.test(text)) return none
  const characters = text.normalize('NFKC').match(/\p{Script=Han}/gu) ?? []
  return characters.length < fewest || characters.length > most
    ? none
    : characters.map(simplestForm)
}

const none: Characters = []
const isChinese = /^[\p{Script=Han}\P{L}]+$/u
const [fewest, most] = [2, 4]

/** Compares the characters of two names in any order; undefined where that says nothing. Others than the same count only where both are read alike. */
export const compareCharacters = (
  a: Characters,
  b: Characters,
  areReadAlike: boolean,
  weights: OriginalNameWeights
): OriginalFinding | undefined => {
  if (a.length !== b.length || a.length === 0) return undefined
  const differing = countDiffering(a, b)
  if (differing === 0) return { finding: 'same characters', weight: weightOfSame(a, weights) }
  if (!areReadAlike) return undefined
  if (differing === a.length)
    return { finding: 'read alike, but no character in common', weight: weights.noneSame }
  return differing === 1 && a.length > 2
    ? { finding: 'read alike, but one character differs', weight: weights.oneDiffers }
    : { finding: 'read alike, but characters differ', weight: weights.someDiffer }
}

/** The most that the characters of any of these names can weigh. */
export const mostOfCharacters = (
  names: readonly { readonly characters: Characters }[],
  weights: OriginalNameWeights
): number => Math.max(0, ...names.map(({ characters }) => weightOfSame(characters, weights)))

const weightOfSame = ({ length }: Characters, weights: OriginalNameWeights): number => {
  if (length === 0) return 0
  return length === 2 ? weights.sameTwo : weights.same
}

const countDiffering = (a: Characters, b: Characters): number => {
  const left = [...b]
  for (const character of a) {
    const at = left.indexOf(character)
    if (at >= 0) left.splice(at, 1)
  }
  return left.length
}
