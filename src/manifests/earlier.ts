import type { Manifests } from '../domain/ports.ts'
import type { Interchange, Message } from './manifest.ts'
import type { ManifestKeys } from './manifest-keys.ts'
import { type Found, foundOf, outcomesByPerson, type ReceivedManifest } from './received.ts'

/** What the newest earlier manifests led to for these persons of a flight, by unique reference. */
export const findEarlier = async (
  manifests: Manifests,
  keys: ManifestKeys,
  interchange: Interchange | undefined,
  message: Message
): Promise<ReadonlyMap<string, Found>> => {
  const references = [
    ...message.persons,
    ...message.unreadable.map(({ person }) => person)
  ].flatMap(({ reference }) => reference ?? [])
  const read = new Map<string, Promise<ReceivedManifest | undefined>>()
  const readOnce = (id: string) => {
    const reading = read.get(id) ?? readManifest(manifests, id)
    read.set(id, reading)
    return reading
  }
  const found = await Promise.all(
    [...new Set(references)].map(async reference => {
      const key = keys.person(interchange, message, reference)
      const [id] = await manifests.under(key, 1)
      const earlier = id === undefined ? undefined : await readOnce(id)
      const what = earlier && findIn(earlier, reference)
      return what ? [[reference, what] as const] : []
    })
  )
  return new Map(found.flat())
}

/** A manifest as it was kept. */
export const readManifest = async (
  manifests: Manifests,
  id: string
): Promise<ReceivedManifest | undefined> =>
  (await manifests.get(id))?.content as ReceivedManifest | undefined

const findIn = ({ manifest, outcomes }: ReceivedManifest, reference: string) => {
  for (const [at, { persons }] of manifest.messages.entries()) {
    const ordinal = persons.findLast(person => person.reference === reference)?.ordinal
    const outcome = ordinal && outcomesByPerson(outcomes[at] ?? []).get(ordinal)
    const found = outcome && foundOf(outcome)
    if (found) return found
  }
  return undefined
}
