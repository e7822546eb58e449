import { expect, inject, test } from 'vitest'
import { KafkaQuestions } from '#src/adapters/kafka/questions.ts'
import { ensureTopics } from '#src/adapters/kafka/topics.ts'
import type { RecordEvent } from '#src/domain/ports.ts'
import { loadPolicy } from '#src/load-policy.ts'
import { screenedEvent } from '#src/screening/event.ts'
import { createEntryTrial } from '#src/screening/try-entry.ts'
import { positionsContract } from '../contracts/positions-contract.ts'
import { recordContract } from '../contracts/record-contract.ts'
import {
  freshPrefix,
  type OpenedKafka,
  openKafkaRecord,
  quietKafka,
  rememberingHere
} from '../helpers/kafka-record.ts'
import { aScreening } from '../helpers/screened.ts'
import { entryOf, someone, travellerOf } from '../helpers/someone.ts'
import { patient } from '../helpers/until.ts'

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

// The contract's own positions lie before this one.
const farthest = 10

/** Joins as the group of the contract, since only who follows may say how far it has come. */
const followAsGroup = async ({ record }: OpenedKafka) => {
  const joined = Promise.withResolvers<void>()
  const stopping = new AbortController()
  const handled = new Map<number, number>()
  const ended = record.follow({
    topic: 'crossings',
    group: 'g',
    after: async () => handled,
    handle: async batch => {
      for (const { position } of batch) handled.set(position.partition, position.offset)
      joined.resolve()
    },
    signal: stopping.signal
  })
  // Positions that do not exist would be set back by the client.
  for (let partition = 0; partition < (record.partitions ?? 1); partition++) {
    await record.append('crossings', eventsOf(farthest), partition)
  }
  await Promise.race([joined.promise, ended])
  return async () => {
    stopping.abort()
    await ended
  }
}

positionsContract('kafka', async () => {
  const prefix = freshPrefix()
  let opened = await openKafkaRecord(kafka, prefix)
  let leave = await followAsGroup(opened)
  const close = async () => {
    await leave()
    await opened.close()
  }
  return {
    port: opened.positions,
    reopen: async () => {
      await close()
      opened = await openKafkaRecord(kafka, prefix)
      leave = await followAsGroup(opened)
      return opened.positions
    },
    close
  }
})

test('tries of an entry on two nodes both see every traveller, and leave nothing behind', async () => {
  const { record, commits, close } = await openKafkaRecord(kafka)
  const listed = someone('tried')
  const screened = Array.from({ length: 60 }, (_, index) => {
    const person = index % 20 === 0 ? listed : someone(`traveller ${index}`)
    const traveller = travellerOf(person)
    return aScreening({ id: `s-${index}`, caseId: `c-${index}`, hits: [], person: { traveller } })
  })
  const asRecorded = screened.map(one => screenedEvent(one, 'test'))
  await record.append('screenings', asRecorded)
  const policy = loadPolicy('config/policy.json')
  const { signal } = new AbortController()
  const trial = () => createEntryTrial({ record, policy, signal, now: () => new Date() })
  const entry = { id: '1', ...entryOf(listed) }
  const list = { list: 'wanted', purposes: ['border_control'] }
  const found = await Promise.all([trial()(list, entry), trial()(list, entry)])
  expect(found.map(({ compared, referred }) => [compared, referred])).toEqual([
    [60, 3],
    [60, 3]
  ])
  expect([...commits.keys()]).toEqual([])
  await close()
})

test('an event that names its partition goes there, whatever it concerns', async () => {
  const { record, close } = await openKafkaRecord(kafka)
  const [event] = eventsOf(1)
  const count = record.partitions ?? 0
  for (let partition = 0; event && partition < count; partition++) {
    await record.append('screenings', [event], partition)
  }
  expect(count).toBeGreaterThan(1)
  expect([...(await record.ends('screenings')).values()]).toEqual(Array(count).fill(1))
  await close()
})

const eventsOf = (count: number): readonly RecordEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `event-${index}`,
    type: 'test',
    source: 'test',
    time: '2026-11-22T08:00:00.000Z',
    data: {}
  }))

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
  await record.append('crossings', eventsOf(50))
  await ended
  expect(met.size).toBeGreaterThan(1)
  await close()
})

test('a group that follows two topics is prepared once, before any of them begins', async () => {
  const steps: string[] = []
  const { record, close } = await openKafkaRecord(kafka, undefined, undefined, async group => {
    steps.push(`prepare ${group}`)
  })
  const stopping = new AbortController()
  const follow = (topic: 'screenings' | 'case-commands') => ({
    topic,
    group: 'pair',
    after: async () => {
      steps.push(`begin ${topic}`)
      return new Map()
    },
    holds: async () => new Map(),
    handle: async () => stopping.abort(),
    signal: stopping.signal
  })
  const ended = record.follow(follow('screenings'), follow('case-commands'))
  await record.append('case-commands', eventsOf(1))
  await ended
  expect(steps[0]).toBe('prepare pair')
  expect(steps.slice(1).sort()).toEqual(['begin case-commands', 'begin screenings'])
  await close()
})

test('topics are as they were made; one that keeps less by now is named', async () => {
  const options = { prefix: freshPrefix(), partitions: 3, replication: 1 }
  const questions = new KafkaQuestions(kafka)
  const ensure = () => questions.ask(admin => ensureTopics(admin, options), 20_000)
  expect(await ensure()).toEqual([])
  expect(await ensure()).toEqual([])
  const name = `${options.prefix}.watchlist`
  const configEntries = [
    { name: 'retention.ms', value: '60000' },
    { name: 'max.message.bytes', value: '4194304' },
    { name: 'compression.type', value: 'uncompressed' },
    { name: 'message.timestamp.type', value: 'LogAppendTime' } // what is not named goes back to the broker's default
  ]
  const resources = [{ type: 2, name, configEntries }] // 2 = a topic
  await questions.ask(admin => admin.alterConfigs({ validateOnly: false, resources }))
  await expect
    .poll(ensure, patient)
    .toMatchObject([{ topic: name, has: ['retention.ms=60000, not -1'] }])
  await questions.close()
})
