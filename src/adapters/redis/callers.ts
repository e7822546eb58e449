import type { Callers } from '#src/domain/ports.ts'
import type { RedisClients } from './clients.ts'
import { script } from './script.ts'
import { asked } from './unavailable.ts'

/** Callers of all nodes: a hash of counts for each minute, and one of revoked tokens. */
export const redisCallers = ({ commands, key }: RedisClients): Callers => {
  const revoked = key('callers', 'revoked')
  return {
    async count(caller, minute) {
      const counts = key('callers', `minute:${minute}`)
      return Number(await asked(count(commands, [counts], [caller])))
    },
    async revoke(tokenId, until) {
      await asked(commands.hset(revoked, tokenId, until))
    },
    async revoked() {
      const found = await asked(commands.hgetall(revoked))
      const tokens = Object.entries(found).map(
        ([tokenId, until]) => [tokenId, Number(until)] as const
      )
      return { tokens: new Map(tokens), isWhole: true }
    }
  }
}

// KEYS: the counts of a minute, which nobody asks for soon after. ARGV: the caller.
const count = script(`
local count = redis.call('HINCRBY', KEYS[1], ARGV[1], 1)
if count == 1 then redis.call('EXPIRE', KEYS[1], 180) end
return count
`)
