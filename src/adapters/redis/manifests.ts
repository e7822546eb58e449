import type { KeptManifest, Manifests } from '#src/domain/ports.ts'
import type { Sealing } from '../sealing.ts'
import type { RedisClients } from './clients.ts'
import { script } from './script.ts'
import { asked } from './unavailable.ts'

/** Manifests in Redis, numbered in the order in which they came, sealed, each until its retention ends. */
export const redisManifests = (
  { bulk, key }: RedisClients,
  sealing: Sealing,
  retentionMs: number
): Manifests => {
  const of = (name: string) => key('manifests', name)
  const body = (id: string) => of(`body:${id}`)
  const keysOf = (id: string) => of(`keys:${id}`)
  const index = (found: string) => of(`under:${found}`)
  const unfinished = of('unfinished')
  return {
    async put({ id, at, keys, content, isFinished }) {
      const sealed = sealing.seal(JSON.stringify({ at, content }), about(id))
      const all = [of('count'), unfinished, body(id), keysOf(id), ...keys.map(index)]
      const base64 = Buffer.from(sealed).toString('base64')
      await asked(put(bulk, all, [id, base64, retentionMs, isFinished ? '1' : '0', ...keys]))
    },
    async get(id) {
      const [stored, keys] = await asked(
        Promise.all([bulk.hmget(body(id), 'sealed', 'finished'), bulk.smembers(keysOf(id))])
      )
      const [sealed, finished] = stored
      if (!sealed) return undefined
      const text = sealing.open(Buffer.from(sealed, 'base64'), about(id))
      const { at, content } = JSON.parse(text) as Pick<KeptManifest, 'at' | 'content'>
      return { id, at, keys: keys.toSorted(), content, isFinished: finished === '1' }
    },
    under: (found, limit) => asked(bulk.zrevrange(index(found), 0, limit - 1)),
    unfinished: limit => asked(bulk.zrange(unfinished, 0, String(limit - 1)))
  }
}

// KEYS: the count of all, the unfinished, the body, its keys, an index for each key. ARGV: id, sealed body, retention,
// whether finished, the keys. A finished one stays as it is; an unfinished one gives its place to the next of its id.
const put = script(`
if redis.call('HGET', KEYS[3], 'finished') == '1' then return 0 end
local number = redis.call('HGET', KEYS[3], 'number') or redis.call('INCR', KEYS[1])
redis.call('HSET', KEYS[3], 'number', number, 'sealed', ARGV[2], 'finished', ARGV[4])
redis.call('PEXPIRE', KEYS[3], ARGV[3])
for i = 5, #KEYS do
  redis.call('SADD', KEYS[4], ARGV[i])
  redis.call('ZADD', KEYS[i], number, ARGV[1])
  redis.call('PEXPIRE', KEYS[i], ARGV[3])
end
redis.call('PEXPIRE', KEYS[4], ARGV[3])
if ARGV[4] == '1' then redis.call('ZREM', KEYS[2], ARGV[1])
else redis.call('ZADD', KEYS[2], number, ARGV[1]) end
return 1
`)

const about = (id: string) => `manifests|${id}`
