import type { ListedName, PersonName } from '#matchers/index.ts'
import { zoneText } from '../people/mrz-form.ts'
import { type NameParts, nameDifferences } from '../people/name-differences.ts'
import type { Random } from '../people/random.ts'
import { capitalised } from '../people/words.ts'

/** A listed name changed in one way; undefined where the change does not apply. */
export type NameChange = (name: ListedName, random: Random) => PersonName | undefined

/** Changes of a listed name by what differs, in the words of the table that they are reported in. */
export const nameChanges = {
  'one typing error': (name, random) => typed(name, 1, random),
  'two typing errors': (name, random) => typed(name, 2, random),
  'three typing errors': (name, random) => typed(name, 3, random),
  'reordered, one word dropped': (name, random) => {
    const words = wordsOf(name)
    if (words.length < 2) return undefined
    const kept = words.length > 2 ? words.toSpliced(random.below(words.length), 1) : words
    const first = 1 + random.below(kept.length - 1)
    return { full: [...kept.slice(first), ...kept.slice(0, first)].join(' ') }
  },
  'joined words': (name, random) => {
    const words = wordsOf(name)
    if (words.length < 3) return undefined
    const at = random.below(words.length - 1)
    return { full: words.toSpliced(at, 2, `${words[at]}${words[at + 1]}`).join(' ') }
  },
  'zone cut off': name => cutToZone(name, 39) ?? cutToZone(name, 31) ?? cutToZone(name, 30),
  nickname: name => {
    const parts = partsOf(name)
    const given = parts.given.map(word => capitalised(word.toLowerCase()))
    return nameOf(nameDifferences.nickname({ ...parts, given }))
  },
  'swapped, a letter doubled or lost, accents lost': (name, random) => {
    const kind = random.below(4)
    const words = wordsOf(name)
    if (kind === 0) return words.length > 1 ? { full: words.toReversed().join(' ') } : undefined
    if (kind === 1) return nameOf(nameDifferences['marks dropped'](partsOf(name)))
    const at = random.below(words.length)
    const word = words[at] ?? ''
    if (word.length < 4) return undefined
    const place = 1 + random.below(word.length - 1)
    const rest = kind === 2 ? place : place + 1
    return {
      full: words.with(at, word.slice(0, place + (kind === 2 ? 1 : 0)) + word.slice(rest)).join(' ')
    }
  }
} as const satisfies Readonly<Record<string, NameChange>>

/** A name that fills the zone of so many characters, as ICAO 9303 cuts it: fewer where it is shorter than that. */
const cutToZone = (name: ListedName, size: number): PersonName | undefined => {
  const { given, family } = partsOf(name)
  const surname = zoneText(family.join(' '))
  const rest = zoneText(given.join(' '))
  const room = size - 2 - surname.length
  return room > 0 && rest.length > room
    ? { family: surname, given: rest.slice(0, room) }
    : undefined
}

const typed = (name: ListedName, errors: number, random: Random): PersonName | undefined => {
  let parts: NameParts | undefined = partsOf(name)
  for (let made = 0; parts && made < errors; made++) {
    parts = nameDifferences['one typing error'](parts, random)
  }
  return nameOf(parts)
}

const wordsOf = ({ full = '', given = '', family = '' }: ListedName): string[] =>
  `${full} ${given} ${family}`.split(/\s+/).filter(word => word !== '')

/** A name kept as one string ends in its family name. */
const partsOf = (name: ListedName): NameParts => {
  const split = (text = ''): string[] => text.split(/\s+/).filter(word => word !== '')
  if (name.full === undefined) {
    return { given: split(name.given), family: split(name.family), whole: false }
  }
  const words = split(name.full)
  return { given: words.slice(0, -1), family: words.slice(-1), whole: true }
}

const nameOf = (parts: NameParts | undefined): PersonName | undefined =>
  parts && { full: [...parts.given, ...parts.family].join(' ') }
