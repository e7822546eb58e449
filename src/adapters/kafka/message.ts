import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { KafkaMessage, Message } from 'kafkajs'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { RecordEvent } from '#src/domain/ports.ts'
import { maxMessageBytes } from './topics.ts'

/** The type of what stands in a topic and is no event: its handler sets it aside, it never stops the topic. */
export const unreadableType = 'portcullis.unreadable'

/** Where a message was found. */
export interface Place {
  readonly topic: string
  readonly partition: number
}

/** An event of the record as a message: a CloudEvent in structured JSON. Key and headers name no person. */
export const toMessage = ({ id, type, source, time, data }: RecordEvent, key: string): Message => ({
  key,
  value: JSON.stringify({
    specversion: '1.0',
    id,
    type,
    source,
    time,
    datacontenttype: json,
    data
  }),
  headers: { 'content-type': 'application/cloudevents+json', [writtenBy]: us, [typeHeader]: type }
})

/** A message that says that nothing of this key is left, since so far; compaction takes all others away, and at last itself. */
export const toErasure = (key: string, type: string, revision: number): Message => ({
  key,
  value: null,
  headers: { [writtenBy]: us, [typeHeader]: type, [revisionHeader]: String(revision) }
})

/** What `toErasure` was given, of a message that it made. */
export const erasureOf = (
  message: KafkaMessage
): { readonly key: string; readonly revision: number } | undefined => {
  const { key, value, headers } = message
  if (value !== null || typeOf(message) === undefined) return undefined
  return { key: String(key), revision: Number(headers?.[revisionHeader]) }
}

/** The event in a message that we have written; undefined of others. */
export const toOwnEvent = (message: KafkaMessage, place: Place): RecordEvent | undefined =>
  typeOf(message) === undefined ? undefined : toEvent(message, place)

/** The type of a message that we have written, without reading it; undefined of others. */
export const typeOf = ({ headers }: KafkaMessage): string | undefined =>
  String(headers?.[writtenBy]) === us ? String(headers?.[typeHeader]) : undefined

/**
 * The event in a message, of no later time than its message: the brokers date it, and a node whose clock is ahead would let
 * others wait for what is over. What others have written is an event of source `kafka` around theirs, so that nobody can
 * write in the service's name; what can't be read is an event of its own type.
 */
export const toEvent = (message: KafkaMessage, place: Place): RecordEvent => {
  const leftOut = whatIsInflated(message)
  if (leftOut) return unreadable(message, place, { leftOut })
  const bytes = message.value ?? Buffer.alloc(0)
  // Letters that are replaced while reading name somebody else.
  if (!isUtf8(bytes)) return unreadable(message, place, { notUtf8: bytes.toString('base64') })
  const text = bytes.toString()
  const parsed = parse(text)
  const isOwn = typeOf(message) !== undefined
  if (!envelope.Check(parsed) || (!isOwn && isDeeper(parsed, deepest)))
    return unreadable(message, place, { unreadable: text })
  const { id, type, source, time, data } = parsed
  if (isOwn && time !== undefined) {
    const isPast = Date.parse(time) <= Number(message.timestamp) // not so where nobody can count with it
    return { id, type, source, time: isPast ? time : timeOf(message), data }
  }
  return { id: placeId(message, place), type, source: 'kafka', time: timeOf(message), data: parsed }
}

// What is parsed at any depth can not be written again at any, as among the dead letters.
const deepest = 64

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some(one => isDeeper(one, levels - 1)))

const json = 'application/json'
const writtenBy = 'written-by'
const us = 'portcullis'
const typeHeader = 'event-type'
const revisionHeader = 'revision'

const envelope = Compile(
  Type.Object({
    specversion: Type.Literal('1.0'),
    id: Type.String(),
    type: Type.String(),
    source: Type.String(),
    time: Type.Optional(Type.String()),
    data: Type.Optional(Type.Unknown())
  })
)

const unreadable = (message: KafkaMessage, place: Place, data: object): RecordEvent => ({
  id: placeId(message, place),
  type: unreadableType,
  source: 'kafka',
  time: timeOf(message),
  data
})

/** Size and digest of what was larger than a topic takes before it was compressed: no text may be so long. */
const whatIsInflated = ({ value }: KafkaMessage) => {
  if (value === null || value.length <= maxMessageBytes) return undefined
  return { bytes: value.length, sha256: createHash('sha256').update(value).digest('hex') }
}

const placeId = ({ offset }: KafkaMessage, { topic, partition }: Place) =>
  `${topic}-${partition}-${offset}`

/** By the brokers' clock; where a topic leaves that to whoever writes, and no clock counts so, when it is read. */
const timeOf = ({ timestamp }: KafkaMessage) => {
  const written = Number(timestamp)
  const isCounted = written >= firstKafka && written < year10000 // else it can not be written in four digits, or be shown at all
  return new Date(isCounted ? written : Date.now()).toISOString()
}

const firstKafka = Date.UTC(2011, 0)
const year10000 = Date.UTC(10_000, 0)

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
