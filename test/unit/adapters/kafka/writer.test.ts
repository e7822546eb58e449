import type { Kafka, ProducerBatch } from 'kafkajs'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { KafkaWriter } from '#src/adapters/kafka/writer.ts'

/** Brokers that keep what each produce brought them, and answer the first one when they are told to. */
const brokers = () => {
  const produced: string[][] = []
  const answer = Promise.withResolvers<void>()
  const producer = () => ({
    connect: async () => undefined,
    disconnect: async () => undefined,
    async sendBatch({ topicMessages = [] }: ProducerBatch) {
      produced.push(
        topicMessages.flatMap(({ messages }) => messages.map(({ value }) => String(value)))
      )
      await answer.promise
      return topicMessages.map(({ topic: topicName }) => ({
        topicName,
        partition: topicName.length,
        baseOffset: String(produced.length)
      }))
    }
  })
  return { produced, answer: answer.resolve, kafka: { producer } as unknown as Kafka }
}

const open = async () => {
  const { kafka, ...others } = brokers()
  const writer = await KafkaWriter.open({ kafka, log: pino({ level: 'silent' }) })
  onTestFinished(() => writer.close())
  return { writer, ...others }
}

const named = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => ({ key: 'k', value: `${name} ${at}` }))

test('what belongs together is in one produce, whatever waits before it and however many it are', async () => {
  const { writer, produced, answer } = await open()
  const written = [
    writer.append('t', named('single', 490)),
    writer.appendWhole('t', named('whole', 40)),
    writer.appendWhole('t', named('large', 900)),
    writer.append('t', named('last', 1))
  ]
  answer()
  await Promise.all(written)
  for (const [name, count] of [
    ['whole', 40],
    ['large', 900]
  ] as const) {
    const holding = produced.filter(values => values.some(value => value.startsWith(name)))
    expect(holding).toHaveLength(1)
    expect(holding[0]?.filter(value => value.startsWith(name))).toHaveLength(count)
  }
  expect(produced.flat()).toHaveLength(490 + 40 + 900 + 1)
})

test('says where each topic took what was written to it', async () => {
  const { writer, answer } = await open()
  answer()
  const [one, other] = await Promise.all([
    writer.append('t', named('one', 2)),
    writer.append('other', named('other', 1))
  ])
  expect([one, other]).toEqual([new Map([[1, 1]]), new Map([[5, 1]])])
})

test('what is too much for one produce is refused as a whole, before any of it is written', async () => {
  const { writer, produced, answer } = await open()
  answer()
  const large = { key: 'k', value: 'x'.repeat(1024 * 1024) }
  const whole = writer.appendWhole('t', [large, large, large, large])
  await expect(whole).rejects.toMatchObject({ code: 'COMMIT_TOO_LARGE' })
  expect(produced).toEqual([])
})

test('names in its log the topics that may have refused, and no event', async () => {
  const { kafka } = brokers()
  const lines: string[] = []
  const log = pino({ base: null }, { write: line => void lines.push(line) })
  const refusing = {
    producer: () => ({
      ...kafka.producer(),
      sendBatch: () => Promise.reject(new Error('refused'))
    })
  }
  const writer = await KafkaWriter.open({ kafka: refusing as unknown as Kafka, log })
  onTestFinished(() => writer.close())
  const given = [writer.append('t', named('secret', 2)), writer.append('other', named('secret', 1))]
  const told = await Promise.allSettled(given)
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ topics: ['t', 'other'], events: 3 })
  expect(lines.join('')).not.toContain('secret')
})
