import type { Offsets } from '#src/domain/ports.ts'
import type { ManifestStates, RecordedPart, StoredManifest } from '../manifest-states.ts'
import type { RedisClients } from './clients.ts'
import { clockLua, manifestKeys } from './manifest-keys.ts'
import { script } from './script.ts'
import { asked, viewReplaced } from './unavailable.ts'

/** The states of manifests in Redis: what the record lacks, and what it can put back. */
export const redisManifestStates = (clients: RedisClients): ManifestStates => {
  const { bulk } = clients
  const keys = manifestKeys(clients)
  const { count, unfinished, due, unrecorded, tooLarge, claim, body, keysOf, under } = keys

  /** Gives the places in the part of what the view lacks; nothing is lacking where it has passed the part. */
  const pass = async ({ partition, after, through, stored }: RecordedPart) => {
    const all = [keys.offsets, ...stored.map(({ id }) => body(id))]
    const revisions = stored.flatMap(({ revision, state }) => [revision, state ? '1' : '0'])
    const reply = await asked(
      passed(bulk, all, [partition, after ?? 'none', through, ...revisions])
    )
    if (reply === 'replaced') throw viewReplaced()
    return reply as readonly number[]
  }

  const putBack = async ({ id, revision, state }: StoredManifest) => {
    const before = await asked(bulk.smembers(keysOf(id)))
    const own = [count, unfinished, due, body(id), keysOf(id)]
    const all = [...own, ...before.map(under), ...(state?.keys ?? []).map(under)]
    const given = [id, revision, before.length]
    await asked(restored(bulk, all, state ? [...given, ...rowOf(state)] : given))
  }

  return {
    async unrecorded(id) {
      const reply = await asked(lacking(bulk, [unrecorded, body(id), keysOf(id)], [id]))
      return reply === null ? undefined : storedOf(id, reply as Row)
    },
    recorded: async ({ id, revision }) =>
      void (await asked(settled(bulk, [unrecorded, tooLarge], [id, revision]))),
    passOver: async ({ id, revision }) =>
      void (await asked(settled(bulk, [unrecorded, tooLarge], [id, revision, 'too large']))),
    claim: async limit =>
      (await asked(
        claimed(bulk, [unrecorded, claim], [graceMs * 1_000, leaseMs, limit])
      )) as string[],
    release: async () => void (await asked(bulk.del(claim))),
    async counts() {
      const [waiting, large] = await asked(
        Promise.all([bulk.zcard(unrecorded), bulk.scard(tooLarge)])
      )
      return { waiting, tooLarge: large }
    },
    async offsets(): Promise<Offsets> {
      const found = Object.entries(await asked(bulk.hgetall(keys.offsets)))
      return new Map(found.map(([partition, offset]) => [Number(partition), Number(offset)]))
    },
    async restore(part) {
      for (;;) {
        const missing = await pass(part)
        if (missing.length === 0) return
        await Promise.all(missing.flatMap(at => part.stored[at] ?? []).map(putBack))
      }
    }
  }
}

/** Who stored it gives it to the record at once; what still waits after this was left by a node that is gone, or by an outage. */
const graceMs = 10_000
/** A node that was killed meanwhile keeps others from it no longer. */
const leaseMs = 30_000

type Row =
  | readonly [revision: string]
  | readonly [
      revision: string,
      number: string,
      at: string,
      sealed: string,
      finished: string,
      reduced: string,
      keys: readonly string[]
    ]

const storedOf = (id: string, row: Row): StoredManifest => {
  const revision = Number(row[0])
  if (row.length === 1) return { id, revision, state: undefined }
  const [, number, at, sealed, finished, reduced, keys] = row
  const is = { isFinished: finished === '1', isReduced: reduced === '1' }
  return {
    id,
    revision,
    state: { number: Number(number), at, keys: keys.toSorted(), ...is, sealed }
  }
}

const rowOf = ({
  number,
  at,
  sealed,
  isFinished,
  isReduced,
  keys
}: NonNullable<StoredManifest['state']>) => [
  number,
  at,
  sealed,
  isFinished ? '1' : '0',
  isReduced ? '1' : '0',
  Date.parse(at) || 0,
  ...keys
]

