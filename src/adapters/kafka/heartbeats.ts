import { createRequire } from 'node:module'

/** The part of kafkajs 2.2.4's consumer group that is put right. */
export interface ConsumerGroup {
  /** By the wall clock, in milliseconds. */
  lastRequest: number
  heartbeat(options: { readonly interval: number }): Promise<void>
}

/**
 * Lets kafkajs send heartbeats on when the wall clock is put back. As published it sends none until the clock has come to
 * where it was: the brokers take the member for dead, and others have its partitions.
 */
export const beatWhenClockIsPutBack = (): void => {
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/consumer/consumerGroup.js') as {
    prototype: ConsumerGroup
  }
  if (mended.has(prototype)) return
  mended.add(prototype)
  const { heartbeat } = prototype
  prototype.heartbeat = function beat(this: ConsumerGroup, options) {
    this.lastRequest = Math.min(this.lastRequest, Date.now())
    return heartbeat.call(this, options)
  }
}

const mended = new WeakSet<ConsumerGroup>()
