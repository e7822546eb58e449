import type { Notice } from '../domain/case.ts'
import { answersToNamed, confirming, superseding, withDuplicates } from './carry-earlier.ts'
import { formerFlightOf } from './describe-moved.ts'
import {
  type EarlierDeps,
  type EarlierPerson,
  findEarlier,
  findEverybody,
  type OnFlight,
  onFlightOf
} from './earlier.ts'
import { findRenamed } from './find-renamed.ts'
import { describesPersons, everybodyOn, type Message } from './manifest.ts'
import { type NoticeSource, noticesAbout, noticesOfChange } from './notices.ts'
import type { Person } from './person.ts'
import { outcomesByPerson, type PersonOutcome, type TakenManifest } from './received.ts'
import { isDescribed } from './sort-out.ts'
import { tellApart } from './tell-apart.ts'
import { leftInDoubt, toldBy } from './told-by.ts'

/** What messages are completed with. */
export type CompletionDeps = EarlierDeps

/** What one message led to, beside the screenings of those whom it describes. */
export interface Told {
  readonly outcomes: readonly PersonOutcome[]
  readonly notices: readonly Notice[]
  readonly warnings: readonly string[]
}

/** What a message says of persons who were screened before: it supersedes their screenings, or tells their cases. */
export const completeMessage = async (
  deps: CompletionDeps,
  taken: TakenManifest,
  at: number,
  outcomes: readonly PersonOutcome[]
): Promise<Told> => {
  const { id, by, receivedAt, manifest } = taken
  const message = manifest.messages[at]
  if (!message || message.isRejected) return { outcomes: [], notices: [], warnings: [] }
  const flight = onFlightOf(deps, taken, message)
  const source = { ids: deps.ids, manifestId: id, message: at, at: receivedAt, by }
  if (message.function === 'change') return afterChange(flight, source, outcomes)
  if (message.function === 'change_of_flight') {
    return afterMove(flight, formerFlightOf(deps, taken, message), source, outcomes)
  }
  if (describesPersons(message)) return { outcomes, notices: [], warnings: [] }
  return afterNaming(flight, source, outcomes)
}

/** A change supersedes what its persons were screened as before. */
const afterChange = async (
  flight: OnFlight,
  source: NoticeSource,
  outcomes: readonly PersonOutcome[]
): Promise<Told> => {
  const found = await findEarlier(flight)
  const earlier = new Map([...found, ...(await findRenamed(flight, found))])
  const earlierOf = (person: number) => earlier.get(person) ?? []
  const allEarlierOf = withDuplicates(outcomes, earlierOf)
  const persons = new Map(everybodyOn(flight.message).map(person => [person.ordinal, person]))
  const meant = outcomesByPerson(outcomes)
  const notices = outcomes.flatMap(outcome => {
    const person = persons.get(outcome.person)
    const own = meant.get(outcome.person)
    const before = onlyOne(earlierOf(outcome.person))
    return person && own ? noticesOfChange(source, person, own, before) : []
  })
  const isUnsure = outcomes.some(one => tellApart(earlierOf(one.person)).length > 1)
  return {
    outcomes: outcomes.map(outcome => superseding(outcome, allEarlierOf(outcome.person))),
    notices,
    warnings: [
      ...(isUnsure ? [leftInDoubt] : []),
      ...([...earlier.values()].some(known => known.length === 0) ? [namesUnknown] : [])
    ]
  }
}

/** Of two whom a change may mean, the case of neither is told: it may be about the other. */
const onlyOne = (earlier: readonly EarlierPerson[]) =>
  tellApart(earlier).length > 1 ? [] : earlier

