import type { CompressionTypes, Kafka } from 'kafkajs'
import { KafkaQuestions } from '#src/adapters/kafka/questions.ts'
import { readPartitions } from '#src/adapters/kafka/read-partitions.ts'

/** The events in a topic now, as whoever consumes it reads them. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads what a foreign program would read
export const readTopic = async (kafka: Kafka, name: string): Promise<readonly any[]> => {
  const questions = new KafkaQuestions(kafka)
  const held = await questions.offsets(name)
  const events: unknown[] = []
  await readPartitions({
    kafka,
    prefix: 'test',
    name,
    held,
    from: new Map(held.map(({ partition, low }) => [partition, low])),
    take: async ({ messages }) => {
      events.push(...messages.map(({ value }) => JSON.parse(String(value))))
    }
  })
  await questions.close()
  return events
}

/** Writes messages as a foreign program would. */
export const writeTopic = async (
  kafka: Kafka,
  topic: string,
  messages: readonly { readonly key: string; readonly value: string | Buffer }[],
  compression?: CompressionTypes
): Promise<void> => {
  const producer = kafka.producer({ allowAutoTopicCreation: false })
  await producer.connect()
  try {
    await producer.send({ topic, messages: [...messages], ...(compression && { compression }) })
  } finally {
    await producer.disconnect()
  }
}
