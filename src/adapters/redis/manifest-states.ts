import type { Offsets } from '#src/domain/ports.ts'
import type { ManifestStates, RecordedPart, StoredManifest } from '../manifest-states.ts'
import type { RedisClients } from './clients.ts'
import { filedBy, filingLua, keptKeys, keysIn } from './manifest-index.ts'
import { clockLua, manifestKeys } from './manifest-keys.ts'
import { script } from './script.ts'
import { begin, transaction } from './transaction.ts'
import { asked, viewReplaced } from './unavailable.ts'

/** The states of manifests in Redis: what the record lacks, and what it can put back. */
export const redisManifestStates = (clients: RedisClients): ManifestStates => {
  const { bulk } = clients
  const keys = manifestKeys(clients)
  const { count, unfinished, due, unrecorded, tooLarge, claim, numbers, busy } = keys
  const { body, keysOf, bucket } = keys

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
    const before = keysIn(await asked(bulk.lrangeBuffer(keysOf(id), 0, -1)))
    const own = [count, unfinished, due, numbers, busy, body(id), keysOf(id)]
    const filed = [...before, ...(state?.keys ?? [])]
    const given = [id, revision, before.length, ...rowOf(state), ...filed.map(filedBy)]
    await asked(restored(bulk, [...own, ...filed.map(bucket)], given))
  }

  return {
    async unrecorded(id) {
      const one = begin(bulk).zscore(unrecorded, id)
      one.hmgetBuffer(body(id), 'revision', ...stateFields).lrangeBuffer(keysOf(id), 0, -1)
      const [waits, row, kept] = (await transaction(one)) as Lacking
      return waits === null ? undefined : lacking(id, waits, row, kept)
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

const stateFields = ['number', 'at', 'sealed', 'finished', 'reduced'] as const
type Lacking = readonly [
  waits: string | null,
  row: readonly (Buffer | null)[],
  kept: readonly Buffer[]
]

/** An erased one waits without a body, or before one that was put back of before. */
const lacking = (id: string, waits: string, row: Lacking[1], kept: Lacking[2]): StoredManifest => {
  const [revision, number, at, sealed, finished, reduced] = row
  if (!revision || !sealed || Number(revision) < Number(waits)) {
    return { id, revision: Number(waits), state: undefined }
  }
  const state = {
    number: Number(number),
    at: String(at),
    keys: keysIn(kept),
    isFinished: String(finished) === '1',
    isReduced: String(reduced) === '1',
    sealed: sealed.toString('base64')
  }
  return { id, revision: Number(revision), state }
}

const rowOf = (state: StoredManifest['state']) => {
  if (!state) return ['erased', '', '', '', '', '', '']
  const { number, at, sealed, isFinished, isReduced, keys } = state
  const flags = [isFinished ? '1' : '0', isReduced ? '1' : '0']
  return [number, at, Buffer.from(sealed, 'base64'), ...flags, Date.parse(at) || 0, keptKeys(keys)]
}

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

// KEYS: the count, the unfinished, those to be reduced, the numbers, the busy, the body, its keys, a bucket for each key of before, and
// of now. ARGV: id, revision, how many keys it had; number or 'erased', when it came, sealed body, finished, reduced, the instant, the
// keys together; each key of before, and of now, as it is filed.
const restored = script(`${filingLua(4, 5)}
local id, before, body = ARGV[1], tonumber(ARGV[3]), KEYS[6]
local had = redis.call('HMGET', body, 'revision', 'number')
local at, revision = tonumber(had[1] or '-1'), tonumber(ARGV[2])
local number, isErased = ARGV[4], ARGV[4] == 'erased'
if at > revision or at == revision and not isErased then return 0 end
if had[2] then
  local bytes = packed(had[2])
  for i = 8, 7 + before do unfile(KEYS[i], ARGV[i + 3], had[2], id, bytes) end
end
redis.call('DEL', body, KEYS[7])
for i = 2, 4 do redis.call('ZREM', KEYS[i], id) end
if isErased then return 1 end
redis.call('HSET', body, 'revision', ARGV[2], 'number', number, 'at', ARGV[5], 'sealed', ARGV[6], 'finished', ARGV[7])
if tonumber(number) > tonumber(redis.call('GET', KEYS[1]) or '0') then redis.call('SET', KEYS[1], number) end
if ARGV[8] == '1' then return redis.call('HSET', body, 'reduced', '1') end
redis.call('ZADD', numbers, number, id)
if ARGV[7] == '1' then redis.call('ZADD', KEYS[3], ARGV[9], id)
else redis.call('ZADD', KEYS[2], number, id) end
if #KEYS > 7 + before then redis.call('RPUSH', KEYS[7], ARGV[10]) end
local bytes = packed(number)
for i = 8 + before, #KEYS do file(KEYS[i], ARGV[i + 3], number, id, bytes) end
return 1
`)
