import { nameOf, numbersOf } from './identity.ts'
import type { Person } from './person.ts'
import type { PersonOutcome } from './received.ts'
import { toTraveller } from './to-traveller.ts'

/** A person as one list describes them. */
export interface Described {
  readonly person: Person
  /** Of somebody who stands on the list twice, both have the outcome of the first. */
  readonly outcome: Pick<PersonOutcome, 'person'>
  /** Names the list. */
  readonly list: string
}

/** More persons of one name in one reservation are not compared with each other: each description is one. */
const maxAlike = 20

/**
 * Descriptions person by person, in their order: of A1, described anew since, and A2 it makes [[A1 anew, A1], [A2]]. When unsure it
 * makes two persons of one, never one of two.
 */
export const tellApart = <Listed extends Described>(
  descriptions: readonly Listed[]
): readonly (readonly Listed[])[] => {
  const people: Listed[][] = []
  const alike = new Map<string, Listed[][]>()
  for (const one of descriptions) {
    const key = keyOf(one.person)
    const others = alike.get(key) ?? []
    const same = others
      .slice(0, maxAlike)
      .find(described => described.every(other => isSamePerson(other, one)))
    if (same) same.push(one)
    else {
      const person = [one]
      people.push(person)
      others.push(person)
      alike.set(key, others)
    }
  }
  return people
}

const keyOf = (person: Person) => {
  const { reference, locator } = person
  return JSON.stringify(reference ? [reference] : [locator ?? '', nameOf(person) ?? ''])
}

/**
 * Of all who may be meant, those whom the document number means, and of them those of the birth date, as far as either says so: with
 * all their descriptions.
 */
export const narrow = <Listed extends Described>(
  named: Person,
  found: readonly Listed[]
): readonly Listed[] => {
  const tells = named.birth?.value !== undefined || numbersOf(named).length > 0
  if (found.length < 2 || !tells) return found
  const byNumber = thoseOr(found, ({ person }) => numbersAgree(named, person) === true)
  const agreeing = thoseOr(byNumber, ({ person }) => birthsAgree(named, person) === true)
  if (agreeing === found) return thoseOr(found, ({ person }) => !areApart(named, person))
  const [chosen, some] = [new Set(agreeing), agreeing.slice(0, maxAlike)]
  return found.filter(one => chosen.has(one) || some.some(other => isSamePerson(other, one)))
}

/** Those of whom it holds; all where it holds of none. */
const thoseOr = <Item>(all: readonly Item[], holds: (item: Item) => boolean): readonly Item[] => {
  const those = all.filter(holds)
  return those.length > 0 ? those : all
}

/** Of two descriptions with one reference, or with one name in one reservation. */
const isSamePerson = (one: Described, other: Described): boolean => {
  if (one.list === other.list) return one.outcome.person === other.outcome.person
  if (one.person.reference || other.person.reference) {
    return one.person.reference === other.person.reference
  }
  return (
    agreements(one.person, other.person).includes(true) ||
    wholeOf(one.person) === wholeOf(other.person)
  )
}

const wholeOf = (person: Person) => JSON.stringify(toTraveller(person))

/** Whether birth date or document tell two persons of one name apart, and the other of the two does not join them. */
export const areApart = (one: Person, other: Person): boolean => {
  const found = agreements(one, other)
  return found.includes(false) && !found.includes(true)
}

const agreements = (one: Person, other: Person) => [
  numbersAgree(one, other),
  birthsAgree(one, other)
]

const numbersAgree = (one: Person, other: Person) => {
  const [numbers, others] = [numbersOf(one), new Set(numbersOf(other))]
  if (numbers.length === 0 || others.size === 0) return undefined
  return numbers.some(number => others.has(number))
}

/** A date of which only the year is known agrees with any of that year. */
const birthsAgree = ({ birth }: Person, { birth: other }: Person) => {
  if (!birth?.value || !other?.value) return undefined
  return birth.value.startsWith(other.value) || other.value.startsWith(birth.value)
}
