import type { PersonName, Traveller } from '#matchers/index.ts'
import { take } from '../people/people.ts'
import { createRandom } from '../people/random.ts'
import { asRealLifeSpells } from '../people/real-life-spelling.ts'
import { travellers } from '../people/travellers.ts'
import type { ListedEntry } from '../people/types.ts'
import { nameChanges } from './name-changes.ts'

/** Travellers in whom an index could lose what comparing with everybody finds, by what makes them hard. */
export const oracleCases = (
  persons: readonly ListedEntry[],
  searches: number,
  seed: number
): readonly (readonly [kind: string, travellers: readonly Traveller[]])[] => {
  const random = createRandom(seed, 'quality oracle')
  const chosen = Array.from({ length: searches }, () => random.pick(persons))
  const usual = chosen.map(entry => asRealLifeSpells(entry, random).traveller)
  const cutOff = persons.flatMap(entry => {
    const [primary] = entry.names ?? []
    const name = primary && (nameChanges['zone cut off'](primary) ?? cutTo(primary, 31))
    return name ? [{ ...asRealLifeSpells(entry, random).traveller, names: [name] }] : []
  })
  return [
    ['usual mixture', usual],
    ['name only', usual.map(({ names }) => ({ names }))],
    ['words cut off', cutOff.slice(0, searches)],
    [
      'initials',
      chosen.map(entry => asRealLifeSpells(entry, random, { name: 'initials' }).traveller)
    ],
    ['strangers', [...take(travellers({ seed, withoutBirthDate: 0.3 }), searches)]]
  ]
}

/** The name in one field of so many characters, its end lost; undefined where it is shorter. */
const cutTo = (
  { full, given = '', family = '' }: PersonName,
  size: number
): PersonName | undefined => {
  const text = full ?? `${family}, ${given}`
  return text.length > size ? { full: text.slice(0, size) } : undefined
}
