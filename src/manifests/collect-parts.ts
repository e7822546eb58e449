import type { Manifests } from '../domain/ports.ts'
import type { MessageFunction } from './message-function.ts'
import {
  addPart,
  type Counted,
  isPart,
  type PartCollection,
  type PartsStatus,
  partsStatus
} from './multi-part.ts'
import type { TakenManifest } from './received.ts'

/** More than any relay splits a list into, repetitions included. */
const maxManifests = 500
/** Of all these manifests, the newest first: more than any list has, and soon counted. */
const maxPersons = 50_000

/** Of each message that is a part of a list: whether all parts have come by now, in this manifest or in others. */
export const collectParts = async (
  manifests: Manifests,
  { partsKeys, manifest }: TakenManifest,
  nowMs: number
): Promise<readonly (PartsStatus | undefined)[]> => {
  const keys = new Set(partsKeys.filter(key => key !== ''))
  const collections = new Map<string, Collections>()
  // One after another: each reads whole manifests.
  for (const key of keys) collections.set(key, await collect(manifests, key))
  return manifest.messages.map((message, at) => {
    const collection = collections.get(partsKeys[at] ?? '')?.get(message.function)
    return collection && isPart(message) ? partsStatus(collection, nowMs) : undefined
  })
}

/** By the kind of list: passengers and crew. */
type Collections = ReadonlyMap<MessageFunction, PartCollection>

const collect = async (manifests: Manifests, key: string): Promise<Collections> => {
  const collections = new Map<MessageFunction, PartCollection>()
  for (const { asked, atMs, ...message } of (await countedUnder(manifests, key)).toReversed()) {
    collections.set(asked, addPart(collections.get(asked), message, atMs))
  }
  return collections
}

/** What came under this key, the newest first; of each message no more than counts. */
const countedUnder = async (manifests: Manifests, key: string) => {
  const counted: (Counted & { readonly asked: MessageFunction; readonly atMs: number })[] = []
  let persons = 0
  for (const id of await manifests.under(key, maxManifests)) {
    if (persons >= maxPersons) break
    // A part that is not screened yet has come all the same.
    const one = (await manifests.get(id))?.content as TakenManifest | undefined
    const messages = one?.manifest.messages.filter((_, at) => one.partsKeys[at] === key) ?? []
    for (const message of messages.toReversed()) {
      const { function: asked, part, totals, persons: those, unreadable } = message
      const sizes = { persons: { length: those.length }, unreadable: { length: unreadable.length } }
      const atMs = Date.parse(one?.receivedAt ?? '')
      counted.push({ asked, atMs, ...(part && { part }), totals, ...sizes })
      persons += those.length
    }
  }
  return counted
}
