import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { takeLongFetches } from '#src/adapters/kafka/long-fetches.ts'

const require = createRequire(import.meta.url)
const { RecordBatch } = require('kafkajs/src/protocol/recordBatch/v0/index.js')
const writeRecord = require('kafkajs/src/protocol/recordBatch/record/v0/index.js')
const Encoder = require('kafkajs/src/protocol/encoder.js')
const Decoder = require('kafkajs/src/protocol/decoder.js')

/** A batch of messages as it stands in a topic from this offset on. */
const batchOf = async (count: number, firstOffset = 0) => {
  const records = Array.from({ length: count }, (_, offsetDelta) =>
    writeRecord({ offsetDelta, timestampDelta: 0, key: null, value: null })
  )
  const { buffer } = await RecordBatch({ records, firstOffset, lastOffsetDelta: count - 1 })
  return buffer as Buffer
}

/** The offsets that kafkajs finds in what a fetch brought of one partition. */
const offsetsIn = async (...batches: readonly Buffer[]): Promise<readonly number[]> => {
  takeLongFetches()
  const decode = require('kafkajs/src/protocol/requests/fetch/v4/decodeMessages.js')
  const fetched = new Encoder().writeBytes(Buffer.concat(batches)).writeInt32(42)
  const decoder = new Decoder(fetched.buffer)
  const messages: readonly { readonly offset: string }[] = await decode(decoder)
  expect(decoder.readInt32()).toBe(42) // all of it was read, and no more
  return messages.map(({ offset }) => Number(offset))
}

test('a batch of more messages than a call has room for is taken', async () => {
  const count = 150_000
  const offsets = await offsetsIn(await batchOf(count))
  expect([offsets.length, offsets.at(-1)]).toEqual([count, count - 1])
})

test('batches are taken one behind the other, without one that is cut off', async () => {
  const [first, second, third] = [await batchOf(2), await batchOf(3, 2), await batchOf(4, 5)]
  expect(await offsetsIn(first, second, third.subarray(0, -1))).toEqual([0, 1, 2, 3, 4])
  expect(await offsetsIn(first.subarray(0, 20))).toEqual([])
  expect(await offsetsIn()).toEqual([])
})
