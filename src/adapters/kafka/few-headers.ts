import { createRequire } from 'node:module'

/** The part of kafkajs 2.2.4's decoder that is put right. */
interface Decoder {
  readVarInt(): number
  readVarIntArray<T>(read: (decoder: Decoder) => T): T[]
}

/**
 * Lets kafkajs read the first headers of a message only. As published it copies those that it has for each one that
 * follows: a message of 70 KB with ten thousand of them keeps a node from everything else for a minute.
 */
export const readFewHeaders = (): void => {
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/protocol/decoder.js') as {
    prototype: Decoder
  }
  // Nothing but headers is read by this, and they end their message.
  prototype.readVarIntArray = function first(this: Decoder, read) {
    const length = Math.min(this.readVarInt(), mostHeaders)
    return Array.from({ length }, () => read(this))
  }
}

// Several times what a sender's tools add; of ours there are three.
const mostHeaders = 100
