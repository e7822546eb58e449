import type { ChainableCommander } from 'ioredis'
import type { RedisClient } from './connect.ts'
import { viewUnavailable } from './unavailable.ts'

/** Begins what is to run as one step. Not by the client's own `multi`, whose transactions grow old: see `light-commands.ts`. */
export const begin = (client: RedisClient): ChainableCommander => client.pipeline([['multi']])

/** Runs what was queued as one step, and gives the replies in order. */
export const transaction = async (step: ChainableCommander): Promise<readonly unknown[]> => {
  try {
    void step.exec() // the first time it is the command that ends the transaction
    const [error, replies] = (await step.exec())?.at(-1) ?? []
    if (error) throw error
    for (const reply of replies as unknown[]) if (reply instanceof Error) throw reply
    return replies as unknown[]
  } catch (error) {
    throw viewUnavailable(error)
  }
}
