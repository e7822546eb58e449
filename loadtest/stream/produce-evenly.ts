import { setTimeout as pause } from 'node:timers/promises'
import type { Kafka } from 'kafkajs'
import { pino } from 'pino'
import { KafkaWriter } from '#src/adapters/kafka/writer.ts'
import { atRate } from './at-rate.ts'
import type { StreamCrossing } from './watched-persons.ts'

const againMs = 100

/**
 * Produces crossings at a fixed rate until the signal aborts, and tells when each was due. What the brokers do not take
 * is sent until they do, as gates must. Gives how many.
 */
export const produceEvenly = async (options: {
  readonly kafka: Kafka
  readonly topic: string
  readonly crossings: Iterator<StreamCrossing, never>
  readonly perSecond: number
  readonly onDue: (crossing: StreamCrossing, dueAt: number) => void
  readonly signal: AbortSignal
}): Promise<number> => {
  const { kafka, topic, crossings, perSecond, onDue, signal } = options
  const writer = await KafkaWriter.open({ kafka, log: pino({ level: 'silent' }) })
  let sent = 0
  const send = async (_: number, dueAt: number) => {
    const crossing = crossings.next().value
    sent++
    onDue(crossing, dueAt)
    const { key, value } = crossing
    for (;;) {
      try {
        await writer.append(topic, [{ key, value }])
        return
      } catch {
        await pause(againMs)
      }
    }
  }
  try {
    await atRate(perSecond, send, signal)
  } finally {
    await writer.close()
  }
  return sent
}
