import { expect, inject, test } from 'vitest'
import { recordContract } from '../contracts/record-contract.ts'
import {
  freshPrefix,
  openKafkaRecord,
  quietKafka,
  rememberingHere
} from '../helpers/kafka-record.ts'

const kafka = quietKafka(inject('brokers'))

recordContract('kafka', async () => {
  const prefix = freshPrefix()
  const recent = rememberingHere()
  let opened = await openKafkaRecord(kafka, prefix, recent)
  return {
    port: opened.record,
    reopen: async () => {
      await opened.close()
      opened = await openKafkaRecord(kafka, prefix, recent)
      return opened.record
    },
    close: () => opened.close()
  }
})

test('what concerns nobody else does not wait: batches of other partitions are handled at the same time', async () => {
  const { record, close } = await openKafkaRecord(kafka)
  const offsets = new Map<number, number>()
  const both = Promise.withResolvers<void>()
  const met = new Set<number>()
  const stopping = new AbortController()
  const ended = record.follow({
    topic: 'crossings',
    group: 'at-once',
    after: async () => offsets,
    handle: async batch => {
      met.add(batch[0]?.position.partition ?? -1)
      if (met.size > 1) both.resolve()
      await both.promise
      for (const { position } of batch) offsets.set(position.partition, position.offset)
      stopping.abort()
    },
    signal: stopping.signal
  })
  const ids = Array.from({ length: 50 }, (_, index) => `event-${index}`)
  const time = '2026-11-22T08:00:00.000Z'
  await record.append(
    'crossings',
    ids.map(id => ({ id, type: 'test', source: 'test', time, data: {} }))
  )
  await ended
  expect(met.size).toBeGreaterThan(1)
  await close()
})
