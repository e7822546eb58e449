import type { KeptManifest, Manifests } from '#src/domain/ports.ts'
import type { Sealing } from '../sealing.ts'
import type { RedisClients } from './clients.ts'
import { script } from './script.ts'
import { asked } from './unavailable.ts'

/** Manifests in Redis, numbered in the order in which they came, sealed; they stay until they are erased. */
export const redisManifests = ({ bulk, key }: RedisClients, sealing: Sealing): Manifests => {
  const of = (name: string) => key('manifests', name)
  const body = (id: string) => of(`body:${id}`)
  const keysOf = (id: string) => of(`keys:${id}`)
  const index = (found: string) => of(`under:${found}`)
  const [unfinished, due] = [of('unfinished'), of('due')]
  const sealed = (id: string, content: object) =>
    Buffer.from(sealing.seal(JSON.stringify(content), about(id))).toString('base64')
  return {
    isShared: true,
    isWhole: async () => true,
    async put({ id, at, keys, content, isFinished }) {
      const all = [of('count'), unfinished, due, body(id), keysOf(id), ...keys.map(index)]
      const given = [id, at, sealed(id, content), isFinished ? '1' : '0', Date.parse(at) || 0]
      await asked(put(bulk, all, [...given, ...keys]))
    },
    async get(id) {
      const [stored, keys] = await asked(
        Promise.all([bulk.hmget(body(id), 'at', 'sealed', 'finished'), bulk.smembers(keysOf(id))])
      )
      const [at, bytes, finished] = stored
      if (!at || !bytes) return undefined
      const text = sealing.open(Buffer.from(bytes, 'base64'), about(id))
      const content = JSON.parse(text) as KeptManifest['content']
      return { id, at, keys: keys.toSorted(), content, isFinished: finished === '1' }
    },
    under: (found, limit) => asked(bulk.zrevrange(index(found), 0, limit - 1)),
    unfinished: limit => asked(bulk.zrange(unfinished, '0', String(limit - 1))),
    due: (before, limit) =>
      asked(bulk.zrangebyscore(due, '-inf', `(${Date.parse(before)}`, 'LIMIT', 0, limit)),
    async reduce(id, left) {
      const keys = await asked(bulk.smembers(keysOf(id)))
      const all = [due, body(id), keysOf(id), ...keys.map(index)]
      await asked(reduce(bulk, all, left ? [id, sealed(id, left)] : [id]))
    }
  }
}

// KEYS: the count of all, the unfinished, those to be reduced, the body, its keys, an index for each key. ARGV: id, when it
// came, sealed body, whether finished, the instant as a number, the keys. A finished one stays as it is, a reduced one goes.
const put = script(`
if redis.call('HGET', KEYS[4], 'reduced') then redis.call('DEL', KEYS[4]) end
if redis.call('HGET', KEYS[4], 'finished') == '1' then return 0 end
local number = redis.call('HGET', KEYS[4], 'number') or redis.call('INCR', KEYS[1])
redis.call('HSET', KEYS[4], 'number', number, 'at', ARGV[2], 'sealed', ARGV[3], 'finished', ARGV[4])
for i = 6, #KEYS do
  redis.call('SADD', KEYS[5], ARGV[i])
  redis.call('ZADD', KEYS[i], number, ARGV[1])
end
if ARGV[4] == '1' then
  redis.call('ZREM', KEYS[2], ARGV[1])
  redis.call('ZADD', KEYS[3], ARGV[5], ARGV[1])
else redis.call('ZADD', KEYS[2], number, ARGV[1]) end
return 1
`)

// KEYS: those to be reduced, the body, its keys, an index for each key. ARGV: id, what is left, sealed; nothing where it is erased.
const reduce = script(`
if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('DEL', KEYS[3])
for i = 4, #KEYS do redis.call('ZREM', KEYS[i], ARGV[1]) end
if ARGV[2] then return redis.call('HSET', KEYS[2], 'sealed', ARGV[2], 'reduced', '1') end
return redis.call('DEL', KEYS[2])
`)

const about = (id: string) => `manifests|${id}`
