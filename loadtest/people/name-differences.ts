import { isSmallWord } from '#matchers/names/small-words.ts'
import { nicknames } from './cultures/english.ts'
import { otherSpellings } from './cultures.ts'
import { withoutMarks, zoneText } from './mrz-form.ts'
import type { Random } from './random.ts'
import { capitalised } from './words.ts'

/** A name taken apart into its words; `whole` when the list keeps it as one string. */
export interface NameParts {
  readonly given: readonly string[]
  readonly family: readonly string[]
  readonly whole: boolean
}

/** Every kind of difference of a name within its script. */
export type NameDifference = keyof typeof nameDifferences

const change = (
  name: NameParts,
  apply: (words: readonly string[]) => readonly string[] | undefined,
  part: 'given' | 'family'
): NameParts | undefined => {
  const words = apply(name[part])
  return words && words.join(' ') !== name[part].join(' ') ? { ...name, [part]: words } : undefined
}

/** How a name is spelled differently; undefined where it can't be. */
type Spell = (name: NameParts, random: Random) => NameParts | undefined

const everyWord = (name: NameParts, spell: (word: string) => string): NameParts | undefined => {
  const given = name.given.map(spell)
  const family = name.family.map(spell)
  const changed = [...given, ...family].join(' ') !== [...name.given, ...name.family].join(' ')
  return changed ? { ...name, given, family } : undefined
}

const oneTypingError: Spell = (name, random) => {
  const words = [...name.given, ...name.family]
  const long = words.flatMap((word, at) => (word.length >= 3 ? [at] : []))
  if (long.length === 0) return undefined
  const chosen = random.pick(long)
  words[chosen] = mistype(words[chosen] ?? '', random)
  const cut = name.given.length
  return { ...name, given: words.slice(0, cut), family: words.slice(cut) }
}

const atSomeWord = (
  name: NameParts,
  random: Random,
  spell: (word: string) => string | undefined
): NameParts | undefined => {
  const words = [...name.given, ...name.family]
  const possible = words.flatMap((word, at) => (spell(word) === undefined ? [] : [at]))
  if (possible.length === 0) return undefined
  const chosen = random.pick(possible)
  const cut = name.given.length
  const changed = words.map((word, at) => (at === chosen ? (spell(word) ?? word) : word))
  return { ...name, given: changed.slice(0, cut), family: changed.slice(cut) }
}

/** Every kind of difference between a listed name and what the traveller's document says. */
export const nameDifferences = {
  'zone form': name => everyWord(name, zoneText),
  'marks dropped': name => everyWord(name, withoutMarks),
  'given and family swapped': name =>
    name.given.length > 0 ? { ...name, given: name.family, family: name.given } : undefined,
  'one typing error': oneTypingError,
  'two typing errors': (name, random) => {
    const once = oneTypingError(name, random)
    return once && oneTypingError(once, random)
  },
  'middle name dropped': name =>
    change(name, words => (words.length > 1 ? words.slice(0, 1) : undefined), 'given'),
  'second surname dropped': name =>
    change(name, words => (hasTwo(words) ? words.slice(0, 1) : undefined), 'family'),
  'middle name added': (name, random) =>
    change(
      name,
      words => (words.length === 1 ? [...words, random.pick(addedNames)] : undefined),
      'given'
    ),
  initials: name =>
    change(
      name,
      words => (words.length > 1 ? [words[0] ?? '', ...words.slice(1).map(initial)] : undefined),
      'given'
    ),
  'other romanisation': (name, random) => {
    const spelled = everyWord(name, word => {
      const others = otherSpellings(word)
      return others.length > 0 ? random.pick(others) : word
    })
    return spelled
  },
  'words joined': (name, random) =>
    change(name, joinSome, 'given') ??
    change(name, joinSome, 'family') ??
    atSomeWord(name, random, word =>
      /[-' ]/.test(word) ? word.replaceAll(/[-' ]/g, '') : undefined
    ),
  'words split': (name, random) =>
    atSomeWord(name, random, word => {
      if (word.includes('-')) return word.replaceAll('-', ' ')
      return word.length >= 8 ? `${word.slice(0, 4)} ${capitalised(word.slice(4))}` : undefined
    }),
  nickname: name =>
    change(
      name,
      ([first = '', ...rest]) => {
        const short = nicknames[first]
        return short ? [short, ...rest] : undefined
      },
      'given'
    )
} as const satisfies Readonly<Record<string, Spell>>

/** Two surnames, not one and what precedes it: nobody is left as AL of AL MOSULI. */
const hasTwo = ([first = '', ...others]: readonly string[]): boolean =>
  others.length === 1 && !isSmallWord(withoutMarks(first).toUpperCase())

const addedNames = ['Maria', 'Ali', 'James', 'Ahmed', 'Anna', 'Luis', 'Kumar', 'Jean']

const initial = (word: string): string => word.slice(0, 1)

const joinSome = (words: readonly string[]): readonly string[] | undefined =>
  words.length > 1 ? [words.slice(0, 2).join(''), ...words.slice(2)] : undefined

const keyboard = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/** A letter left out, doubled, swapped with the next one or replaced by its neighbour on the keyboard. */
const mistype = (word: string, random: Random): string => {
  const at = random.chance(0.1) ? 0 : 1 + random.below(word.length - 1)
  const letter = word.charAt(at)
  const kind = random.below(4)
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1)
  if (kind === 1) return word.slice(0, at) + letter + word.slice(at)
  const next = word.charAt(at + 1)
  if (kind === 2 && next !== '' && next !== letter) {
    return word.slice(0, at) + next + letter + word.slice(at + 2)
  }
  return word.slice(0, at) + neighbourOf(letter, random) + word.slice(at + 1)
}

const neighbourOf = (letter: string, random: Random): string => {
  const lower = withoutMarks(letter).toLowerCase()
  const row = keyboard.find(keys => keys.includes(lower)) ?? 'aeiou'
  const at = row.indexOf(lower)
  const neighbours = [row.charAt(at - 1), row.charAt(at + 1)].filter(key => key !== '')
  const key = random.pick(neighbours)
  return letter === letter.toLowerCase() ? key : key.toUpperCase()
}
