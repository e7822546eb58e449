import type { Manifests } from '../domain/ports.ts'
import { readManifest } from './earlier.ts'
import { addPart, type PartCollection, type PartsStatus, partsStatus } from './multi-part.ts'
import type { ReceivedManifest } from './received.ts'

/** More than any relay splits a list into, repetitions included. */
const maxManifests = 500

/** Of each message that is a part of a list: whether all parts have come by now, in this manifest or in others. */
export const collectParts = async (
  manifests: Manifests,
  { partsKeys }: ReceivedManifest,
  nowMs: number
): Promise<readonly (PartsStatus | undefined)[]> => {
  const keys = new Set(partsKeys.filter(key => key !== ''))
  const statuses = new Map<string, PartsStatus>()
  // One after another: each reads whole manifests.
  for (const key of keys) {
    const collection = await collect(manifests, key)
    if (collection) statuses.set(key, partsStatus(collection, nowMs))
  }
  return partsKeys.map(key => statuses.get(key))
}

const collect = async (manifests: Manifests, key: string): Promise<PartCollection | undefined> => {
  let collection: PartCollection | undefined
  for (const id of (await manifests.under(key, maxManifests)).toReversed()) {
    const one = await readManifest(manifests, id)
    for (const [at, message] of one?.manifest.messages.entries() ?? []) {
      if (one?.partsKeys[at] !== key) continue
      collection = addPart(collection, message, Date.parse(one.receivedAt))
    }
  }
  return collection
}
