import type { ChainableCommander } from 'ioredis'
import { viewUnavailable } from './unavailable.ts'

/** Runs what was queued as one step, and gives the replies in order. */
export const transaction = async (multi: ChainableCommander): Promise<readonly unknown[]> => {
  try {
    const replies = (await multi.exec()) ?? []
    return replies.map(([error, reply]) => {
      if (error) throw error
      return reply
    })
  } catch (error) {
    throw viewUnavailable(error)
  }
}
