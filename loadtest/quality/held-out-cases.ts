import type { IndexEntry, ListedName, PersonName, Traveller } from '#matchers/index.ts'
import { createRandom, type Random } from '../people/random.ts'
import { asRealLifeSpells, type WantedDifferences } from '../people/real-life-spelling.ts'
import type { ListedEntry } from '../people/types.ts'
import { modes } from './modes.ts'
import { nameChanges } from './name-changes.ts'

/** What is loaded of an entry: its primary name alone, or all its names but one. */
export type Loading = 'primary only' | 'all but one'

/** A traveller who is listed, and what its entry was loaded with. */
export interface HeldOutCase {
  readonly kind: string
  readonly loading: Loading
  readonly id: string
  readonly traveller: Traveller
}

/** A real list twice, as it is loaded each time, and the travellers that are asked for. */
export interface HeldOut {
  readonly loaded: Readonly<Record<Loading, readonly IndexEntry[]>>
  readonly cases: readonly HeldOutCase[]
}

/**
 * Travellers made from the persons of a real list: under an alias that their entry was loaded without, and under their primary name, changed.
 * Birth date and nationality differ as often as in life; where the list has none, the traveller has any.
 */
export const holdOut = (title: string, entries: readonly IndexEntry[], seed: number): HeldOut => {
  const random = createRandom(seed, `held out ${title}`)
  const persons = entries.filter(({ subject }) => subject.kind === 'person')
  const cases: HeldOutCase[] = []
  const withoutOne = persons.map(entry => {
    const [primary] = entry.subject.names
    if (primary === undefined) return entry
    const alias = pickAlias(entry.subject.names, random)
    const add = (
      kind: string,
      loading: Loading,
      name: PersonName | undefined,
      wanted?: WantedDifferences
    ): void => {
      const traveller = name && asTraveller(entry, name, random, wanted)
      if (traveller) cases.push({ kind: `${title}: ${kind}`, loading, id: entry.id, traveller })
    }
    if (alias) {
      const script = isLatin(alias) ? 'alias' : 'name in another script'
      add(`${script}, only the primary name listed`, 'primary only', alias)
      add(`${script}, all other names listed`, 'all but one', alias)
    }
    add('as listed', 'all but one', primary)
    for (const [kind, change] of Object.entries(nameChanges)) {
      add(kind, 'all but one', change(primary, random))
    }
    const mistyped = nameChanges['one typing error'](primary, random)
    add('birth date one digit off and a typing error', 'all but one', mistyped, oneDigitOff)
    return alias
      ? withNames(
          entry,
          entry.subject.names.filter(name => name !== alias)
        )
      : entry
  })
  const primaries = persons.map(entry => withNames(entry, entry.subject.names.slice(0, 1)))
  return { loaded: { 'primary only': primaries, 'all but one': withoutOne }, cases }
}

const oneDigitOff = { birthDate: 'one digit off' } as const

/** Any alias that is not weak, and not the primary name in another order. */
const pickAlias = (names: readonly ListedName[], random: Random): ListedName | undefined => {
  const [primary, ...aliases] = names
  if (primary === undefined) return undefined
  const others = aliases.filter(
    alias => alias.quality !== 'weak' && keyOf(alias) !== keyOf(primary)
  )
  return others.length > 0 ? random.pick(others) : undefined
}

const keyOf = ({ full = '', given = '', family = '' }: PersonName): string =>
  `${full} ${given} ${family}`
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .sort()
    .join(' ')

const isLatin = (name: PersonName): boolean => /\p{Script=Latin}/u.test(keyOf(name))

const withNames = (entry: IndexEntry, names: readonly ListedName[]): IndexEntry => ({
  ...entry,
  subject: { ...entry.subject, names }
})

const asTraveller = (
  { id, subject }: IndexEntry,
  { full, family, given }: PersonName,
  random: Random,
  wanted: WantedDifferences = {}
): Traveller | undefined => {
  const { birthDates = [], sex, nationalities = [] } = subject
  const listed: ListedEntry = {
    id,
    revision: 1,
    kind: 'person',
    names: [
      {
        ...(full !== undefined && { full }),
        ...(family !== undefined && { family }),
        ...(given !== undefined && { given }),
        quality: 'strong'
      }
    ],
    ...(birthDates.length > 0 && { birthDates: [...birthDates] }),
    ...((sex === 'M' || sex === 'F') && { sex }),
    ...(nationalities.length > 0 && { nationalities: [...nationalities] }),
    instruction: 'inform_only',
    handling: 'H0'
  }
  const { traveller, differences } = asRealLifeSpells(listed, random, {
    name: 'none',
    document: 'missing',
    ...wanted
  })
  const isAsWanted = wanted.birthDate === undefined || differences.includes(wanted.birthDate)
  return isAsWanted ? modes['all fields'](traveller) : undefined
}
