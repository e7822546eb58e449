import { changeMessages } from './change-messages.ts'
import {
  type EarlierDeps,
  type EarlierPerson,
  findEarlier,
  findEverybody,
  type OnFlight,
  onFlightOf
} from './earlier.ts'
import { findGone } from './find-gone.ts'
import { collectFindings } from './findings.ts'
import { everybodyOn, type FormerFlight, type Message } from './manifest.ts'
import type { Person } from './person.ts'
import type { TakenManifest } from './received.ts'
import { isDescribed, sortOut } from './sort-out.ts'
import { tellApart } from './tell-apart.ts'
import { whoIsMeant } from './who-is-meant.ts'

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
  const isAboutAll = everybodyOn(message).length === 0
  const { persons: moved, ...said } = isAboutAll
    ? { persons: newestOf(await findEverybody(former), await findGone(former)), isAboutAll }
    : await listedAs(message, former)
  const isMoved = new Set(moved.map(({ ordinal }) => ordinal))
  const sorted = sortOut(moved, 'passengers', collectFindings().report)
  const { persons, unreadable } = message
  return {
    ...message,
    ...(message.former && { former: { ...message.former, ...said } }),
    persons: [...sorted.persons, ...persons.filter(({ ordinal }) => !isMoved.has(ordinal))],
    unreadable: [
      ...sorted.unreadable,
      ...unreadable.filter(({ person }) => !isMoved.has(person.ordinal))
    ]
  }
}

interface Moved extends Pick<FormerFlight, 'inDoubt' | 'isCountedOtherwise'> {
  readonly persons: readonly Person[]
}

/** Everybody whom the message means, each once; those beyond the persons of the message follow after them. */
const listedAs = async (message: Message, former: OnFlight): Promise<Moved> => {
  const named = everybodyOn(message)
  const { alone, together } = await meantBy(message, former)
  let last = Math.max(...named.map(({ ordinal }) => ordinal))
  const persons = named.flatMap(person => asListed(alone.get(person.ordinal)?.[0], person))
  const inDoubt: number[] = []
  let isCountedOtherwise = false
  for (const { named: sharing, people, isWhole } of together) {
    const left = sharing.filter(person => !describesAnew(person))
    const [any] = left
    if (!any) continue
    const { seat: _, ...alike } = any
    const moved = people.flatMap(([newest], at) =>
      asListed(newest, left[at] ?? { ...alike, ordinal: ++last })
    )
    persons.push(...moved)
    if (people.length !== left.length) isCountedOtherwise = true
    if (people.length > left.length && !isWhole) inDoubt.push(...moved.map(one => one.ordinal))
  }
  return {
    persons,
    ...(inDoubt.length > 0 && { inDoubt }),
    ...(isCountedOtherwise && { isCountedOtherwise })
  }
}

/** Who left before is looked for only where it makes a difference. */
const meantBy = async (message: Message, former: OnFlight) => {
  const found = await findEarlier(former)
  const meant = whoIsMeant(message, found, new Set())
  return meant.together.length > 0 ? whoIsMeant(message, found, await findGone(former)) : meant
}

/** Nobody where the person is not known, or described anew as well as on a list. */
const asListed = (listed: EarlierPerson | undefined, named: Person): readonly Person[] => {
  if (!listed || describesAnew(named)) return []
  const { ordinal, reference, locator, seat } = named
  return [
    {
      ...withoutPlace(listed.person),
      ordinal,
      ...(reference && { reference }),
      ...(locator && { locator }),
      ...(seat && { seat })
    }
  ]
}

const describesAnew = (named: Person) =>
  isDescribed(named) && (named.birth !== undefined || named.documents.length > 0)

/** Everybody who has not left, each once and by the newest description. */
const newestOf = (
  everybody: readonly EarlierPerson[],
  gone: ReadonlySet<string>
): readonly Person[] =>
  tellApart(everybody)
    .flatMap(([newest]) => newest ?? [])
    .filter(({ place }) => !gone.has(place))
    .map(({ person }, at) => ({ ...withoutPlace(person), ordinal: at + 1 }))

/** What only holds on the list and the flight where the person stood. */
const withoutPlace = ({ duplicateOf: _, segment: __, seat: ___, ...person }: Person): Person => ({
  ...person,
  findings: []
})
