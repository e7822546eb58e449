import { changeMessages } from './change-messages.ts'
import {
  type EarlierDeps,
  type EarlierPerson,
  findEarlier,
  type OnFlight,
  onFlightOf
} from './earlier.ts'
import { numbersOf } from './identity.ts'
import { everybodyOn, type Message } from './manifest.ts'
import { confirmingFunctions, travellingFunctions } from './message-function.ts'
import type { Person } from './person.ts'
import type { TakenManifest } from './received.ts'
import { isDescribed } from './sort-out.ts'

/**
 * The manifest with those marked who stand on no earlier list of their flight: whom a message describes that only confirms lists,
 * also where they stand there without a document that is given now, such as somebody who came without a booking, and whom a message
 * says to travel. Nobody has screened them so.
 */
export const markUnlisted = (deps: EarlierDeps, taken: TakenManifest): Promise<TakenManifest> =>
  changeMessages(taken, async message => {
    const sought = soughtOn(message)
    if (everybodyOn(sought).length === 0) return message
    return mark(message, sought, await unlistedOn(onFlightOf(deps, taken, sought)))
  })

/** The message with those only who should stand on a list. */
const soughtOn = (message: Message): Message => {
  const { function: asked, isRejected, persons, unreadable } = message
  const isConfirming = !isRejected && confirmingFunctions.has(asked)
  const isTravelling = !isRejected && travellingFunctions.has(asked)
  const isSought = (person: Person) => (isDescribed(person) ? isConfirming : isTravelling)
  return {
    ...message,
    persons: persons.filter(isSought),
    // Whom a change of flight can not screen has a case in any event.
    unreadable: isConfirming ? unreadable.filter(({ person }) => isSought(person)) : []
  }
}

/** Ordinals of those whom no earlier list of the flight describes, or none with the same documents. */
const unlistedOn = async (flight: OnFlight): Promise<ReadonlySet<number>> => {
  const earlier = await findEarlier(flight)
  const unlisted = everybodyOn(flight.message).filter(
    person => !isListed(person, earlier.get(person.ordinal) ?? [])
  )
  return new Set(unlisted.map(({ ordinal }) => ordinal))
}

const isListed = (person: Person, found: readonly EarlierPerson[]) => {
  const compared = new Set(found.flatMap(one => numbersOf(one.person)))
  return found.length > 0 && numbersOf(person).every(number => compared.has(number))
}

/** So many are asked for at once in an interactive request. More whom nobody knows are a list that has not come: one case. */
const maxCases = 10

const mark = (message: Message, sought: Message, found: ReadonlySet<number>): Message => {
  const undescribed = everybodyOn(sought)
    .filter(person => found.has(person.ordinal) && !isDescribed(person))
    .map(({ ordinal }) => ordinal)
  if (undescribed.length <= maxCases) return marking(message, found)
  const others = found.difference(new Set(undescribed))
  return { ...marking(message, others), undescribed }
}

const marking = (message: Message, unlisted: ReadonlySet<number>): Message => {
  const marked = (person: Person): Person => {
    if (!unlisted.has(person.ordinal)) return person
    const { duplicateOf, ...rest } = person
    // Who is the same as somebody on a list, under another reference, is screened: that list may describe them otherwise.
    const isSame = duplicateOf !== undefined && unlisted.has(duplicateOf)
    return { ...rest, isUnlisted: true, ...(isSame && { duplicateOf }) }
  }
  return {
    ...message,
    persons: message.persons.map(marked),
    unreadable: message.unreadable.map(one => ({ ...one, person: marked(one.person) }))
  }
}
