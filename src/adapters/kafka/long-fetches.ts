import { createRequire } from 'node:module'

/** The parts of kafkajs 2.2.4 that read what a fetch brought of one partition: batches, one behind the other. */
interface Decoder {
  readonly buffer: Buffer
  offset: number
  canReadBytes(length: number): boolean
  readInt32(): number
  slice(length: number): Decoder
  forward(length: number): void
}
type Messages = readonly object[]
type DecodeMessages = (decoder: Decoder) => Promise<Messages>
type DecodeBatch = (decoder: Decoder) => Promise<{ readonly records: Messages }>

/**
 * Lets kafkajs take a fetch of any length. As published it hands all messages of a batch over as arguments of one call: a
 * batch of some 150,000 small ones, in 1 MB, overflows the stack, and ends the consumer of its partition again and again.
 */
export const takeLongFetches = (): void => {
  const require = createRequire(import.meta.url)
  const place = 'kafkajs/src/protocol/requests/fetch/v4/decodeMessages.js'
  const published: DecodeMessages = require(place)
  const loaded = require.cache[require.resolve(place)]
  // Who calls it is loaded with the first fetch.
  if (loaded && !mended.has(published)) {
    loaded.exports = decodeWith(
      published,
      require('kafkajs/src/protocol/recordBatch/v0/decoder.js')
    )
    mended.add(loaded.exports)
  }
}

const mended = new WeakSet<DecodeMessages>()

/** As published, but for the call. */
const decodeWith =
  (published: DecodeMessages, decodeBatch: DecodeBatch): DecodeMessages =>
  async decoder => {
    const { buffer, offset } = decoder
    const length = decoder.readInt32()
    if (length <= 0 || !decoder.canReadBytes(length)) return []
    if (buffer[offset + lengthBytes + magicAt] !== inBatches) {
      decoder.offset = offset
      return published(decoder)
    }
    const batches = decoder.slice(length)
    decoder.forward(length)
    const messages: object[] = []
    while (batches.canReadBytes(smallestBatch)) {
      try {
        const { records } = await decodeBatch(batches)
        for (const record of records) messages.push(record)
      } catch (error) {
        if ((error as Error).name === 'KafkaJSPartialMessageError') break // the brokers cut off the last one
        throw error
      }
    }
    return messages
  }

const lengthBytes = 4
const magicAt = 16
const inBatches = 2
const smallestBatch = 49
