import { randomUUID } from 'node:crypto'
import type { Kafka } from 'kafkajs'
import { pino } from 'pino'
import { kafkaClient } from '#src/adapters/kafka/client.ts'
import { KafkaQuestions } from '#src/adapters/kafka/questions.ts'
import { kafkaRecord, type RecentEvents } from '#src/adapters/kafka/record.ts'
import { ensureTopics } from '#src/adapters/kafka/topics.ts'
import { KafkaWriter } from '#src/adapters/kafka/writer.ts'
import type { Record, RecordEvent } from '#src/domain/ports.ts'

/** A client of these brokers that says nothing. */
export const quietKafka = (brokers: string): Kafka =>
  kafkaClient({ brokers: brokers.split(','), clientId: 'test' }, pino({ level: 'silent' }))

/** A prefix that no other test uses. */
export const freshPrefix = (): string => `test-${randomUUID()}`

/** A record on Kafka over topics of this prefix, made when they are missing. */
export const openKafkaRecord = async (
  kafka: Kafka,
  prefix = freshPrefix(),
  recent = rememberingHere()
): Promise<{ readonly record: Record; readonly writer: KafkaWriter; close(): Promise<void> }> => {
  const questions = new KafkaQuestions(kafka)
  await questions.ask(
    admin => ensureTopics(admin, { prefix, partitions: 3, replication: 1 }),
    20_000
  )
  const writer = await KafkaWriter.open({
    kafka,
    log: pino({ level: 'silent' }),
    deadlineMs: 10_000
  })
  const keyOf = (_topic: string, { id, data }: RecordEvent) =>
    (data as { caseId?: string } | undefined)?.caseId ?? id
  const record = kafkaRecord({
    kafka,
    questions,
    writer,
    prefix,
    nodeId: randomUUID(),
    keyOf,
    recent,
    commits: new Map()
  })
  return {
    record,
    writer,
    close: async () => {
      await writer.close()
      await questions.close()
    }
  }
}

/** Recent events in the memory of a test. */
export const rememberingHere = (): RecentEvents => {
  const events = new Map<string, RecordEvent>()
  return {
    keep: async (topic, more) => {
      for (const event of more) {
        const key = `${topic}/${event.id}`
        if (!events.has(key)) events.set(key, event)
      }
    },
    find: async (topic, id) => events.get(`${topic}/${id}`)
  }
}
