import { createHash } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'
import type { Position, Record, RecordEvent } from '../domain/ports.ts'
import type { SetAside } from '../domain/set-aside.ts'
import type { Metrics } from '../metrics.ts'

export interface DeadLetters {
  readonly record: Record
  readonly metrics: Metrics
  readonly log: FastifyBaseLogger
  readonly now: () => Date
}

/** The id of a dead letter: where the message stands that it holds, and which part of it could not be taken. */
export const deadLetterId = ({ topic, partition, offset }: Position, part?: number): string =>
  `${topic}-${partition}-${offset}${part === undefined ? '' : `-${part}`}`

/**
 * Sets events aside in the topic of dead letters, counted; what comes twice has the same id. Of an event that is too large
 * for a letter its size and digest are kept: the position says where it stands.
 */
export const toDeadLetters =
  ({ record, metrics, log, now }: DeadLetters) =>
  async (
    { event, position }: Parameters<SetAside>[0],
    code: string,
    reason: string,
    part?: number
  ): Promise<void> => {
    const { topic, partition, offset } = position
    await record.append('dead-letters', [
      {
        id: deadLetterId(position, part),
        type: 'portcullis.dead-letter',
        source: `portcullis/${topic}`,
        time: now().toISOString(),
        data: { topic, position, code, reason: inShort(reason), ...whatIsKept(event) }
      }
    ])
    metrics.deadLetters.inc({ topic, reason: code })
    log.warn({ topic, partition, offset, code }, 'message dead-lettered')
  }

/** A reason as letters and cases carry it: one that names what it was sent is as long as its sender likes. */
export const inShort = (reason: string): string =>
  reason.length > maxReason ? `${reason.slice(0, maxReason)}…` : reason

const maxReason = 2_000
// A letter must fit wherever its original did, and one that can't be written would hold up its stream for ever.
const maxOriginalBytes = 1024 * 1024

const whatIsKept = (event: RecordEvent) => {
  const text = JSON.stringify(event)
  const bytes = Buffer.byteLength(text)
  if (bytes <= maxOriginalBytes) return { original: event }
  return { leftOut: { bytes, sha256: createHash('sha256').update(text).digest('hex') } }
}
