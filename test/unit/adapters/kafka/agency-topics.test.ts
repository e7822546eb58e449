import type { Kafka, ProducerBatch } from 'kafkajs'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { AgencyTopics } from '#src/adapters/kafka/agency-topics.ts'

/** Brokers on which topics may be missing, or take nothing. */
const brokers = () => {
  const there = new Set<string>()
  const closed = new Set<string>()
  const made: string[] = []
  let producers = 0
  const admin = () => ({
    connect: async () => undefined,
    disconnect: async () => undefined,
    listTopics: async () => [...there],
    createTopics: async ({
      topics
    }: {
      readonly topics: readonly { readonly topic: string }[]
    }) => {
      for (const { topic } of topics) {
        there.add(topic)
        made.push(topic)
      }
    },
    fetchTopicOffsets: async () => [],
    fetchTopicMetadata: async ({ topics }: { readonly topics: readonly string[] }) => ({
      topics: topics.map(name => ({ name, partitions: [{ replicas: [1] }] }))
    }),
    describeConfigs: async ({
      resources
    }: {
      resources: readonly { readonly name: string }[]
    }) => ({
      resources: resources.map(({ name }) => ({
        resourceName: name,
        configEntries: [{ configName: 'cleanup.policy', configValue: 'delete' }]
      }))
    })
  })
  const producer = () => {
    producers++
    return {
      connect: async () => undefined,
      disconnect: async () => undefined,
      sendBatch: async ({ topicMessages = [] }: ProducerBatch) => {
        for (const { topic } of topicMessages)
          if (!there.has(topic) || closed.has(topic)) throw new Error(`${topic} takes nothing`)
        return []
      }
    }
  }
  const kafka = { admin, producer } as unknown as Kafka
  return { kafka, there, closed, made, producers: () => producers }
}

const opened = () => {
  const { kafka, ...others } = brokers()
  const topics = { prefix: 'p', partitions: 1, replication: 1 }
  const agencies = new AgencyTopics({ kafka, topics, log: pino({ level: 'silent' }) })
  onTestFinished(() => agencies.close())
  return { agencies, ...others }
}

const alert = [{ key: 'case', value: 'alert' }]
const taken = (append: Promise<void>) =>
  append.then(
    () => true,
    () => false
  )

test('a topic is made with its first alert, and looked for again once it took none', async () => {
  const { agencies, made, there } = opened()
  await agencies.append('customs', alert)
  await agencies.append('customs', alert)
  expect(made).toEqual(['p.alerts.customs'])
  there.clear()
  expect(await taken(agencies.append('customs', alert))).toBe(false)
  await expect.poll(() => taken(agencies.append('customs', alert))).toBe(true)
  expect(made).toEqual(['p.alerts.customs', 'p.alerts.customs'])
})

test('one that takes nothing fails alone, whatever is given to others at the same time', async () => {
  const { agencies, closed, producers } = opened()
  closed.add('p.alerts.customs')
  const given = ['interior', 'customs', 'health', 'interior'].map(agency =>
    taken(agencies.append(agency, alert))
  )
  expect(await Promise.all(given)).toEqual([true, false, true, true])
  expect(producers()).toBe(3)
})