/** Who was moved is screened for the new flight, and gone from the former one; who is only named has what stands there. */
const afterMove = async (
  flight: OnFlight,
  former: OnFlight | undefined,
  source: NoticeSource,
  outcomes: readonly PersonOutcome[]
): Promise<Told> => {
  const { message } = flight
  const everybody = former && message.former?.isAboutAll ? await findEverybody(former) : undefined
  const earlier = everybody ? byOrdinal(message, everybody) : await findEarlier(former ?? flight)
  const strangers = strangersOn(message)
  const earlierOf = (person: number) => (strangers.has(person) ? [] : (earlier.get(person) ?? []))
  const known = new Map(outcomes.map(outcome => [outcome.person, outcome]))
  // Everybody who stands on the former flight is described by now: whoever is not is somebody else.
  const named = answersToNamed(former ? () => [] : earlierOf)
  const allEarlierOf = withDuplicates(outcomes, earlierOf)
  const all = everybodyOn(message).map((person): PersonOutcome => {
    const own = known.get(person.ordinal)
    return own ? superseding(own, allEarlierOf(person.ordinal)) : named(person)
  })
  const inDoubt = new Set(message.former?.inDoubt)
  const sure = [...earlier].filter(
    ([person]) => known.has(person) && !inDoubt.has(person) && !strangers.has(person)
  )
  const gone = former && (await toldBy(former, new Map(sure), everybody))
  const isUnknown = everybody
    ? everybody.length === 0
    : isSomebodyUnknown(message, earlierOf, known)
  return {
    outcomes: all,
    notices: gone ? noticesAbout(source, message.function, gone.persons) : [],
    warnings: [
      ...(gone?.warnings ?? []),
      ...(isUnknown ? [namesUnknown] : []),
      ...(message.former?.isCountedOtherwise ? [countedOtherwise] : []),
      ...(inDoubt.size > 0 ? [leftInDoubt] : []),
      ...(former ? [] : [formerUnknown])
    ]
  }
}

/** Those of a flight whom a message that moves all of them describes, by unique reference. */
const byOrdinal = (message: Message, everybody: readonly EarlierPerson[]) => {
  const byReference = Map.groupBy(everybody, ({ person }) => person.reference)
  return new Map(
    everybodyOn(message).map(({ ordinal, reference }) => [
      ordinal,
      (reference && byReference.get(reference)) || []
    ])
  )
}

const countedOtherwise =
  'names a reservation, or a name in it, more or less often than persons are listed there: all of them were moved'
const formerUnknown =
  'the former flight is not named: persons stay on it until they are cancelled there'

/**
 * A message that names persons, or the whole flight, tells their cases; its persons are answered with what stands about them, and
 * those who stood on no list with what their own screening said.
 */
const afterNaming = async (
  flight: OnFlight,
  source: NoticeSource,
  unlisted: readonly PersonOutcome[]
): Promise<Told> => {
  const { message } = flight
  const earlier = await findEarlier(flight)
  const isAboutAll = message.function === 'flight_cancelled'
  const everybody = isAboutAll ? await findEverybody(flight) : undefined
  const about = await toldBy(flight, earlier, everybody)
  const own = new Map(unlisted.map(outcome => [outcome.person, outcome]))
  const before = (person: number) => earlier.get(person) ?? []
  const allBefore = withDuplicates(unlisted, before)
  const named = answersToNamed(before)
  const outcomes = everybodyOn(message).map(person => {
    const screened = own.get(person.ordinal)
    return screened ? confirming(screened, allBefore(person.ordinal)) : named(person)
  })
  const isUnknown = everybody ? everybody.length === 0 : isSomebodyUnknown(message, before, own)
  const isListing = everybodyOn(message).some(isTakenIn(own))
  return {
    outcomes,
    notices: noticesAbout(source, message.function, about.persons),
    warnings: [
      ...about.warnings,
      ...(isUnknown ? [namesUnknown] : []),
      ...(isListing ? [describesUnlisted] : [])
    ]
  }
}

const isSomebodyUnknown = (
  message: Message,
  earlierOf: (person: number) => readonly EarlierPerson[],
  own: ReadonlyMap<number, PersonOutcome>
) =>
  everybodyOn(message)
    .filter(({ ordinal }) => earlierOf(ordinal).length === 0)
    .some(person => !isTakenIn(own)(person))

/** Those whom the message says to travel and nobody has described: of a reservation more than are listed, too. */
const strangersOn = (message: Message): ReadonlySet<number> =>
  new Set([
    ...(message.undescribed ?? []),
    ...everybodyOn(message).flatMap(({ isUnlisted, ordinal }) => (isUnlisted ? ordinal : []))
  ])

/** Whether the message itself describes the person, and had the description screened. */
const isTakenIn = (own: ReadonlyMap<number, PersonOutcome>) => (person: Person) =>
  own.has(person.ordinal) && isDescribed(person)

const namesUnknown = 'names persons who are not known on this flight'
const describesUnlisted =
  'describes persons who stand on no earlier list of this flight, or with other documents: they were screened now'
