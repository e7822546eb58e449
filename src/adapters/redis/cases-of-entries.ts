import type { SeenCase } from '#src/domain/ports.ts'
import type { RedisClient } from './connect.ts'
import { begin, transaction } from './transaction.ts'
import { asked } from './unavailable.ts'

// A millisecond of the server's time.
const entriesAtOnce = 500

/** Ids of the cases under these entries' keys whose last desk was done with at this moment or later, each once. */
export const casesOfEntries = async (
  client: RedisClient,
  keys: readonly string[],
  since: number
): Promise<readonly string[]> => {
  const found = new Set<string>()
  for (let at = 0; at < keys.length; at += entriesAtOnce) {
    const questions = begin(client)
    for (const key of keys.slice(at, at + entriesAtOnce)) {
      questions.zrangebyscore(key, since, '+inf')
    }
    for (const ids of (await transaction(questions)) as string[][]) {
      for (const id of ids) found.add(id)
    }
  }
  return [...found]
}

/** Of the cases under this key, by minus the time of a desk, the newest before this moment. */
export const newestCases = async (
  client: RedisClient,
  key: string,
  before: number,
  limit: number
): Promise<readonly SeenCase[]> => {
  const found = await asked(
    client.zrangebyscore(key, `(${-before}`, '+inf', 'WITHSCORES', 'LIMIT', 0, limit)
  )
  return found.flatMap((id, at) =>
    at % 2 === 0 ? { id, createdAt: new Date(-Number(found[at + 1])).toISOString() } : []
  )
}
