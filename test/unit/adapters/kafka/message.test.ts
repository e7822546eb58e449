import { createHash } from 'node:crypto'
import type { KafkaMessage } from 'kafkajs'
import { describe, expect, test } from 'vitest'
import {
  erasureOf,
  toErasure,
  toEvent,
  toMessage,
  toOwnEvent,
  unreadableType
} from '#src/adapters/kafka/message.ts'
import { maxMessageBytes } from '#src/adapters/kafka/topics.ts'

const place = { topic: 'crossings', partition: 2 }
const received = (value: string, headers: KafkaMessage['headers'] = {}): KafkaMessage => ({
  key: null,
  value: Buffer.from(value),
  timestamp: '1795334400000',
  attributes: 0,
  offset: '7',
  headers
})
const event = {
  id: 'e',
  type: 'portcullis.x',
  source: 'http/desk',
  time: '2026-11-22T08:00:00.000Z',
  data: { a: [1, null] }
}

describe('a message', () => {
  test('gives back the event that was written', () => {
    const { value, headers = {} } = toMessage(event, 'key')
    expect(toEvent(received(String(value), headers as KafkaMessage['headers']), place)).toEqual(
      event
    )
  })

  test("that erases gives back what and since when, and is nobody else's", () => {
    const { key, value, headers = {} } = toErasure('id', 'portcullis.x', 7)
    expect(value).toBeNull()
    const erasure = (more: KafkaMessage['headers']) => {
      const message = received('', more)
      return { ...message, key: Buffer.from(String(key)), value: null }
    }
    const ours = headers as KafkaMessage['headers']
    expect(erasureOf(erasure(ours))).toEqual({ key: 'id', revision: 7 })
    expect(erasureOf(erasure({}))).toBeUndefined()
    expect(erasureOf(received('', ours))).toBeUndefined()
  })

  test('is of no later time than the brokers dated it by', () => {
    const ahead = { ...event, time: '2026-11-23T14:00:00.000Z' }
    const { value, headers = {} } = toMessage(ahead, 'key')
    const read = toEvent(received(String(value), headers as KafkaMessage['headers']), place)
    expect(read).toEqual({ ...event, time: '2026-11-22T08:00:00.000Z' })
  })

  test('whose time nobody can count with has that of the brokers', () => {
    const { value, headers = {} } = toMessage({ ...event, time: '2026-12-31T23:59:60Z' }, 'key')
    const read = toEvent(received(String(value), headers as KafkaMessage['headers']), place)
    expect(read).toEqual({ ...event, time: '2026-11-22T08:00:00.000Z' })
  })

  test.for([
    '9223372036854775807',
    '-9223372036854775808',
    '-1',
    '0',
    '8640000000000001',
    '253402300800000',
    'nonsense'
  ])('that its writer dated so that no clock counts it is dated by when it is read: %s', dated => {
    const { value, headers } = toMessage({ ...event, time: '2026-12-31T23:59:60Z' }, 'key')
    const before = Date.now()
    for (const [text, more] of [
      ['{', {}],
      [String(value), {}],
      [String(value), headers]
    ] as const) {
      const message = { ...received(text, more as KafkaMessage['headers']), timestamp: dated }
      const { time } = toEvent(message, place)
      expect(Date.parse(time)).toBeGreaterThanOrEqual(before)
      expect(Date.parse(time)).toBeLessThanOrEqual(Date.now())
    }
  })

  test('of somebody else is an event of kafka around theirs, whatever source it names', () => {
    const { value } = toMessage(event, 'key')
    const read = toEvent(received(String(value)), place)
    expect(read).toMatchObject({ id: 'crossings-2-7', source: 'kafka', data: { id: 'e' } })
    expect(toOwnEvent(received(String(value)), place)).toBeUndefined()
  })

  test('of somebody else that is nested too deep to be written again is kept as it is', () => {
    const nested = (depth: number) =>
      `{"specversion":"1.0","id":"e","source":"s","type":"t","data":${'['.repeat(depth)}${']'.repeat(depth)}}`
    expect(toEvent(received(nested(60)), place).data).toMatchObject({ id: 'e' })
    const deep = nested(10_000)
    const { type, data } = toEvent(received(deep), place)
    expect({ type, data }).toEqual({ type: unreadableType, data: { unreadable: deep } })
  })

  test('in another encoding than UTF-8 is kept byte by byte, and not read as other letters', () => {
    const { value, headers } = toMessage({ ...event, data: { family: 'Müllerström' } }, 'key')
    const bytes = Buffer.from(String(value), 'latin1')
    for (const more of [{}, headers as KafkaMessage['headers']]) {
      const { type, source, data } = toEvent({ ...received('', more), value: bytes }, place)
      expect({ type, source, data }).toEqual({
        type: unreadableType,
        source: 'kafka',
        data: { notUtf8: bytes.toString('base64') }
      })
    }
  })

  test('that was inflated beyond what a topic takes is known by its size and digest, and not read', () => {
    const { headers } = toMessage(event, 'key')
    const largest = JSON.stringify({ ...event, specversion: '1.0' }).padEnd(maxMessageBytes)
    for (const more of [{}, headers as KafkaMessage['headers']]) {
      expect(toEvent(received(largest, more), place).type).toBe(event.type)
      const { type, data } = toEvent(received(`${largest} `, more), place)
      const sha256 = createHash('sha256').update(`${largest} `).digest('hex')
      const leftOut = { bytes: maxMessageBytes + 1, sha256 }
      expect({ type, data }).toEqual({ type: unreadableType, data: { leftOut } })
    }
  })

  test.for(['', '\u0000{', '[]', 'null', '{"specversion":"0.3"}', '{"specversion":"1.0","id":1}'])(
    'that is no event is kept as it is: %j',
    text => {
      const { type, source, data } = toEvent(received(text), place)
      expect({ type, source, data }).toEqual({
        type: unreadableType,
        source: 'kafka',
        data: { unreadable: text }
      })
    }
  )
})
