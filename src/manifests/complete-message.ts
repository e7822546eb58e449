import type { Notice } from '../domain/case.ts'
import { formerFlightOf } from './describe-moved.ts'
import {
  type EarlierDeps,
  type EarlierPerson,
  findEarlier,
  findEverybody,
  type OnFlight,
  onFlightOf
} from './earlier.ts'
import { describesPersons, everybodyOn, type Message } from './manifest.ts'
import { type NoticeSource, noticesAbout, noticesOfChange } from './notices.ts'
import {
  caseOf,
  foundOf,
  outcomesByPerson,
  type PersonOutcome,
  type TakenManifest
} from './received.ts'

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
  const earlier = await findEarlier(flight)
  const earlierOf = ({ person }: PersonOutcome) => earlier.get(person) ?? []
  const persons = new Map(everybodyOn(flight.message).map(person => [person.ordinal, person]))
  const meant = outcomesByPerson(outcomes)
  const notices = outcomes.flatMap(outcome => {
    const person = persons.get(outcome.person)
    const own = meant.get(outcome.person)
    return person && own ? noticesOfChange(source, person, own, earlierOf(outcome)) : []
  })
  return {
    outcomes: outcomes.map(outcome => superseding(outcome, earlierOf(outcome))),
    notices,
    warnings: []
  }
}

const superseding = (outcome: PersonOutcome, earlier: readonly EarlierPerson[]): PersonOutcome => {
  const before = earlier.flatMap(one => caseOf(one.outcome) ?? [])
  const own = caseOf(outcome)
  const [latest] = before
  if (!own || !latest || outcome.kind === 'noted' || outcome.kind === 'duplicate') return outcome
  const earlierCases = [...new Set(before.map(({ caseId }) => caseId))].filter(
    caseId => caseId !== own.caseId
  )
  return { ...outcome, supersedes: latest.screening, earlierCases }
}

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
  const earlierOf = (person: number) => earlier.get(person) ?? []
  const known = new Map(outcomes.map(outcome => [outcome.person, outcome]))
  const all = everybodyOn(message).map(({ ordinal: person }): PersonOutcome => {
    const own = known.get(person)
    return own ? superseding(own, earlierOf(person)) : named(person, earlierOf(person))
  })
  const moved = outcomes.flatMap(({ person }) => earlierOf(person))
  const gone = everybody ?? moved.filter(({ isListedTwice }) => !isListedTwice)
  const isUnknown = all.some(({ kind, person }) => kind === 'noted' && !earlierOf(person).length)
  return {
    outcomes: all,
    notices: former ? noticesAbout(source, message.function, gone) : [],
    warnings: [...(isUnknown ? [namesUnknown] : []), ...(former ? [] : [formerUnknown])]
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

const formerUnknown =
  'the former flight is not named: persons stay on it until they are cancelled there'

const named = (person: number, earlier: readonly EarlierPerson[] = []): PersonOutcome => {
  const stands = earlier.flatMap(one => foundOf(one.outcome) ?? [])[0]
  return { person, kind: 'noted', ...(stands && { stands }) }
}

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
  // Who stands on a list twice and is named once may still travel: the case stays with its officers.
  const persons = isAboutAll
    ? await findEverybody(flight)
    : [...earlier.values()].flat().filter(({ isListedTwice }) => !isListedTwice)
  const own = new Map(unlisted.map(outcome => [outcome.person, outcome]))
  const outcomes = everybodyOn(message).map(
    ({ ordinal }) => own.get(ordinal) ?? named(ordinal, earlier.get(ordinal))
  )
  const isUnknown = isAboutAll
    ? persons.length === 0
    : [...earlier].some(([person, found]) => found.length === 0 && !own.has(person))
  return {
    outcomes,
    notices: noticesAbout(source, message.function, persons),
    warnings: [...(isUnknown ? [namesUnknown] : []), ...(own.size > 0 ? [describesUnlisted] : [])]
  }
}

const namesUnknown = 'names persons who are not known on this flight'
const describesUnlisted =
  'describes persons who stand on no earlier list of this flight: they were screened now'
