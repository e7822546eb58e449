import { randomBytes } from 'node:crypto'
import type { RedisClients } from './clients.ts'
import { script } from './script.ts'
import { asked } from './unavailable.ts'

/** The keys of a store: those that it always has, in the order in which its functions take them, and how all others begin. */
export interface StoreKeys {
  readonly fixed: readonly string[]
  /** Begins the names of the others; absent where there are none. */
  readonly others?: string
}

/**
 * Defines the lease of whoever empties a store; KEYS[1] is its meta. Nothing is stored there, and nobody resumes from it, until
 * that is done; a node that was killed meanwhile keeps others from it for some seconds.
 */
export const leaseLua = `
local function now() return tonumber(redis.call('TIME')[1]) end
local function takeLease() redis.call('HSET', KEYS[1], 'emptying', now()) end
local function isLeaseOver() return now() - tonumber(redis.call('HGET', KEYS[1], 'emptying')) >= 10 end
`

/** Empties a store as it is: from this moment on it holds nothing. */
export const emptyStore = async (clients: RedisClients, keys: StoreKeys): Promise<void> => {
  await asked(begin(clients.bulk, keys.fixed, []))
  await emptyRest(clients, keys)
}

/** Takes away what is left of a store whose emptying has begun, and opens it again under another epoch. */
export const emptyRest = async (
  clients: RedisClients,
  { fixed, others }: StoreKeys
): Promise<void> => {
  const [meta = ''] = fixed
  if (others !== undefined) {
    const known = new Set(fixed)
    for await (const found of clients.keysUnder(others)) {
      const rest = found.filter(key => !known.has(key))
      const isMine = rest.length === 0 || (await asked(goOn(clients.bulk, [meta, ...rest], [])))
      if (!isMine) return // somebody else has taken over, and is done
    }
  }
  await asked(end(clients.bulk, fixed, [randomBytes(9).toString('base64url')]))
}

// KEYS: all fixed ones.
const begin = script(`${leaseLua}
redis.call('UNLINK', unpack(KEYS))
takeLease()
return 1
`)

// KEYS: meta, then some of the others.
const goOn = script(`${leaseLua}
if redis.call('HEXISTS', KEYS[1], 'emptying') == 0 then return 0 end
takeLease()
redis.call('UNLINK', unpack(KEYS, 2))
return 1
`)

// KEYS: all fixed ones, in which a node of an older build may have stored something meanwhile. ARGV: a random id.
const end = script(`
if redis.call('HEXISTS', KEYS[1], 'emptying') == 0 then return 0 end
redis.call('UNLINK', unpack(KEYS))
return redis.call('HSET', KEYS[1], 'epoch', ARGV[1])
`)
