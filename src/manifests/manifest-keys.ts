import type { Caller } from '../domain/access.ts'
import { hasRole } from '../domain/access.ts'
import type { Ids } from '../domain/ids.ts'
import type { Interchange, Manifest, Message } from './manifest.ts'
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
    /** One person on one flight, by the unique reference that the carrier gave. */
    person: (interchange: Interchange | undefined, message: Message, reference: string) =>
      derive('person', interchange?.sender, ...flightOf(message), reference)
  }
}
export type ManifestKeys = ReturnType<typeof keysFor>

/** Whose manifests these are: a carrier's, whichever of its systems sends them; otherwise those of whoever signed in. */
export const senderOf = (caller: Caller): string =>
  caller.carrier ? `carrier ${nameOf(caller.carrier)}` : `sub ${caller.sub}`

/** The carriers that may read a manifest. */
export const carriersOf = (
  caller: Caller,
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

/** A carrier's name for comparing. */
export const nameOf = (carrier: string): string => carrier.trim().toUpperCase()

const flightOf = ({ sectors, flights }: Message) => {
  const sector = sectors.find(({ isBorder }) => isBorder)
  const { carrier, number } = sector ?? flights[0] ?? {}
  return [carrier ?? '', number ?? '', (sector && dateOf(sector)) ?? '']
}
