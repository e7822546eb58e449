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
/** Of all these manifests: some dozen whole lists of the largest aircraft. A sender may put everybody into one reservation. */
const maxPersons = 10_000

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
  const others = newestFirst.filter(id => id !== manifestId)
  const all = new Map([[manifestId, own], ...(await readSome(others, read, personsOn(own)))])
  const members = newestFirst.flatMap(id => {
    const one = all.get(id)
    if (one?.purpose !== own.purpose) return []
    return membersOf(one, locator, message => {
      if (one === own && message === list) return true
      const on = onFlight(one, message)?.flight
      return on !== undefined && on === flight?.flight
    })
  })
  const isHere = (one: Member) => one.manifestId === manifestId && one.message === number
  const asked = members.find(one => isHere(one) && one.person.ordinal === ordinal)
  const rest = members.filter(one => one !== asked && (isHere(one) || one.who !== asked?.who))
  return [...Map.groupBy(rest, ({ who }) => who).values()].flatMap(group =>
    toCompanions(group, agency, isHere)
  )
}

/** One manifest after another, until there are so many persons: what is put together of them is all in memory at once. */
const readSome = async (
  ids: readonly string[],
  read: (id: string) => Promise<ReceivedManifest | undefined>,
  before: number
) => {
  const found = new Map<string, ReceivedManifest>()
  let persons = before
  for (const id of ids) {
    if (persons >= maxPersons) break
    const one = await read(id)
    if (one) found.set(id, one)
    persons += one ? personsOn(one) : 0
  }
  return found
}

const personsOn = ({ manifest }: ReceivedManifest) =>
  manifest.messages.reduce((sum, { persons }) => sum + persons.length, 0)

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
