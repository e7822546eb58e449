import type { Ids } from '../domain/ids.ts'
import type { Manifests } from '../domain/ports.ts'
import { type FindNamed, indexPersons } from './index-persons.ts'
import { everybodyOn, type Message, type Sent, screenedOn } from './manifest.ts'
import { keysFor, type ManifestKeys } from './manifest-keys.ts'
import type { Person } from './person.ts'
import {
  outcomesByPerson,
  type PersonOutcome,
  type ReceivedManifest,
  type TakenManifest
} from './received.ts'

/** A person of an earlier manifest, as described there, with what that led to. */
export interface EarlierPerson {
  readonly person: Person
  readonly outcome: PersonOutcome
  /** The same person stands on that list under another reference too. */
  readonly isListedTwice: boolean
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

/**
 * What earlier manifests of the flight led to for the persons of this message, newest first, by their ordinal: those of the same
 * unique reference; without one, of the same reservation, and there of the same name where one is given.
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
      return [ordinal, earlier.flatMap(({ find }) => find(person))] as const
    })
  )
  return new Map(found)
}

/** Everybody on the flight, as earlier manifests described them. */
export const findEverybody = async (flight: OnFlight): Promise<readonly EarlierPerson[]> => {
  const on = flight.keys.onFlight(flight, flight.message)
  const earlier = on ? await reading(flight)(on.flight) : []
  return earlier.flatMap(({ persons }) => persons)
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

/** Those whom an earlier manifest describes on this flight, in order. */
interface EarlierList {
  readonly persons: readonly EarlierPerson[]
  readonly find: FindNamed<EarlierPerson>
}

/** Reads each manifest that came before on this flight once, however many of its persons are asked for. */
const reading = (on: OnFlight) => {
  const { manifests, keys, message, manifestId, finishFirst } = on
  const flight = keys.onFlight(on, message)?.flight
  const known = new Map<string, Promise<EarlierList>>()
  const read = async (id: string): Promise<EarlierList> => {
    const received = (await readKept(manifests, id)) ?? (await finishFirst(id))
    // Reduced since it was found: whoever had no case would be unknown, so everybody is.
    if (received.isReduced) return { persons: [], find: () => [] }
    const { manifest, receivedAt } = received
    const sent = { interchange: manifest.interchange, receivedAt }
    const persons = personsOn(received, other => keys.onFlight(sent, other)?.flight === flight)
    return { persons, find: indexPersons(persons) }
  }
  const readOnce = (id: string) => {
    const list = known.get(id) ?? read(id)
    known.set(id, list)
    return list
  }
  const cameBefore = async () => {
    const ids = flight ? await manifests.under(flight, maxManifests) : []
    const own = ids.indexOf(manifestId)
    return new Set(own < 0 ? [] : ids.slice(own + 1))
  }
  let before: ReturnType<typeof cameBefore> | undefined
  return async (key: string) => {
    before ??= cameBefore()
    const [earlier, ids] = await Promise.all([before, manifests.under(key, maxManifests)])
    return Promise.all(ids.filter(id => earlier.has(id)).map(readOnce))
  }
}

const personsOn = (
  { manifest, outcomes }: ReceivedManifest,
  isFlight: (message: Message) => boolean
): readonly EarlierPerson[] =>
  manifest.messages.flatMap((message, at) => {
    const persons = screenedOn(message)
    if (persons.length === 0 || !isFlight(message)) return []
    const own = outcomes[at] ?? []
    const byPerson = outcomesByPerson(own)
    const twice = new Set(
      own.flatMap(one => (one.kind === 'duplicate' ? [one.of, one.person] : []))
    )
    return persons.flatMap(person => {
      const outcome = byPerson.get(person.ordinal)
      const isListedTwice = twice.has(person.ordinal)
      return outcome ? [{ person, outcome, isListedTwice }] : []
    })
  })
