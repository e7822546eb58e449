import type { Person } from './person.ts'

/** Finds those, in their order, who may be the person that a message names. */
export type FindNamed<Listed> = (named: Person) => readonly Listed[]

/**
 * Makes the function that finds persons of a list by what another message names them by: the unique reference; without one, the
 * reservation, and there the name where one is given.
 */
export const indexPersons = <Listed extends { readonly person: Person }>(
  listed: readonly Listed[]
): FindNamed<Listed> => {
  const found = new Map<string, Listed[]>()
  for (const one of listed) {
    for (const key of keysOf(one.person)) {
      const others = found.get(key)
      if (others) others.push(one)
      else found.set(key, [one])
    }
  }
  return named => found.get(soughtBy(named)) ?? []
}

const soughtBy = (person: Person) => {
  const { reference, locator } = person
  if (reference) return keyOf('reference', reference)
  const name = nameOf(person)
  return name === undefined ? keyOf('locator', locator) : keyOf('locator', locator, name)
}

const keysOf = (person: Person) => {
  const { reference, locator } = person
  const name = nameOf(person)
  return [
    keyOf('reference', reference),
    keyOf('locator', locator),
    ...(name === undefined ? [] : [keyOf('locator', locator, name)])
  ]
}

const keyOf = (...parts: readonly (string | undefined)[]) => JSON.stringify(parts)

const nameOf = ({ names: [name] }: Person) =>
  name && [name.family, name.given, name.full].join('/').toUpperCase()
