import { isReleasedToOfficers } from '../domain/access.ts'
import type { Companion } from '../domain/case-reply.ts'
import type { Ids } from '../domain/ids.ts'
import type { Cases, Manifests } from '../domain/ports.ts'
import type { OnManifest } from '../domain/traveller.ts'
import { asReleased } from './as-released.ts'
import { readKept } from './earlier.ts'
import { leftFor } from './left-for.ts'
import { type Message, screenedOn } from './manifest.ts'
import { keysFor } from './manifest-keys.ts'
import type { Person } from './person.ts'
import { outcomesByPerson, type PersonOutcome, type ReceivedManifest } from './received.ts'
import { toTraveller } from './to-traveller.ts'

/** What companions are found with. */
export interface CompanionDeps {
  readonly ids: Ids
  readonly manifests: Manifests
  readonly cases: Pick<Cases, 'get'>
}

/** More than one reservation has, with each of its persons sent and changed by itself. */
const maxManifests = 200

/**
 * Those who travel in the same reservation on the same flight, in whichever part or change they were sent, each as described
 * last: by number and reference, with the cases that this agency sees.
 */
export const companionsOf = async (
  { ids, manifests, cases }: CompanionDeps,
  { manifestId, message: number, person: ordinal, locator }: OnManifest,
  agency: string
): Promise<readonly Companion[]> => {
  const read = async (id: string) => {
    const kept = await readKept(manifests, id)
    return kept && leftFor(await asReleased(cases, kept), agency)
  }
  const own = await read(manifestId)
  const list = own?.manifest.messages[number - 1]
  if (!locator || !own || !list) return []
  const onFlight = flightsOf(ids, own)
  const flight = onFlight(own, list)
  const found = flight ? await manifests.under(flight.reservation(locator), maxManifests) : []
  const newestFirst = found.includes(manifestId) ? found : [...found, manifestId]
  const all = await Promise.all(newestFirst.map(id => (id === manifestId ? own : read(id))))
  const members = all.flatMap(one => {
    if (one?.purpose !== own.purpose) return []
    return membersOf(one, locator, message => {
      if (one === own && message === list) return true
      const on = onFlight(one, message)?.flight
      return on !== undefined && on === flight?.flight
    })
  })
  const isHere = (one: Member) => one.manifestId === manifestId && one.message === number
  const asked = members.find(one => isHere(one) && one.person.ordinal === ordinal)
  const others = members.filter(one => one !== asked && (isHere(one) || one.who !== asked?.who))
  return [...Map.groupBy(others, ({ who }) => who).values()].flatMap(group =>
    toCompanions(group, agency, isHere)
  )
}

/** The flight of each message of one sender. */
const flightsOf = (ids: Ids, { sender }: ReceivedManifest) => {
  const keys = keysFor(ids, sender)
  return ({ manifest: { interchange }, receivedAt }: ReceivedManifest, message: Message) =>
    keys.onFlight({ interchange, receivedAt }, message)
}

/** Somebody of the reservation, as one message describes them. */
interface Member {
  readonly manifestId: string
  readonly message: number
  readonly person: Person
  readonly outcome: PersonOutcome | undefined
  /** The same in every message that describes them. */
  readonly who: string
}

const membersOf = (
  { id: manifestId, manifest, outcomes }: ReceivedManifest,
  locator: string,
  isOnFlight: (message: Message) => boolean
): readonly Member[] =>
  manifest.messages.flatMap((message, at) => {
    const persons = screenedOn(message).filter(person => person.locator === locator)
    if (persons.length === 0 || !isOnFlight(message)) return []
    const meant = outcomesByPerson(outcomes[at] ?? [])
    return persons.map(person => ({
      manifestId,
      message: at + 1,
      person,
      outcome: meant.get(person.ordinal),
      who: person.reference ?? JSON.stringify(toTraveller(person))
    }))
  })

/** One person, newest first; several where one message has given them the same reference. */
const toCompanions = (
  group: readonly Member[],
  agency: string,
  isHere: (one: Member) => boolean
): readonly Companion[] => {
  const [first] = group
  const newest = group.filter(
    ({ manifestId, message }) => manifestId === first?.manifestId && message === first.message
  )
  const caseIds = group.map(({ outcome }) => caseSeenBy(agency, outcome))
  // A correction takes no hit away: the case of the description before is still to be seen.
  const before = newest.length === 1 ? caseIds.find(id => id !== undefined) : undefined
  return newest.map((one, at) => {
    const { manifestId, message, person } = one
    const caseId = caseIds[at] ?? before
    return {
      person: person.ordinal,
      ...(!isHere(one) && { manifestId, message }),
      ...(person.reference && { reference: person.reference }),
      ...(caseId && { caseId })
    }
  })
}

const caseSeenBy = (agency: string, outcome: PersonOutcome | undefined): string | undefined => {
  if (outcome?.kind === 'unscreened') {
    return outcome.agencies.includes(agency) ? outcome.caseId : undefined
  }
  if (outcome?.kind !== 'screened') return undefined
  const { caseId, hits } = outcome.found
  return hits.some(hit => isReleasedToOfficers(hit, agency)) ? caseId : undefined
}
