import type { Ids } from '../domain/ids.ts'
import type { Manifests } from '../domain/ports.ts'
import { createLanes } from '../lanes.ts'
import { type FindNamed, indexPersons } from './index-persons.ts'
import {
  acceptedMessages,
  everybodyOn,
  type Message,
  type Sent,
  screenedOn,
  timesOf
} from './manifest.ts'
import { keysFor, type ManifestKeys } from './manifest-keys.ts'
import {
  outcomesByPerson,
  type PersonOutcome,
  type ReceivedManifest,
  type TakenManifest
} from './received.ts'
import type { Times } from './sector.ts'
import { type Described, narrow } from './tell-apart.ts'

/** A person of an earlier manifest, as described there, with what that led to. */
export interface EarlierPerson extends Described {
  readonly outcome: PersonOutcome
  /** The list, and where on it. */
  readonly place: string
  /** All places of the same person on that list. */
  readonly places: readonly string[]
  /** When, as the list says. */
  readonly flown: Times
}

/** The flight whose earlier manifests are looked at. */
export interface OnFlight extends Sent {
  readonly manifests: Manifests
  readonly keys: ManifestKeys
  readonly message: Message
  /** Of this message: what came before it is looked at. */
  readonly manifestId: string
  /** Resolves when a manifest that came before is finished. */
  readonly finishFirst: (id: string) => Promise<ReceivedManifest>
}

/** What earlier manifests are found with. */
export interface EarlierDeps extends Pick<OnFlight, 'manifests' | 'finishFirst'> {
  readonly ids: Ids
}

/** The flight of a message of this manifest. */
export const onFlightOf = (
  { ids, manifests, finishFirst }: EarlierDeps,
  { id: manifestId, sender, receivedAt, manifest: { interchange } }: TakenManifest,
  message: Message
): OnFlight => ({
  manifests,
  finishFirst,
  keys: keysFor(ids, sender),
  interchange,
  receivedAt,
  message,
  manifestId
})

/** More than one flight has, in parts, changes, and messages that name one person each. */
const maxManifests = 5_000
/** Of all these manifests: the newest lists say who travels, however often a sender repeats them, and all are in memory at once. */
const maxPersons = 50_000
/** Others get their turn between them. */
const readAtOnce = 4

/**
 * What earlier manifests of the flight led to for the persons of this message, newest first, by their ordinal: those of the same
 * unique reference; without one, of the same reservation, and there of the same name where one is given. Of several those whom
 * document and birth date mean.
 */
export const findEarlier = async (
  flight: OnFlight
): Promise<ReadonlyMap<number, readonly EarlierPerson[]>> => {
  const { keys, message } = flight
  const on = keys.onFlight(flight, message)
  const read = reading(flight)
  const found = await Promise.all(
    everybodyOn(message).map(async person => {
      const { ordinal, reference, locator } = person
      const key = reference ? on?.person(reference) : locator && on?.reservation(locator)
      const earlier = key ? await read(key) : []
      return [
        ordinal,
        narrow(
          person,
          earlier.flatMap(({ find }) => find(person))
        )
      ] as const
    })
  )
  return new Map(found)
}

/** Everybody on the flight, as earlier manifests described them. */
export const findEverybody = async (flight: OnFlight): Promise<readonly EarlierPerson[]> =>
  (await readFlight(flight)).flatMap(({ persons }) => persons)

/** All earlier manifests of the flight, newest first. */
export const readFlight = async (flight: OnFlight): Promise<readonly EarlierManifest[]> => {
  const on = flight.keys.onFlight(flight, flight.message)
  return on ? reading(flight)(on.flight) : []
}

/** A manifest as it was kept; undefined as long as it is not finished, and once its retention has ended. */
export const readManifest = async (
  manifests: Manifests,
  id: string
): Promise<ReceivedManifest | undefined> => {
  const received = await readKept(manifests, id)
  return received?.isReduced ? undefined : received
}

/** A finished manifest, or what is left of it. */
export const readKept = async (
  manifests: Manifests,
  id: string
): Promise<ReceivedManifest | undefined> => {
  const kept = await manifests.get(id)
  // Status changes are kept beside manifests, and are none.
  return kept?.isFinished && 'outcomes' in kept.content
    ? (kept.content as ReceivedManifest)
    : undefined
}

/** What an earlier manifest says of this flight, and those whom it describes there, in order. */
export interface EarlierManifest {
  readonly messages: readonly Message[]
  readonly persons: readonly EarlierPerson[]
  readonly find: FindNamed<EarlierPerson>
}

/** Reads each manifest that came before on this flight once, however many of its persons are asked for; the newest of too many. */
const reading = (on: OnFlight) => {
  const { manifests, keys, message, manifestId, finishFirst } = on
  const flight = keys.onFlight(on, message)?.flight
  const known = new Map<string, Promise<EarlierManifest>>()
  const inLanes = createLanes(readAtOnce)
  let held = 0
  const read = async (id: string): Promise<EarlierManifest> => {
    const received = (await readKept(manifests, id)) ?? (await finishFirst(id))
    // Reduced since it was found: whoever had no case would be unknown, so everybody is.
    if (received.isReduced) return { messages: [], persons: [], find: () => [] }
    const { manifest, receivedAt } = received
    const sent = { interchange: manifest.interchange, receivedAt }
    const isFlight = (other: Message) => keys.onFlight(sent, other)?.flight === flight
    const persons = personsOn(received, isFlight)
    const messages = acceptedMessages(manifest).filter(isFlight)
    held += messages.flatMap(everybodyOn).length
    return { messages, persons, find: indexPersons(persons) }
  }
  const readOnce = async (id: string) => {
    const list = known.get(id) ?? (held < maxPersons ? read(id) : undefined)
    if (list) known.set(id, list)
    return list
  }
  const cameBefore = async () => {
    const ids = flight ? await manifests.under(flight, maxManifests) : []
    const own = ids.indexOf(manifestId)
    return new Set(own < 0 ? [] : ids.slice(own + 1))
  }
  let before: ReturnType<typeof cameBefore> | undefined
  const readUnder = async (key: string) => {
    before ??= cameBefore()
    const [earlier, ids] = await Promise.all([before, manifests.under(key, maxManifests)])
    const cameUnder = ids.filter(id => earlier.has(id))
    return (await inLanes(cameUnder, readOnce)).filter(one => one !== undefined)
  }
  // Those of one reservation ask for the same.
  const asked = new Map<string, ReturnType<typeof readUnder>>()
  return (key: string) => {
    const found = asked.get(key) ?? readUnder(key)
    asked.set(key, found)
    return found
  }
}

const personsOn = (
  { id, manifest, outcomes }: ReceivedManifest,
  isFlight: (message: Message) => boolean
): readonly EarlierPerson[] =>
  manifest.messages.flatMap((message, at) => {
    const persons = screenedOn(message)
    if (persons.length === 0 || !isFlight(message)) return []
    const flown = timesOf(message)
    const list = `${id}/${at}`
    const byPerson = outcomesByPerson(outcomes[at] ?? [])
    const described = persons.flatMap(person => {
      const { ordinal } = person
      const outcome = byPerson.get(ordinal)
      return outcome ? [{ person, outcome, list, place: `${list}/${ordinal}` }] : []
    })
    const places = new Map(
      [...Map.groupBy(described, ({ outcome }) => outcome)].map(([outcome, same]) => [
        outcome,
        same.map(({ place }) => place)
      ])
    )
    return described.map(one => ({
      ...one,
      places: places.get(one.outcome) ?? [],
      flown
    }))
  })
