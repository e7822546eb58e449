import type { KeptManifest, Manifests } from '#src/domain/ports.ts'
import type { Sealing } from '../sealing.ts'
import type { RedisClients } from './clients.ts'
import { compressed, decompressed } from './compressed.ts'
import { filedBy, filingLua, findFiled, keptKeys, keysIn } from './manifest-index.ts'
import { clockLua, manifestKeys } from './manifest-keys.ts'
import { script } from './script.ts'
import { asked } from './unavailable.ts'

/** Manifests in Redis, numbered in the order in which they came, sealed; they stay until they are erased. */
export const redisManifests = (clients: RedisClients, sealing: Sealing): Manifests => {
  const { bulk } = clients
  const { count, unfinished, due, unrecorded, numbers, busy, body, keysOf, bucket } =
    manifestKeys(clients)
  const sealed = (id: string, content: object) =>
    Buffer.from(sealing.seal(compressed(JSON.stringify(content)), about(id)))
  const opened = (id: string, stored: Uint8Array) =>
    JSON.parse(decompressed(sealing.openBytes(stored, about(id)))) as KeptManifest['content']
  const keptOf = async (id: string) => keysIn(await bulk.lrangeBuffer(keysOf(id), 0, -1))
  return {
    isShared: true,
    isWhole: async () => true,
    async put({ id, at, keys, content, isFinished }) {
      const own = [count, unfinished, due, unrecorded, numbers, busy, body(id), keysOf(id)]
      const flags = [isFinished ? '1' : '0', Date.parse(at) || 0]
      const given = [id, at, sealed(id, content), ...flags, keptKeys(keys)]
      await asked(put(bulk, [...own, ...keys.map(bucket)], [...given, ...keys.map(filedBy)]))
    },
    async get(id) {
      const [[at, bytes, finished], keys] = await asked(
        Promise.all([bulk.hmgetBuffer(body(id), 'at', 'sealed', 'finished'), keptOf(id)])
      )
      if (!at || !bytes) return undefined
      const content = opened(id, bytes)
      return { id, at: String(at), keys, content, isFinished: String(finished) === '1' }
    },
    under: async (found, limit) =>
      (await asked(
        findFiled(bulk, [numbers, busy, bucket(found)], [filedBy(found), limit])
      )) as string[],
    unfinished: limit => asked(bulk.zrange(unfinished, '0', String(limit - 1))),
    due: (before, limit) =>
      asked(bulk.zrangebyscore(due, '-inf', `(${Date.parse(before)}`, 'LIMIT', 0, limit)),
    async reduce(id, left) {
      const keys = await asked(keptOf(id))
      const all = [due, unrecorded, numbers, busy, body(id), keysOf(id), ...keys.map(bucket)]
      const given = [id, left ? sealed(id, left) : '', ...keys.map(filedBy)]
      await asked(reduce(bulk, all, given))
    }
  }
}

// KEYS: the count of all, the unfinished, those to be reduced, the unrecorded, the numbers, the busy, the body, its keys, a bucket for
// each key. ARGV: id, when it came, sealed body, whether finished, the instant as a number, the keys together, and each as it is filed.
// A finished one stays as it is, a reduced one goes.
const put = script(`${clockLua}${filingLua(5, 6)}
local id, body = ARGV[1], KEYS[7]
local revision = after(redis.call('HGET', body, 'revision'))
if redis.call('HGET', body, 'reduced') then redis.call('DEL', body) end
if redis.call('HGET', body, 'finished') == '1' then return 0 end
local number = redis.call('HGET', body, 'number')
if not number then
  number = after(redis.call('GET', KEYS[1]))
  redis.call('SET', KEYS[1], number)
  redis.call('ZADD', numbers, number, id)
end
redis.call('HSET', body, 'number', number, 'at', ARGV[2], 'sealed', ARGV[3], 'finished', ARGV[4], 'revision', revision)
redis.call('ZADD', KEYS[4], revision, id)
local bytes, isMore = packed(number), false
for i = 9, #KEYS do isMore = file(KEYS[i], ARGV[i - 2], number, id, bytes) or isMore end
if isMore then redis.call('RPUSH', KEYS[8], ARGV[6]) end
if ARGV[4] == '1' then
  redis.call('ZREM', KEYS[2], id)
  redis.call('ZADD', KEYS[3], ARGV[5], id)
else redis.call('ZADD', KEYS[2], number, id) end
return 1
`)

// KEYS: those to be reduced, the unrecorded, the numbers, the busy, the body, its keys, a bucket for each key. ARGV: id, what is left,
// sealed, or nothing where it is erased, each key as it is filed.
const reduce = script(`${clockLua}${filingLua(3, 4)}
local id, body = ARGV[1], KEYS[5]
if redis.call('ZREM', KEYS[1], id) == 0 then return 0 end
local had = redis.call('HMGET', body, 'revision', 'number')
local revision = after(had[1])
redis.call('ZADD', KEYS[2], revision, id)
local bytes = packed(had[2])
for i = 7, #KEYS do unfile(KEYS[i], ARGV[i - 4], had[2], id, bytes) end
redis.call('ZREM', numbers, id)
redis.call('DEL', KEYS[6])
if ARGV[2] ~= '' then
  return redis.call('HSET', body, 'sealed', ARGV[2], 'reduced', '1', 'revision', revision)
end
return redis.call('DEL', body)
`)

const about = (id: string) => `manifests|${id}`
