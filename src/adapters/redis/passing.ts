import type { Offsets } from '#src/domain/ports.ts'
import type { RedisClient } from './connect.ts'
import { asked } from './unavailable.ts'

/** Begins a function whose KEYS[1] holds the offset passed of each partition, and whose ARGV begin with a partition and the offset to pass: ends it when that was passed before. */
export const passLua = `
local passed = redis.call('HGET', KEYS[1], ARGV[1])
if passed and tonumber(ARGV[2]) <= tonumber(passed) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
`

/** The offsets passed, as this key holds them. */
export const passedOffsets = async (client: RedisClient, key: string): Promise<Offsets> =>
  toOffsets(Object.entries(await asked(client.hgetall(key))).flat())

/** Offsets of partitions, as a function gives them: each behind its partition. */
export const toOffsets = (flat: readonly string[]): Offsets =>
  new Map(
    flat.flatMap((partition, at) =>
      at % 2 === 0 ? [[Number(partition), Number(flat[at + 1])] as const] : []
    )
  )
