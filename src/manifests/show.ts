import { type Static, Type } from 'typebox'
import { type Caller, hasRole, isReleasedToOfficers } from '../domain/access.ts'
import { Decision } from '../domain/screening.ts'
import type { StatusChange } from './acknowledgements.ts'
import { type Authority, BoardingDecision } from './authority.ts'
import type { Place } from './carrier-reply.ts'
import type { Finding } from './findings.ts'
import { isSeenBy } from './left-for.ts'
import { everybodyOn, type Message, timesOf } from './manifest.ts'
import { isCarrierOf } from './manifest-keys.ts'
import { messageFunctions } from './message-function.ts'
import type { PartsStatus } from './multi-part.ts'
import type { Person } from './person.ts'
import {
  type Found,
  foundOf,
  outcomesByPerson,
  type PersonOutcome,
  type ReceivedManifest,
  standingOf
} from './received.ts'
import { changesAbout, ShownChange, showChanges } from './show-changes.ts'
import type { Statuses } from './statuses.ts'

const Count = Type.Integer({ minimum: 0 })

/** Whether all parts of a list that was split have come. */
const Parts = Type.Object({
  number: Type.Integer({ description: 'of this part' }),
  state: Type.Enum(['complete', 'waiting', 'incomplete']),
  missing: Type.Array(Type.Integer(), { description: 'below the highest part known' }),
  isEndMissing: Type.Boolean({ description: 'the final part has not come' }),
  persons: Count,
  counted: Type.Optional(Type.Integer({ description: 'of the whole flight, as the sender counts' }))
})

const ShownMessage = Type.Object({
  function: Type.Enum([...messageFunctions]),
  taken: Type.Boolean(),
  flight: Type.Optional(Type.String()),
  formerFlight: Type.Optional(Type.String({ description: 'that persons are moved from' })),
  from: Type.Optional(Type.String()),
  to: Type.Optional(Type.String()),
  departs: Type.Optional(Type.String({ description: 'local time' })),
  persons: Count,
  parts: Type.Optional(Parts)
})

const ShownPerson = Type.Object({
  message: Type.Integer({ minimum: 1 }),
  person: Type.Integer({ minimum: 1, description: 'order in the message' }),
  role: Type.String(),
  reference: Type.Optional(Type.String()),
  locator: Type.Optional(Type.String()),
  status: Type.Enum(['screened', 'duplicate', 'unscreened', 'noted']),
  duplicateOf: Type.Optional(Type.Integer()),
  supersedes: Type.Optional(Type.String({ description: 'the screening before this change' })),
  decision: Type.Optional(Decision),
  answer: Type.Optional(
    Type.Object({ decision: BoardingDecision, code: Type.String(), text: Type.String() })
  ),
  warnings: Type.Array(Type.String())
})
type ShownPerson = Static<typeof ShownPerson>

/** A manifest as its caller may see it. */
export const ManifestReply = Type.Object({
  manifestId: Type.String(),
  receivedAt: Type.String(),
  sender: Type.Optional(Type.String()),
  reference: Type.Optional(Type.String()),
  travellers: Count,
  screened: Count,
  messages: Type.Array(ShownMessage),
  warnings: Type.Array(Type.String()),
  statusChanges: Type.Optional(
    Type.Array(ShownChange, { description: 'what its carrier was told without having asked' })
  ),
  persons: Type.Optional(Type.Array(ShownPerson)),
  refer: Type.Optional(
    Type.Array(
      Type.Object({
        message: Type.Integer({ minimum: 1 }),
        person: Type.Integer({ minimum: 1 }),
        reference: Type.Optional(Type.String()),
        caseId: Type.String(),
        unscreened: Type.Optional(Type.String({ description: 'why nothing could be screened' }))
      }),
      { description: 'to officers only: the cases that they may see' }
    )
  )
})
export type ManifestReply = Static<typeof ManifestReply>

/** What a reply is made for. */
export interface Showing {
  readonly caller: Caller
  /** The caller has just sent it. */
  readonly isSender?: boolean
  /** Of each message that is a part of a list. */
  readonly parts: readonly (PartsStatus | undefined)[]
  /** What the carrier was told since. */
  readonly changes?: readonly StatusChange[]
  /** Adds what the authority tells the carrier of each person. */
  readonly told?: { readonly authority: Authority; readonly statuses: Statuses } | undefined
}

/**
 * A manifest as this caller may see it: officers learn of the cases that their agency may see, carriers of no hit at
 * all, those who only look after the service of nobody.
 */
export const showManifest = (
  received: ReceivedManifest,
  { caller, isSender, parts, told, changes = [] }: Showing
): ManifestReply => {
  const { id: manifestId, receivedAt, manifest, outcomes } = received
  const { sender, reference } = manifest.interchange ?? {}
  const all = outcomes.flat()
  const isOfficer = hasRole(caller, 'officer', 'supervisor')
  const maySeePersons = isOfficer || isSender || isCarrierOf(caller, received.carriers)
  const people = manifest.messages.flatMap((message, at) => peopleOf(message, at, received))
  const refer = isOfficer ? people.flatMap(person => toRefer(person, caller)) : []
  const known = isOfficer ? changesAbout(changes, seenBy(people, caller)) : changes
  return {
    manifestId,
    receivedAt,
    ...(sender && { sender }),
    ...(reference && { reference }),
    travellers: all.length,
    screened: all.filter(({ kind }) => kind === 'screened').length,
    messages: manifest.messages.map((message, at) => showMessage(message, parts[at])),
    warnings: [...manifest.findings.map(inWords), ...received.warnings, ...degradedOf(all)],
    ...(maySeePersons && known.length > 0 && { statusChanges: showChanges(known) }),
    ...(maySeePersons && {
      persons: people.map(person => showPerson(person, isOfficer ? caller : undefined, told))
    }),
    ...(isOfficer && { refer })
  }
}