// KEYS: the unrecorded, the body, its keys. ARGV: id. An erased one waits without a body, or before one that was put back of before.
const lacking = script(`
local waits = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not waits then return nil end
local body = redis.call('HMGET', KEYS[2], 'revision', 'number', 'at', 'sealed', 'finished', 'reduced')
if not body[1] or tonumber(body[1]) < tonumber(waits) then return { waits } end
body[6] = body[6] or ''
body[7] = redis.call('SMEMBERS', KEYS[3])
return body
`)

// KEYS: the unrecorded, those too large. ARGV: id, revision, whether it is too large.
const settled = script(`
local waits = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not waits or tonumber(waits) > tonumber(ARGV[2]) then return 0 end
redis.call('ZREM', KEYS[1], ARGV[1])
if ARGV[3] then return redis.call('SADD', KEYS[2], ARGV[1]) end
return redis.call('SREM', KEYS[2], ARGV[1])
`)

// KEYS: the unrecorded, the claim. ARGV: for how many microseconds, for how many milliseconds, how many.
const claimed = script(`${clockLua}
local before = string.format('(%.0f', now - ARGV[1])
local waiting = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', before, 'LIMIT', 0, ARGV[3])
if #waiting == 0 then return {} end
if not redis.call('SET', KEYS[2], '1', 'NX', 'PX', ARGV[2]) then return {} end
return waiting
`)

// KEYS: offsets, the body of each. ARGV: partition, the offset known or 'none', the offset to move it to, and of each its revision and
// whether there is anything. It moves in the step in which nothing is lacking: whatever copy has the offset has what stands before it.
const passed = script(`
if ARGV[2] ~= (redis.call('HGET', KEYS[1], ARGV[1]) or 'none') then return 'replaced' end
local missing = {}
for i = 2, #KEYS do
  local at = tonumber(redis.call('HGET', KEYS[i], 'revision') or '-1')
  local revision, isThere = tonumber(ARGV[2 * i]), ARGV[2 * i + 1] == '1'
  if isThere and at < revision or not isThere and at >= 0 and at <= revision then
    table.insert(missing, i - 2)
  end
end
if #missing == 0 then redis.call('HSET', KEYS[1], ARGV[1], ARGV[3]) end
return missing
`)

// KEYS: the count, the unfinished, those to be reduced, the body, its keys, an index for each key of before, and of now. ARGV: id,
// revision, how many keys it had; then, unless it is erased, number, when it came, sealed body, finished, reduced, the instant, the keys.
const restored = script(`
local id, before = ARGV[1], tonumber(ARGV[3])
local at, revision = tonumber(redis.call('HGET', KEYS[4], 'revision') or '-1'), tonumber(ARGV[2])
local isErased = #ARGV == 3
if at > revision or at == revision and not isErased then return 0 end
for i = 6, 5 + before do redis.call('ZREM', KEYS[i], id) end
redis.call('DEL', KEYS[4], KEYS[5])
redis.call('ZREM', KEYS[2], id)
redis.call('ZREM', KEYS[3], id)
if isErased then return 1 end
local number = ARGV[4]
redis.call('HSET', KEYS[4], 'revision', ARGV[2], 'number', number, 'at', ARGV[5], 'sealed', ARGV[6], 'finished', ARGV[7])
if ARGV[8] == '1' then redis.call('HSET', KEYS[4], 'reduced', '1')
elseif ARGV[7] == '1' then redis.call('ZADD', KEYS[3], ARGV[9], id)
else redis.call('ZADD', KEYS[2], number, id) end
if tonumber(number) > tonumber(redis.call('GET', KEYS[1]) or '0') then redis.call('SET', KEYS[1], number) end
for i = 10, #ARGV do
  redis.call('SADD', KEYS[5], ARGV[i])
  redis.call('ZADD', KEYS[i - 4 + before], number, id)
end
return 1
`)
