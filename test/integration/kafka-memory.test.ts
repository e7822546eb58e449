import { expect, inject, test, vi } from 'vitest'
import { consume } from '#src/adapters/kafka/consume.ts'
import { topicName } from '#src/adapters/kafka/topics.ts'
import {
  freshPrefix,
  openKafkaRecord,
  quietKafka,
  rememberingHere
} from '../helpers/kafka-record.ts'
import { patient } from '../helpers/until.ts'

test('messages that were handled are let go, whether or not others come', async () => {
  const kafka = quietKafka(inject('brokers'))
  const prefix = freshPrefix()
  const opened = await openKafkaRecord(kafka, prefix, rememberingHere())
  const event = { id: 'a', type: 't', source: 's', time: '2026-12-01T00:00:00Z', data: {} }
  await opened.record.append('crossings', [event])
  let [taken, held]: [number, readonly object[]] = [0, []]
  const stopping = new AbortController()
  const consuming = consume({
    kafka,
    groupId: `${prefix}.memory`,
    nodeId: 'a',
    topics: [topicName(prefix, 'crossings')],
    begin: async (_, partitions) => new Map(partitions.map(partition => [partition, 0])),
    take: async ({ messages }) => {
      taken += messages.length
      held = messages
    },
    signal: stopping.signal
  })
  try {
    await vi.waitFor(() => expect([taken, held]).toEqual([1, []]), patient)
  } finally {
    stopping.abort()
    await consuming
    await opened.close()
  }
})
