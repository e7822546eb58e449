import type { EarlierPerson } from './earlier.ts'
import { everybodyOn, type Message } from './manifest.ts'
import type { MessageFunction } from './message-function.ts'
import { areApart } from './tell-apart.ts'
import { type Found, whoIsMeant } from './who-is-meant.ts'

/** Whom a message takes away. */
export interface TakenAway {
  readonly persons: readonly EarlierPerson[]
  /** It may mean others too, or others only, who were left. */
  readonly isInDoubt: boolean
}

/** The functions that take reservations away; by others one person of it goes. */
const aboutReservations: ReadonlySet<MessageFunction> = new Set(['cancel', 'change_of_flight'])

/**
 * Of those found for the persons of a message that takes away, whom it means beyond doubt. `gone` are the places of those who left
 * before.
 */
export const takenAway = (
  message: Message,
  found: Found<EarlierPerson>,
  gone: ReadonlySet<string>
): TakenAway => {
  const { alone, together } = whoIsMeant(message, found, gone)
  const sure = everybodyOn(message).flatMap(person => {
    const one = alone.get(person.ordinal)
    const isOther = !person.reference && one?.every(listed => areApart(person, listed.person))
    return !one || isOther ? [] : [one]
  })
  const mayBeWhole = aboutReservations.has(message.function)
  const whole = together.filter(
    ({ named, people, isWhole }) => people.length <= named.length || (isWhole && mayBeWhole)
  )
  return {
    persons: [...sure, ...whole.flatMap(({ people }) => people)].flat(),
    isInDoubt: sure.length < alone.size || whole.length < together.length
  }
}

/** Of these those who do not travel in another place of their list either, such as under another reference. */
export const leavingAltogether = (
  persons: readonly EarlierPerson[],
  gone: ReadonlySet<string>
): readonly EarlierPerson[] => {
  const left = new Set(persons.map(({ place }) => place))
  const hasLeft = (place: string) => left.has(place) || gone.has(place)
  return [...Map.groupBy(persons, ({ places }) => places)].flatMap(([places, same]) =>
    places.every(hasLeft) ? same : []
  )
}
