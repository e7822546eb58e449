import { nameOf, numbersOf } from './identity.ts'
import type { Person } from './person.ts'

/** Finds those, in their order, who may be the person that a message names. */
export type FindNamed<Listed> = (named: Person) => readonly Listed[]

/**
 * Makes the function that finds persons of a list by what another message names them by: the unique reference; without one, the
 * reservation, and there the name, or without a name the document number, where one is given.
 */
export const indexPersons = <Listed extends WithPerson>(
  listed: readonly Listed[]
): FindNamed<Listed> => {
  const index = createPersonIndex<Listed>()
  index.add(listed)
  return index.find
}

/** The same for persons who become known one after another. */
export const createPersonIndex = <Listed extends WithPerson>() => {
  const found = new Map<string, Listed[]>()
  const places = new Map<Listed, number>()
  const add = (listed: readonly Listed[]) => {
    for (const one of listed) {
      places.set(one, places.size)
      for (const key of keysOf(one.person)) {
        const others = found.get(key)
        if (others) others.push(one)
        else found.set(key, [one])
      }
    }
  }
  const find: FindNamed<Listed> = named => {
    const [key = '', ...more] = keysSoughtBy(named)
    const first = found.get(key) ?? []
    if (more.length === 0) return first
    const all = new Set([...first, ...more.flatMap(other => found.get(other) ?? [])])
    return [...all].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
  }
  return { add, find }
}

interface WithPerson {
  readonly person: Person
}

/** What a message names a person by: of two with the same, each may be the other. */
export const soughtBy = (person: Person): string => keysSoughtBy(person).join()

const keysSoughtBy = (person: Person): readonly string[] => {
  const { reference, locator } = person
  if (reference) return [keyOf('reference', reference)]
  const name = nameOf(person)
  if (name !== undefined) return [keyOf('name', locator, name)]
  const numbers = numbersOf(person)
  return numbers.length > 0
    ? numbers.map(number => keyOf('document', locator, number))
    : [keyOf('locator', locator)]
}

const keysOf = (person: Person): ReadonlySet<string> => {
  const { reference, locator } = person
  const name = nameOf(person)
  return new Set([
    keyOf('reference', reference),
    keyOf('locator', locator),
    ...numbersOf(person).map(number => keyOf('document', locator, number)),
    ...(name === undefined ? [] : [keyOf('name', locator, name)])
  ])
}

const keyOf = (...parts: readonly (string | undefined)[]) => JSON.stringify(parts)
