import type { Message } from 'kafkajs'
import type { RecordEvent } from '#src/domain/ports.ts'
import { toMessage } from './message.ts'
import { maxEventBytes } from './topics.ts'

/** Refuses, with EVENT_TOO_LARGE, what Kafka would never take: whoever keeps it for Kafka would keep it for ever. */
export const checkEventSizes = (events: readonly RecordEvent[]): void =>
  checkMessageSizes(events.map(event => toMessage(event, anyKey)))

/** The same, of events that are messages already. */
export const checkMessageSizes = (messages: readonly Message[]): void => {
  for (const { key, value } of messages)
    if (Buffer.byteLength(value ?? '') + Buffer.byteLength(key ?? '') > maxEventBytes)
      throw Object.assign(new Error('an event is too large to record'), { code: 'EVENT_TOO_LARGE' })
}

// Keys are ids: none is longer.
const anyKey = ' '.repeat(256)
