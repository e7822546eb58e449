import { expect, onTestFinished, test } from 'vitest'
import type { RecordEvent } from '#src/domain/ports.ts'
import { startKafkaProxy } from '../helpers/kafka-proxy.ts'
import { freshPrefix, openKafkaRecord, quietKafka } from '../helpers/kafka-record.ts'
import { readTopic } from '../helpers/read-topic.ts'
import { until } from '../helpers/until.ts'
import { startKafka } from '../servers/kafka.ts'

const event = (id: string): RecordEvent => ({
  id,
  type: 'clear',
  source: '/test',
  time: '2026-11-22T08:00:00.000Z',
  data: { caseId: 'one case: one order' }
})

test('loses and reorders nothing that was acknowledged when answers to produce requests are lost', async () => {
  const proxy = await startKafkaProxy(nth => nth % 4 === 0)
  onTestFinished(() => proxy.close())
  const kafka = await startKafka({ advertisedPort: proxy.port })
  onTestFinished(() => kafka.stop())
  proxy.forwardTo(Number(kafka.address.split(':')[1]))
  const client = quietKafka(`127.0.0.1:${proxy.port}`)
  const prefix = freshPrefix()
  const { record, close } = await openKafkaRecord(client, prefix)
  onTestFinished(close)

  const acknowledged: string[] = []
  for (let round = 0; round < 12; round++) {
    const ids = Array.from({ length: 20 }, (_, index) => `${round}-${index}`)
    await Promise.all(
      ids.map(id =>
        record.append('screenings', [event(id)]).then(
          () => acknowledged.push(id),
          () => undefined
        )
      )
    )
  }
  expect(proxy.lost()).toBeGreaterThan(1)
  expect(acknowledged.length).toBeGreaterThan(100)
  // A broker that has never had a group makes the place for it first.
  const read = () => readTopic(client, `${prefix}.screenings`).catch(() => undefined)
  const stored = (await until(read, 30_000)).map(({ id }) => String(id))
  const firsts = [...new Set(stored)]
  expect(acknowledged.filter(id => !firsts.includes(id))).toEqual([])
  const kept = new Set(acknowledged)
  const inOrder = firsts.filter(id => kept.has(id))
  expect(inOrder.map(roundOf)).toEqual(inOrder.map(roundOf).toSorted((a, b) => a - b))
})

const roundOf = (id: string) => Number(id.split('-')[0])
