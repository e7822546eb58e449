import type { Traveller } from '#matchers/index.ts'
import { createRandom, type Random } from '../people/random.ts'
import type { ListedEntry } from '../people/types.ts'

/** Travellers that are meant to cost a search the most, by what is hard about them. */
export const hardTravellers = (
  listed: readonly ListedEntry[],
  count: number,
  seed: number
): Readonly<Record<string, readonly Traveller[]>> => {
  const random = createRandom(seed, 'hard travellers')
  const people = listed.flatMap(partsOf)
  const given = wordsOf(people.map(person => person.given))
  const family = wordsOf(people.map(person => person.family))
  const commonest = { given: given.slice(0, 15), family: family.slice(0, 15) }
  const some = (make: () => Traveller): readonly Traveller[] => Array.from({ length: count }, make)
  const common = () => ({
    names: [{ given: random.pick(commonest.given), family: random.pick(commonest.family) }]
  })
  const garbled = ({ given, family }: Parts) => ({
    given: everyWord(given, random),
    family: everyWord(family, random)
  })
  return {
    'commonest names': some(() => ({ ...common(), birthDate: someDate(random) })),
    '… without birth date': some(common),
    'an error in every word': some(() => {
      const person = random.pick(people)
      return { names: [garbled(person)], ...(random.chance(0.7) && birthOf(person)) }
    }),
    '20 words': some(() => ({ names: [{ full: many(20, [...given, ...family], random) }] })),
    '20 common words': some(() => ({
      names: [{ full: many(20, [...commonest.given, ...commonest.family], random) }]
    })),
    'one letter': some(() => ({
      names: [{ given: letter(random), family: letter(random) }],
      ...(random.chance(0.5) && { birthDate: someDate(random) })
    })),
    'one syllable': some(() => ({
      names: [{ given: random.pick(syllables), family: random.pick(surnames) }],
      ...(random.chance(0.5) && { birthDate: someDate(random) })
    })),
    'ten names': some(() => ({
      names: Array.from({ length: 10 }, () => common().names).flat()
    })),
    'ten names of joined words': some(() => ({
      names: Array.from({ length: 10 }, () => ({ full: many(12, joined, random) }))
    }))
  }
}

const syllables = 'WEI MIN JI LI YI HUI JUN LIN FANG JING YU XIN BO HAO JIE SU HO'.split(' ')
const surnames = 'LI WANG ZHANG LIU CHEN YANG WU KIM LEE PARK CHOI LIM AN YU HE MA'.split(' ')
// Each may be two words, both romanised in many ways and borne by many.
const joined = surnames.flatMap(first => surnames.map(second => first + second))

interface Parts {
  readonly given: string
  readonly family: string
  readonly birthDate?: string
}

const partsOf = ({ names = [], birthDates }: ListedEntry): Parts[] => {
  const { given, family } = names.find(name => name.family !== undefined) ?? {}
  if (given === undefined || family === undefined) return []
  const date = birthDates?.find(listed => typeof listed === 'string')
  return [{ given, family, ...(date === undefined ? {} : { birthDate: date }) }]
}

const birthOf = ({ birthDate }: Parts) => (birthDate === undefined ? {} : { birthDate })

/** All words, the commonest first. */
const wordsOf = (names: readonly string[]): string[] => {
  const counts = new Map<string, number>()
  for (const word of names.flatMap(name => name.toUpperCase().split(/[\s-]+/))) {
    if (word.length > 1) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word)
}

const someDate = (random: Random): string => {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${1950 + random.below(55)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`
}

const letter = (random: Random): string => String.fromCharCode(65 + random.below(26))

const everyWord = (name: string, random: Random): string =>
  name
    .split(/(?<=[\s-])/)
    .map(word => {
      const at = 1 + random.below(Math.max(1, word.length - 2))
      return word.slice(0, at) + letter(random) + word.slice(at + 1)
    })
    .join('')

const many = (count: number, words: readonly string[], random: Random): string =>
  Array.from({ length: count }, () => random.pick(words)).join(' ')