interface Listed {
  readonly at: number
  readonly person: Person
  readonly outcome: PersonOutcome
  /** The first of duplicates, else the outcome itself. */
  readonly meant: PersonOutcome
}

const peopleOf = (message: Message, at: number, { outcomes }: ReceivedManifest): Listed[] => {
  const own = new Map((outcomes[at] ?? []).map(outcome => [outcome.person, outcome]))
  const meant = outcomesByPerson(outcomes[at] ?? [])
  return everybodyOn(message).flatMap(person => {
    const outcome = own.get(person.ordinal)
    return outcome ? [{ at, person, outcome, meant: meant.get(person.ordinal) ?? outcome }] : []
  })
}

/** Where persons stand of whom this officer sees a case. */
const seenBy = (people: readonly Listed[], { agency }: Caller): readonly Place[] =>
  people.flatMap(({ at, person, meant }) =>
    agency && isSeenBy(agency, meant) ? { message: at + 1, person: person.ordinal } : []
  )

const showMessage = (message: Message, parts: PartsStatus | undefined) => {
  const { sectors, flights, persons, unreadable, isRejected, part } = message
  const sector = sectors.find(({ isBorder }) => isBorder) ?? sectors.at(-1)
  const flight = (sector ?? flights[0])?.designator
  const departs = (sector ?? timesOf(message)).departs?.local
  const formerFlight = message.former?.flights[0]?.designator
  return {
    function: message.function,
    taken: !isRejected,
    ...(flight && { flight }),
    ...(formerFlight && { formerFlight }),
    ...(sector?.from && { from: sector.from }),
    ...(sector?.to && { to: sector.to }),
    ...(departs && { departs }),
    persons: persons.length + unreadable.length,
    ...(part && parts && { parts: { number: part.number, ...parts, missing: [...parts.missing] } })
  }
}

const showPerson = (
  { at, person, outcome, meant }: Listed,
  officer: Caller | undefined,
  told: Showing['told']
): ShownPerson => {
  const { ordinal, role, reference, locator, findings } = person
  const found = foundAbout(meant)
  const decision = officer && decisionFor(meant, officer)
  return {
    message: at + 1,
    person: ordinal,
    role,
    ...(reference && { reference }),
    ...(locator && { locator }),
    status: outcome.kind,
    ...(outcome.kind === 'duplicate' && { duplicateOf: outcome.of }),
    ...(officer &&
      'supersedes' in outcome && {
        supersedes: outcome.supersedes
      }),
    ...(decision && { decision }),
    ...(told && { answer: answerAbout(told, told.statuses(at, ordinal)) }),
    warnings: [
      ...findings.map(({ code, words }) => `${code}: ${words}`),
      ...new Set(found.flatMap(({ warnings }) => warnings))
    ]
  }
}

const answerAbout = ({ authority }: { authority: Authority }, decision: BoardingDecision) => ({
  decision,
  ...authority.answers[decision]
})

const foundAbout = (outcome: PersonOutcome): readonly Found[] =>
  standingOf(outcome).flatMap(one => foundOf(one) ?? [])

/** Of several persons who may be meant the gravest; nothing where none of them was screened. */
const decisionFor = (outcome: PersonOutcome, { agency }: Caller): Decision | undefined => {
  const found = foundAbout(outcome)
  const sees = (hit: Found['hits'][number]) => isReleasedToOfficers(hit, agency)
  if (found.length === 0) return undefined
  if (found.some(({ hits }) => hits.some(sees))) return 'refer'
  const isOpen = found.some(({ candidates, isCutShort }) => isCutShort || candidates.some(sees))
  return isOpen || found.length < standingOf(outcome).length ? 'insufficient' : 'clear'
}

const toRefer = ({ at, person, outcome }: Listed, { agency }: Caller) => {
  const { ordinal, reference } = person
  const common = { message: at + 1, person: ordinal, ...(reference && { reference }) }
  if (outcome.kind === 'unscreened') {
    const { caseId, reason, agencies } = outcome
    const isTheirs = agency !== undefined && agencies.includes(agency)
    return isTheirs ? [{ ...common, caseId, unscreened: reason }] : []
  }
  const found = outcome.kind === 'screened' ? outcome.found : undefined
  return found?.hits.some(hit => isReleasedToOfficers(hit, agency))
    ? [{ ...common, caseId: found.caseId }]
    : []
}

/** A finding as one sentence with its place; never what a field held. */
const inWords = ({ code, words, message, person, segment }: Finding) => {
  const place = [
    message !== undefined && `message ${message + 1}`,
    person !== undefined && `person ${person}`,
    segment !== undefined && `segment ${segment}`
  ].filter(part => part !== false)
  return `${code}: ${words}${place.length > 0 ? ` (${place.join(', ')})` : ''}`
}

/** What holds of all screenings alike; a search that was cut short is one person's and decides the answer instead. */
const degradedOf = (outcomes: readonly PersonOutcome[]) =>
  [...new Set(outcomes.flatMap(foundAbout).flatMap(({ degraded }) => degraded))].filter(
    what => what !== 'search cut short'
  )
