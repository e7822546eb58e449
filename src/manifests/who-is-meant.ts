import { nameOf, numbersOf } from './identity.ts'
import { soughtBy } from './index-persons.ts'
import { everybodyOn, type Message } from './manifest.ts'
import type { Person } from './person.ts'
import { type Described, tellApart } from './tell-apart.ts'

/** What was found on earlier lists for each person of a message, newest first, by ordinal. */
export type Found<Listed> = ReadonlyMap<number, readonly Listed[]>

/** Whom a message means, each with all descriptions. */
export interface Meant<Listed> {
  /** Those whom no other can be taken for, by the ordinal that names them. */
  readonly alone: Found<Listed>
  /** Those who share what they are named by. */
  readonly together: readonly Together<Listed>[]
}

/** Persons of a message who are named by the same, and all whom that fits and nothing else in the message means. */
export interface Together<Listed> {
  readonly named: readonly Person[]
  readonly people: readonly (readonly Listed[])[]
  /** One person of the message stands for the reservation, and nobody else of it is named. */
  readonly isWhole: boolean
}

/**
 * Tells whom a message means, by what was found for its persons. Of those who share what they are named by it means none of whom the
 * newest place is `gone`, as long as there are others.
 */
export const whoIsMeant = <Listed extends Described & { readonly place: string }>(
  message: Message,
  found: Found<Listed>,
  gone: ReadonlySet<string>
): Meant<Listed> => {
  const known = everybodyOn(message).filter(({ ordinal }) => found.get(ordinal)?.length)
  const groups = [...Map.groupBy(known, soughtBy).values()].map(named => tell(named, found))
  const alone = new Map(groups.flatMap(one => one.alone))
  const taken = new Set([...alone.values()].map(([newest]) => newest))
  const together = groups.flatMap(one => one.together)
  return { alone, together: together.map(one => withoutGone(gone, without(taken, one))) }
}

const tell = <Listed extends Described>(named: readonly Person[], found: Found<Listed>) => {
  const isReservation = named.every(isNamedByReservation)
  const peopleOf = ({ ordinal }: Person) => tellApart(found.get(ordinal) ?? [])
  // The same was found for all of them, and a party may have hundreds.
  const party = isReservation ? named.slice(0, 1).flatMap(peopleOf) : undefined
  const all = named.map(person => ({ person, people: party ?? peopleOf(person) }))
  const isSure = ({ people }: (typeof all)[number]) =>
    people.length === 1 && (!isReservation || named.length === 1)
  const alone = all
    .filter(isSure)
    .flatMap(({ person, people: [only] }) => (only ? [[person.ordinal, only] as const] : []))
  const unsure = all.filter(one => !isSure(one))
  const people = new Map((party ?? unsure.flatMap(one => one.people)).map(one => [one[0], one]))
  const open: Together<Listed> = {
    named: unsure.map(({ person }) => person),
    people: [...people.values()],
    isWhole: isReservation && named.length === 1
  }
  return { alone, together: unsure.length > 0 ? [open] : [] }
}

const without = <Listed>(
  taken: ReadonlySet<Listed | undefined>,
  one: Together<Listed>
): Together<Listed> => {
  const people = one.people.filter(([newest]) => !taken.has(newest))
  return { ...one, people, isWhole: one.isWhole && people.length === one.people.length }
}

const withoutGone = <Listed extends { readonly place: string }>(
  gone: ReadonlySet<string>,
  one: Together<Listed>
): Together<Listed> => {
  const standing = one.people.filter(([newest]) => newest && !gone.has(newest.place))
  return standing.length > 0 ? { ...one, people: standing } : one
}

const isNamedByReservation = (person: Person): boolean =>
  !person.reference && nameOf(person) === undefined && numbersOf(person).length === 0
