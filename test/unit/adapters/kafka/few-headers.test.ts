import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { readFewHeaders } from '#src/adapters/kafka/few-headers.ts'

const require = createRequire(import.meta.url)
const write = require('kafkajs/src/protocol/recordBatch/record/v0/index.js')
const read = require('kafkajs/src/protocol/recordBatch/record/v0/decoder.js')
const Decoder = require('kafkajs/src/protocol/decoder.js')

/** What kafkajs reads of a message with so many headers. */
const readBack = (count: number) => {
  const headers = Object.fromEntries(Array.from({ length: count }, (_, at) => [`h${at}`, `${at}`]))
  const { buffer } = write({ key: 'key', value: 'value', headers })
  const record = new Decoder(new Decoder(buffer).readVarIntBytes())
  const message = read(record, { firstOffset: '7', firstTimestamp: '0' })
  return { ...message, names: Object.keys(message.headers) }
}

test('a message with thousands of headers is read with the first hundred, and all else', () => {
  readFewHeaders()
  const { names, headers, key, value } = readBack(3_000)
  expect(names).toHaveLength(100)
  expect(headers['h99']).toEqual(Buffer.from('99'))
  expect([String(key), String(value)]).toEqual(['key', 'value'])
})

test.for([0, 1, 100])('of %i headers none is left out', count => {
  readFewHeaders()
  expect(readBack(count).names).toHaveLength(count)
})
