import { createHash } from 'node:crypto'
import type { RedisClient } from './connect.ts'

/** A function that Redis runs as one step: nothing comes between its reads and its writes. */
export type Script = (
  client: RedisClient,
  keys: readonly string[],
  args: readonly (string | number | Buffer)[]
) => Promise<unknown>

/** Makes a function of a Lua text; Redis is sent the text once, and again when it has forgotten it. */
export const script = (lua: string): Script => {
  const digest = createHash('sha1').update(lua).digest('hex')
  return async (client, keys, args) => {
    const rest = [keys.length, ...keys, ...args]
    try {
      return await client.call('EVALSHA', [digest, ...rest])
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
      return client.call('EVAL', [lua, ...rest])
    }
  }
}
