import { randomBytes } from 'node:crypto'
import type { Offsets, Position, Topic } from '#src/domain/ports.ts'
import type { RedisClients } from './clients.ts'
import { emptyRest, type StoreKeys } from './empty-store.ts'
import { checkedNew, type StoreFunctions } from './fence-functions.ts'
import { asked, viewReplaced, viewUnavailable } from './unavailable.ts'

/**
 * Keeps a projection from writing into a store that is not the one it knows. Redis may lose what it has acknowledged:
 * everything (emptied) or the end (a failover). So each store has an epoch, a random id; a projection resumes from
 * what the store holds, and its commits are refused from then on unless epoch and offset are still as it knows them.
 * Or it loses some keys: what is left counts for nothing, holds no offset, and is taken away by who resumes next.
 */
export interface Fence {
  offsets(topic: Topic): Promise<Offsets>
  /** Rejects once when the store is not the one that was resumed from before, and while another node empties it. */
  resume(topic: Topic): Promise<Offsets>
  /** What a commit's function is handed first; see `fenceLua`. */
  args(position: Position): readonly string[]
  /** Whether the function that only checks a commit found it new; throws when it would be refused. */
  isNew(reply: unknown): boolean
  /** The version that a commit's function gave; throws when it was refused. */
  passed(position: Position, reply: unknown): number
}

/** The store that a fence stands around. */
export interface FencedStore {
  readonly keys: StoreKeys
  readonly functions: StoreFunctions
  /** What it is made of. */
  readonly topics: readonly Topic[]
}

/** A fence around a store. */
export const createFence = (
  clients: RedisClients,
  { keys, functions, topics }: FencedStore
): Fence => {
  const { bulk } = clients
  let epoch = ''
  let known: ReadonlyMap<string, string> = new Map()
  let isShut = false
  const shut = () => {
    isShut = true
    return viewReplaced()
  }
  const besideOf = ({ topic, partition }: Position) =>
    topics.flatMap(other => {
      const field = fieldOf({ topic: other, partition })
      return other === topic ? [] : [[field, known.get(field) ?? 'none'] as const]
    })
  const resumed = async () => {
    for (;;) {
      const args = [newId(), ...[...known].flat()]
      const reply = await asked(functions.resume(bulk, keys.fixed, args))
      if (reply === 'others') throw viewUnavailable(new Error('another node empties it'))
      if (reply !== 'mine') return reply as string[]
      await emptyRest(clients, keys)
    }
  }
  return {
    async offsets(topic) {
      const stored = await asked(functions.offsets(bulk, keys.fixed, []))
      return partitionsOf(topic, pairsOf(stored as string[]))
    },
    async resume(topic) {
      const [found = '', ...stored] = await resumed()
      // Whoever is in the middle of something learns of it once; then it begins again from what is there.
      if (epoch !== '' && found !== epoch && !isShut) throw shut()
      isShut = false
      epoch = found
      known = pairsOf(stored)
      return partitionsOf(topic, known)
    },
    args: position => {
      const field = fieldOf(position)
      const expected = isShut ? 'shut' : epoch
      const unknown = epoch === '' ? '' : 'none' // who never resumed may write anything that is new
      const at = known.get(field) ?? unknown
      const beside = epoch === '' ? [] : besideOf(position)
      return [expected, newId(), field, at, String(position.offset), JSON.stringify(beside)]
    },
    isNew(reply) {
      if (reply === 'replaced') throw shut()
      return reply === checkedNew
    },
    passed(position, reply) {
      if (reply === 'replaced') throw shut()
      const [version, offset] = reply as readonly [number, string]
      known = new Map([...known, [fieldOf(position), offset]])
      return version
    }
  }
}

/** A random id: of an epoch, of a commit. */
const newId = () => randomBytes(9).toString('base64url')

const fieldOf = ({ topic, partition }: Omit<Position, 'offset'>) => `${topic}|${partition}`

const partitionsOf = (topic: Topic, stored: ReadonlyMap<string, string>): Offsets =>
  new Map(
    [...stored]
      .filter(([field]) => field.startsWith(`${topic}|`))
      .map(([field, offset]) => [Number(field.slice(topic.length + 1)), Number(offset)])
  )

const pairsOf = (flat: readonly string[]) => {
  const pairs = new Map<string, string>()
  for (let at = 0; at + 1 < flat.length; at += 2) pairs.set(flat[at] ?? '', flat[at + 1] ?? '')
  return pairs
}
