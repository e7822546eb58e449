import type { Manifests } from '../domain/ports.ts'
import type { MessageFunction } from './message-function.ts'
import {
  addPart,
  isPart,
  type PartCollection,
  type PartsStatus,
  partsStatus
} from './multi-part.ts'
import type { TakenManifest } from './received.ts'

/** More than any relay splits a list into, repetitions included. */
const maxManifests = 500

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
  for (const id of (await manifests.under(key, maxManifests)).toReversed()) {
    // A part that is not screened yet has come all the same.
    const one = (await manifests.get(id))?.content as TakenManifest | undefined
    for (const [at, message] of one?.manifest.messages.entries() ?? []) {
      if (one?.partsKeys[at] !== key) continue
      const before = collections.get(message.function)
      collections.set(message.function, addPart(before, message, Date.parse(one.receivedAt)))
    }
  }
  return collections
}
