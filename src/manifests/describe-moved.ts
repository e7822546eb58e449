import { changeMessages } from './change-messages.ts'
import {
  type EarlierDeps,
  type EarlierPerson,
  findEarlier,
  findEverybody,
  type OnFlight,
  onFlightOf
} from './earlier.ts'
import { collectFindings } from './findings.ts'
import { everybodyOn, type Message } from './manifest.ts'
import type { Person } from './person.ts'
import type { TakenManifest } from './received.ts'
import { isDescribed, sortOut } from './sort-out.ts'

/** The flight that a change of flight moves its persons from; undefined where the message names one flight only. */
export const formerFlightOf = (
  deps: EarlierDeps,
  taken: TakenManifest,
  message: Message
): OnFlight | undefined =>
  message.former && onFlightOf(deps, taken, { ...message, ...message.former })

/**
 * The manifest with everybody whom a change of flight moves, described as on the former flight unless it describes them itself:
 * so they can be screened for the new one. A message that names nobody moves everybody.
 */
export const describeMoved = (deps: EarlierDeps, taken: TakenManifest): Promise<TakenManifest> =>
  changeMessages(taken, async message => {
    const former = message.isRejected ? undefined : formerFlightOf(deps, taken, message)
    return former ? describe(message, former) : message
  })

const describe = async (message: Message, former: OnFlight): Promise<Message> => {
  const named = everybodyOn(message)
  const earlier = named.length > 0 ? await findEarlier(former) : undefined
  const moved = earlier
    ? named.flatMap(person => asListed(earlier.get(person.ordinal)?.[0]?.person, person))
    : newestOf(await findEverybody(former))
  const isMoved = new Set(moved.map(({ ordinal }) => ordinal))
  const sorted = sortOut(moved, 'passengers', collectFindings().report)
  const { persons, unreadable } = message
  const isAboutAll = !earlier || message.former?.isAboutAll
  return {
    ...message,
    ...(message.former && { former: { ...message.former, ...(isAboutAll && { isAboutAll }) } }),
    persons: [...sorted.persons, ...persons.filter(({ ordinal }) => !isMoved.has(ordinal))],
    unreadable: [
      ...sorted.unreadable,
      ...unreadable.filter(({ person }) => !isMoved.has(person.ordinal))
    ]
  }
}

/** Nobody where the person is not known, or described anew as well as on a list. */
const asListed = (listed: Person | undefined, named: Person): readonly Person[] => {
  if (!listed || (isDescribed(named) && (named.birth || named.documents.length > 0))) return []
  const { ordinal, reference, locator, seat } = named
  return [
    {
      ...withoutPlace(listed),
      ordinal,
      ...(reference && { reference }),
      ...(locator && { locator }),
      ...(seat && { seat })
    }
  ]
}

/** Everybody once: of those with a reference the newest description. */
const newestOf = (everybody: readonly EarlierPerson[]): readonly Person[] => {
  const newest = new Map<unknown, Person>()
  for (const { person } of everybody) {
    const key = person.reference ?? person
    if (!newest.has(key)) newest.set(key, person)
  }
  return [...newest.values()].map((person, at) => ({ ...withoutPlace(person), ordinal: at + 1 }))
}

/** What only holds on the list and the flight where the person stood. */
const withoutPlace = ({ duplicateOf: _, segment: __, seat: ___, ...person }: Person): Person => ({
  ...person,
  findings: []
})
