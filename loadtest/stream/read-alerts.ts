import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Kafka } from 'kafkajs'
import type { Alert } from '#src/domain/alert.ts'
import { tell } from '../machine.ts'

/**
 * Reads an agency's alerts as its own system would, from the first on, until the signal aborts; comes back by itself
 * when the brokers were away. What was read before may be told again.
 */
export const readAlerts = async (
  kafka: Kafka,
  topic: string,
  onAlert: (alert: Alert, at: number) => void,
  signal: AbortSignal
): Promise<void> => {
  const groupId = `load-${randomUUID()}`
  const next = new Map<number, bigint>() // told once, however often the connection breaks
  while (!signal.aborted) {
    const consumer = kafka.consumer({
      groupId,
      // Whoever comes back waits until the member that is gone has run out.
      sessionTimeout: 6_000,
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: 1_000,
      retry: { retries: 2, restartOnFailure: async () => false }
    })
    const ended = Promise.withResolvers<void>()
    consumer.on('consumer.crash', () => ended.resolve())
    const stop = () => ended.resolve()
    signal.addEventListener('abort', stop, { once: true })
    try {
      await consumer.connect()
      await consumer.subscribe({ topic, fromBeginning: true })
      await consumer.run({
        eachMessage: async ({ partition, message }) => {
          const at = performance.now()
          const offset = BigInt(message.offset)
          if (offset < (next.get(partition) ?? 0n)) return
          next.set(partition, offset + 1n)
          onAlert((JSON.parse(String(message.value)) as { data: Alert }).data, at)
        }
      })
      await ended.promise
    } catch (error) {
      tell(`  alerts can not be read: ${(error as Error).message}`)
      await pause(500)
    } finally {
      signal.removeEventListener('abort', stop)
      await consumer.disconnect().catch(() => undefined)
    }
  }
}
