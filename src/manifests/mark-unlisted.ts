import { changeMessages } from './change-messages.ts'
import { type EarlierDeps, findEarlier, type OnFlight, onFlightOf } from './earlier.ts'
import type { Message } from './manifest.ts'
import { confirmingFunctions } from './message-function.ts'
import type { Person } from './person.ts'
import type { TakenManifest } from './received.ts'
import { isDescribed } from './sort-out.ts'

/**
 * The manifest with those marked whom a message describes that only confirms lists, and who stand on none of them, such as
 * somebody who came without a booking: nobody has screened them.
 */
export const markUnlisted = (deps: EarlierDeps, taken: TakenManifest): Promise<TakenManifest> =>
  changeMessages(taken, async message => {
    const described = describedBy(message)
    const isEmpty = described.persons.length + described.unreadable.length === 0
    return isEmpty ? message : mark(message, await unlistedOn(onFlightOf(deps, taken, described)))
  })

/** The message with those whom it describes only, and with nobody where it is no confirmation. */
const describedBy = (message: Message): Message => {
  const isConfirming = !message.isRejected && confirmingFunctions.has(message.function)
  return {
    ...message,
    persons: isConfirming ? message.persons.filter(isDescribed) : [],
    unreadable: isConfirming ? message.unreadable.filter(({ person }) => isDescribed(person)) : []
  }
}

/** Ordinals of those who stand on no earlier list of the flight. */
const unlistedOn = async (flight: OnFlight): Promise<ReadonlySet<number>> => {
  const earlier = await findEarlier(flight)
  return new Set([...earlier].flatMap(([person, found]) => (found.length === 0 ? person : [])))
}

const mark = (message: Message, unlisted: ReadonlySet<number>): Message => {
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
