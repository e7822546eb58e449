import { gunzipSync, gzipSync } from 'node:zlib'
import type { KeptManifest, Manifests } from '#src/domain/ports.ts'
import type { Sealing } from '../sealing.ts'
import type { RedisClients } from './clients.ts'
import { clockLua, manifestKeys } from './manifest-keys.ts'
import { script } from './script.ts'
import { asked } from './unavailable.ts'

/** Manifests in Redis, numbered in the order in which they came, sealed; they stay until they are erased. */
export const redisManifests = (clients: RedisClients, sealing: Sealing): Manifests => {
  const { bulk } = clients
  const { count, unfinished, due, unrecorded, body, keysOf, under } = manifestKeys(clients)
  // Lists repeat themselves: a seventh is left, for half a millisecond of 300 persons.
  const sealed = (id: string, content: object) => {
    const bytes = gzipSync(JSON.stringify(content), { level: 1 })
    return Buffer.from(sealing.seal(bytes, about(id))).toString('base64')
  }
  const opened = (id: string, stored: string) => {
    const bytes = sealing.openBytes(Buffer.from(stored, 'base64'), about(id))
    return JSON.parse(gunzipSync(bytes).toString()) as KeptManifest['content']
  }
  return {
    isShared: true,
    isWhole: async () => true,
    async put({ id, at, keys, content, isFinished }) {
      const own = [count, unfinished, due, unrecorded, body(id), keysOf(id)]
      const given = [id, at, sealed(id, content), isFinished ? '1' : '0', Date.parse(at) || 0]
      await asked(put(bulk, [...own, ...keys.map(under)], [...given, ...keys]))
    },
    async get(id) {
      const [stored, keys] = await asked(
        Promise.all([bulk.hmget(body(id), 'at', 'sealed', 'finished'), bulk.smembers(keysOf(id))])
      )
      const [at, bytes, finished] = stored
      if (!at || !bytes) return undefined
      const content = opened(id, bytes)
      return { id, at, keys: keys.toSorted(), content, isFinished: finished === '1' }
    },
    under: (found, limit) => asked(bulk.zrevrange(under(found), 0, limit - 1)),
    unfinished: limit => asked(bulk.zrange(unfinished, '0', String(limit - 1))),
    due: (before, limit) =>
      asked(bulk.zrangebyscore(due, '-inf', `(${Date.parse(before)}`, 'LIMIT', 0, limit)),
    async reduce(id, left) {
      const keys = await asked(bulk.smembers(keysOf(id)))
      const all = [due, unrecorded, body(id), keysOf(id), ...keys.map(under)]
      await asked(reduce(bulk, all, left ? [id, sealed(id, left)] : [id]))
    }
  }
}

// KEYS: the count of all, the unfinished, those to be reduced, the unrecorded, the body, its keys, an index for each key. ARGV: id,
// when it came, sealed body, whether finished, the instant as a number, the keys. A finished one stays as it is, a reduced one goes.
const put = script(`${clockLua}
local body = KEYS[5]
local revision = after(redis.call('HGET', body, 'revision'))
if redis.call('HGET', body, 'reduced') then redis.call('DEL', body) end
if redis.call('HGET', body, 'finished') == '1' then return 0 end
local number = redis.call('HGET', body, 'number')
if not number then
  number = after(redis.call('GET', KEYS[1]))
  redis.call('SET', KEYS[1], number)
end
redis.call('HSET', body, 'number', number, 'at', ARGV[2], 'sealed', ARGV[3], 'finished', ARGV[4], 'revision', revision)
redis.call('ZADD', KEYS[4], revision, ARGV[1])
for i = 7, #KEYS do
  redis.call('SADD', KEYS[6], ARGV[i - 1])
  redis.call('ZADD', KEYS[i], number, ARGV[1])
end
if ARGV[4] == '1' then
  redis.call('ZREM', KEYS[2], ARGV[1])
  redis.call('ZADD', KEYS[3], ARGV[5], ARGV[1])
else redis.call('ZADD', KEYS[2], number, ARGV[1]) end
return 1
`)

// KEYS: those to be reduced, the unrecorded, the body, its keys, an index for each key. ARGV: id, what is left, sealed; nothing
// where it is erased.
const reduce = script(`${clockLua}
if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then return 0 end
local revision = after(redis.call('HGET', KEYS[3], 'revision'))
redis.call('ZADD', KEYS[2], revision, ARGV[1])
redis.call('DEL', KEYS[4])
for i = 5, #KEYS do redis.call('ZREM', KEYS[i], ARGV[1]) end
if ARGV[2] then
  return redis.call('HSET', KEYS[3], 'sealed', ARGV[2], 'reduced', '1', 'revision', revision)
end
return redis.call('DEL', KEYS[3])
`)

const about = (id: string) => `manifests|${id}`
