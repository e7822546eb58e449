import type { FastifyBaseLogger } from 'fastify'
import type { Position, Record } from '../domain/ports.ts'
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

/** Sets events aside in the topic of dead letters, counted; what comes twice has the same id. */
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
        data: { topic, position, code, reason, original: event }
      }
    ])
    metrics.deadLetters.inc({ topic, reason: code })
    log.warn({ topic, partition, offset, code }, 'message dead-lettered')
  }
