import type { KeptManifest, Manifests } from '#src/domain/ports.ts'
import type { Sealing } from '../sealing.ts'
import type { RedisClients } from './clients.ts'
import { script } from './script.ts'
import { asked } from './unavailable.ts'

/** Manifests in Redis, sealed, each until its retention ends. */
export const redisManifests = (
  { bulk, key }: RedisClients,
  sealing: Sealing,
  retentionMs: number
): Manifests => {
  const of = (name: string) => key('manifests', name)
  const body = (id: string) => of(`body:${id}`)
  const index = (found: string) => of(`under:${found}`)
  return {
    async put({ id, at, keys, content }) {
      const sealed = sealing.seal(JSON.stringify({ at, keys, content }), about(id))
      const all = [of('count'), body(id), ...keys.map(index)]
      await asked(put(bulk, all, [id, Buffer.from(sealed).toString('base64'), retentionMs]))
    },
    async get(id) {
      const sealed = await asked(bulk.get(body(id)))
      if (sealed === null) return undefined
      const text = sealing.open(Buffer.from(sealed, 'base64'), about(id))
      return { id, ...(JSON.parse(text) as Omit<KeptManifest, 'id'>) }
    },
    under: (found, limit) => asked(bulk.zrevrange(index(found), 0, limit - 1))
  }
}

// KEYS: the count of all, the body, an index for each key. ARGV: id, sealed body, retention. The first of an id stays.
const put = script(`
if not redis.call('SET', KEYS[2], ARGV[2], 'NX', 'PX', ARGV[3]) then return 0 end
local number = redis.call('INCR', KEYS[1])
for i = 3, #KEYS do
  redis.call('ZADD', KEYS[i], number, ARGV[1])
  redis.call('PEXPIRE', KEYS[i], ARGV[3])
end
return 1
`)

const about = (id: string) => `manifests|${id}`
