import { alsoAs } from './also-as.ts'
import { changeMessages } from './change-messages.ts'
import {
  type EarlierDeps,
  type EarlierPerson,
  findEarlier,
  type OnFlight,
  onFlightOf
} from './earlier.ts'
import { nameOf, numbersOf } from './identity.ts'
import { everybodyOn, type Message } from './manifest.ts'
import { confirmingFunctions, travellingFunctions } from './message-function.ts'
import type { Person } from './person.ts'
import type { TakenManifest } from './received.ts'
import { isDescribed } from './sort-out.ts'
import { tellApart } from './tell-apart.ts'

/**
 * The manifest with those marked who stand on no earlier list of their flight: whom a message describes that only confirms lists, such
 * as somebody who came without a booking, and whom a message says to travel. So are those who stand there otherwise, with another name,
 * birth date or document: nobody has screened them so. A confirmation takes nothing back, so both descriptions are screened together.
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

/**
 * By ordinal those whom no earlier list of the flight describes, or none in the same way, with what the newest list says: where one
 * person alone may be meant, for what is said of another could hide a hit. Whom a message only names may be any of several.
 */
const unlistedOn = async (flight: OnFlight): Promise<Unlisted> => {
  const earlier = await findEarlier(flight)
  const unlisted = everybodyOn(flight.message).filter(
    person => !isListed(person, earlier.get(person.ordinal) ?? [])
  )
  return new Map(
    unlisted.map(({ ordinal }) => {
      const [meant, ...others] = tellApart(earlier.get(ordinal) ?? [])
      return [ordinal, others.length === 0 ? meant?.[0]?.person : undefined]
    })
  )
}

type Unlisted = ReadonlyMap<number, Person | undefined>

const isListed = (person: Person, found: readonly EarlierPerson[]) => {
  if (!isDescribed(person) && tellApart(found).length > 1) return true
  const compared = new Set(found.flatMap(one => numbersOf(one.person)))
  const [name, born] = [nameOf(person), person.birth?.value ?? '']
  const isAlike = ({ person: listed }: EarlierPerson) =>
    (name === undefined || name === nameOf(listed)) && (listed.birth?.value ?? '').startsWith(born)
  return found.some(isAlike) && numbersOf(person).every(number => compared.has(number))
}

/** So many are asked for at once in an interactive request. More whom nobody knows are a list that has not come: one case. */
const maxCases = 10

const mark = (message: Message, sought: Message, found: Unlisted): Message => {
  const undescribed = everybodyOn(sought)
    .filter(person => isUnknown(person, found) && !isDescribed(person))
    .map(({ ordinal }) => ordinal)
  if (undescribed.length <= maxCases) return marking(message, found)
  const together = new Set(undescribed)
  const others = new Map([...found].filter(([ordinal]) => !together.has(ordinal)))
  return { ...marking(message, others), undescribed }
}

const isUnknown = ({ ordinal }: Person, found: Unlisted) =>
  found.has(ordinal) && found.get(ordinal) === undefined

const marking = (message: Message, unlisted: Unlisted): Message => {
  const marked = (person: Person): Person => {
    if (!unlisted.has(person.ordinal)) return person
    const { duplicateOf, ...rest } = person
    const listed = unlisted.get(person.ordinal)
    // Who is the same as somebody on a list, under another reference, is screened: that list may describe them otherwise.
    const isSame = duplicateOf !== undefined && unlisted.has(duplicateOf)
    const described = listed ? alsoAs(rest, listed) : rest
    return { ...described, isUnlisted: true, ...(isSame && { duplicateOf }) }
  }
  return {
    ...message,
    persons: message.persons.map(marked),
    unreadable: message.unreadable.map(one => ({ ...one, person: marked(one.person) }))
  }
}
