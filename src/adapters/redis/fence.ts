import { randomBytes } from 'node:crypto'
import type { Offsets, Position, Topic } from '#src/domain/ports.ts'
import type { RedisClient } from './connect.ts'
import { script } from './script.ts'
import { asked, viewReplaced } from './unavailable.ts'

/**
 * Keeps a projection from writing into a store that is not the one it knows. Redis may lose what it has acknowledged:
 * everything (emptied) or the end (a failover). So each store has an epoch, a random id; a projection resumes from
 * what the store holds, and its commits are refused from then on unless epoch and offset are still as it knows them.
 */
export interface Fence {
  offsets(topic: Topic): Promise<Offsets>
  /** Rejects once when the store is not the one that was resumed from before. */
  resume(topic: Topic): Promise<Offsets>
  /** What a commit's function is handed first; see `fenceLua`. */
  args(position: Position): readonly string[]
  /** Whether the function that only checks a commit found it new; throws when it would be refused. */
  isNew(reply: unknown): boolean
  /** The version that a commit's function gave; throws when it was refused. */
  passed(position: Position, reply: unknown): number
}

/** A fence around the store that is made of these topics, and whose epoch and offsets stand in these hashes. */
export const createFence = (
  client: RedisClient,
  meta: string,
  offsets: string,
  topics: readonly Topic[]
): Fence => {
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
  return {
    async offsets(topic) {
      const stored = await asked(client.hgetall(offsets))
      return partitionsOf(topic, new Map(Object.entries(stored)))
    },
    async resume(topic) {
      const reply = await asked(resume(client, [meta, offsets], [newId(), ...[...known].flat()]))
      const [found = '', ...stored] = reply as string[]
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

/** How many arguments of a commit's function belong to the fence. */
export const fenceArgs = 6

/**
 * Begins every commit's function, and every one that checks a commit: ARGV holds the epoch known or '', a random id for what
 * is new, the partition, its offset known, 'none' or '', the offset to move it to, and as JSON the partitions of the same
 * number in the other topics, each with its offset known or 'none'. Ends the function unless the commit is good and new.
 */
export const fenceLua = `
local meta, offsets = KEYS[1], KEYS[2]
local epoch = redis.call('HGET', meta, 'epoch')
local at = redis.call('HGET', offsets, ARGV[3])
local version = tonumber(redis.call('HGET', meta, 'version') or '0')
if ARGV[1] ~= '' and ARGV[1] ~= epoch then return 'replaced' end
if ARGV[4] ~= '' and ARGV[4] ~= (at or 'none') then return 'replaced' end
for _, beside in ipairs(cjson.decode(ARGV[6])) do
  if beside[2] ~= (redis.call('HGET', offsets, beside[1]) or 'none') then return 'replaced' end
end
if at and tonumber(ARGV[5]) <= tonumber(at) then return { version, at } end
`

const checkedNew = 'new'

/** Ends a function that only checks a commit: it would be taken, and is new. */
export const checkedLua = `return '${checkedNew}'
`

/** The first writes of a commit's function, after all that could refuse it. */
export const advanceLua = `
if not epoch then redis.call('HSET', meta, 'epoch', ARGV[2]) end
redis.call('HSET', offsets, ARGV[3], ARGV[5])
`

/** The last writes of a commit's function that has made newer versions, with more fields for those who listen. */
export const announceLua = `
local made = string.format('%d', version)
redis.call('HSET', meta, 'version', made, 'commit', ARGV[2])
redis.call('XADD', KEYS[3], 'MAXLEN', '~', 10000, made .. '-0', 'commit', ARGV[2], unpack(more))
return { version, ARGV[5] }
`

/** A random id: of an epoch, of a commit. */
const newId = () => randomBytes(9).toString('base64url')

// A store that knows less than it once acknowledged has gone back: what follows is another history.
const resume = script(`
local epoch = redis.call('HGET', KEYS[1], 'epoch')
for i = 2, #ARGV, 2 do
  local at = redis.call('HGET', KEYS[2], ARGV[i])
  if not at or tonumber(at) < tonumber(ARGV[i + 1]) then epoch = false end
end
if not epoch then
  epoch = ARGV[1]
  redis.call('HSET', KEYS[1], 'epoch', epoch)
end
local reply = redis.call('HGETALL', KEYS[2])
table.insert(reply, 1, epoch)
return reply
`)

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
