import type { Caller } from '../domain/access.ts'
import { hasRole } from '../domain/access.ts'
import type { Ids } from '../domain/ids.ts'
import {
  acceptedMessages,
  borderOf,
  dayOf,
  type Interchange,
  type Manifest,
  type Message,
  type Sent,
  screenedOn,
  timesOf
} from './manifest.ts'
import { isPart, partsKey } from './multi-part.ts'
import { dateOf } from './to-leg.ts'

/** Derives what manifests are recognised and found by, for one sender; nobody else's manifests share them. */
export const keysFor = (ids: Ids, sender: string) => {
  const derive = (kind: string, ...parts: readonly unknown[]) =>
    ids.digest([`manifest ${kind}`, sender, ...parts])
  return {
    /** The same content from the same sender for the same purpose is the same manifest. */
    manifest: (interchange: Interchange | undefined, purpose: string, contentDigest: string) =>
      derive('content', interchange?.sender, interchange?.reference, purpose, contentDigest),
    reference: ({ sender: named, reference }: Interchange) => derive('reference', named, reference),
    parts: (interchange: Interchange | undefined, message: Message) =>
      isPart(message) ? derive('parts', partsKey(interchange, message)) : undefined,
    /**
     * None where the message does not name its flight: what is found by nothing would be found by all that name none. `day` stands
     * for a date that is not given.
     */
    onFlight: (sent: Sent, message: Message, day = dayOf(sent)): FlightKeys | undefined => {
      const named = flightOf(message, day)
      if (!named) return undefined
      const flight = [sent.interchange?.sender, ...named]
      return {
        flight: derive('flight', ...flight),
        person: reference => derive('person', ...flight, reference),
        reservation: locator => derive('reservation', ...flight, locator)
      }
    }
  }
}
export type ManifestKeys = ReturnType<typeof keysFor>

/** What manifests of one flight are found by. */
export interface FlightKeys {
  readonly flight: string
  /** One person, by the unique reference that the carrier gave. */
  readonly person: (reference: string) => string
  /** Those who travel together, by their reservation. */
  readonly reservation: (locator: string) => string
}

/** What a manifest is found by as soon as it has come. */
export const keysOf = (
  keys: ManifestKeys,
  manifest: Manifest,
  receivedAt: string
): readonly string[] => {
  const { interchange } = manifest
  const messages = acceptedMessages(manifest)
  const ofFlights = messages
    .flatMap(message => (message.former ? [message, { ...message, ...message.former }] : message))
    .flatMap(message => keysOnFlight(keys.onFlight({ interchange, receivedAt }, message), message))
  const parts = messages.flatMap(message => keys.parts(interchange, message) ?? [])
  const reference = interchange?.reference === undefined ? [] : [keys.reference(interchange)]
  return [...new Set([...reference, ...parts, ...ofFlights])]
}

/** Every message of a flight has its place in the order of them; persons are found where they are described. */
const keysOnFlight = (on: FlightKeys | undefined, message: Message): readonly string[] => {
  if (!on) return []
  const ofPersons = screenedOn(message).flatMap(({ reference, locator }) => [
    ...(reference ? [on.person(reference)] : []),
    ...(locator ? [on.reservation(locator)] : [])
  ])
  return [on.flight, ...ofPersons]
}

/** What manifests are found by once it is known which cases their persons have. */
export const caseKey = (ids: Ids, caseId: string): string => ids.digest(['manifest case', caseId])

/** Whose manifests these are: a carrier's, whichever of its systems sends them; otherwise those of whoever signed in. */
export const senderOf = (caller: Pick<Caller, 'sub' | 'carrier'>): string =>
  caller.carrier ? `carrier ${nameOf(caller.carrier)}` : `sub ${caller.sub}`

/** The carriers that may read a manifest. */
export const carriersOf = (
  caller: Pick<Caller, 'roles' | 'carrier'>,
  { interchange, messages }: Manifest
): readonly string[] =>
  hasRole(caller, 'carrier') && caller.carrier
    ? [nameOf(caller.carrier)]
    : [
        ...new Set(
          [
            interchange?.sender,
            ...messages.flatMap(({ flights }) => flights.map(({ carrier }) => carrier))
          ].flatMap(name => (name ? [nameOf(name)] : []))
        )
      ]

/** Whether this caller is one of the carriers that may read a manifest. */
export const isCarrierOf = (
  caller: Pick<Caller, 'roles' | 'carrier'>,
  carriers: readonly string[]
): boolean =>
  hasRole(caller, 'carrier') &&
  caller.carrier !== undefined &&
  carriers.includes(nameOf(caller.carrier))

/** A carrier's name for comparing. */
export const nameOf = (carrier: string): string => carrier.trim().toUpperCase()

/** By the date that the journey has: lists of one flight number on two days are two flights. */
const flightOf = (message: Message, day: string) => {
  const { carrier, number } = borderOf(message) ?? message.flights[0] ?? {}
  if (!carrier && !number) return undefined
  return [carrier ?? '', number ?? '', dateOf(timesOf(message)) ?? day]
}
