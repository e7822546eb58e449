import { randomUUID } from 'node:crypto'
import type { Kafka } from 'kafkajs'
import { pino } from 'pino'
import { kafkaClient } from '#src/adapters/kafka/client.ts'
import { type Commits, kafkaPositions } from '#src/adapters/kafka/positions.ts'
import { KafkaQuestions } from '#src/adapters/kafka/questions.ts'
import {
  type KafkaRecordOptions,
  kafkaRecord,
  type RecentEvents
} from '#src/adapters/kafka/record.ts'
import { ensureTopics } from '#src/adapters/kafka/topics.ts'
import { KafkaWriter } from '#src/adapters/kafka/writer.ts'
import type { Positions, Record, RecordEvent } from '#src/domain/ports.ts'

/** A client of these brokers that says nothing. */
export const quietKafka = (brokers: string): Kafka =>
  kafkaClient({ brokers: brokers.split(','), clientId: 'test' }, pino({ level: 'silent' }))

/** A prefix that no other test uses. */
export const freshPrefix = (): string => `test-${randomUUID()}`

const partitions = 3

/** A record on Kafka, and where its followers without state keep their positions. */
export interface OpenedKafka {
  readonly record: Record
  readonly positions: Positions
  readonly writer: KafkaWriter
  /** Of the groups that run. */
  readonly commits: Commits
  close(): Promise<void>
}

/** A record on Kafka over topics of this prefix, made when they are missing. */
export const openKafkaRecord = async (
  kafka: Kafka,
  prefix = freshPrefix(),
  recent = rememberingHere(),
  prepare?: KafkaRecordOptions['prepare']
): Promise<OpenedKafka> => {
  const questions = new KafkaQuestions(kafka)
  const commits: Commits = new Map()
  await questions.ask(admin => ensureTopics(admin, { prefix, partitions, replication: 1 }), 20_000)
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
    partitions,
    nodeId: randomUUID(),
    keyOf,
    recent,
    commits,
    ...(prepare && { prepare })
  })
  return {
    record,
    positions: kafkaPositions(questions, prefix, commits),
    writer,
    commits,
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
