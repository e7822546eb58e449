import type { Admin, ITopicConfig } from 'kafkajs'
import { expect, test } from 'vitest'
import { ensureTopics } from '#src/adapters/kafka/topics.ts'

const options = { prefix: 'p', partitions: 3, replication: 1 }

/** Brokers on which there is nothing yet, and what they were asked to make. */
const emptyBrokers = () => {
  const made: ITopicConfig[] = []
  const admin = {
    listTopics: async () => [],
    createTopics: async ({ topics }: { readonly topics: ITopicConfig[] }) => made.push(...topics),
    fetchTopicOffsets: async () => [],
    fetchTopicMetadata: async () => ({
      topics: made.map(({ topic }) => ({
        name: topic,
        partitions: Array.from({ length: options.partitions }, () => ({ replicas: [1] }))
      }))
    }),
    describeConfigs: async () => ({
      resources: made.map(({ topic, configEntries = [] }) => ({
        resourceName: topic,
        configEntries: configEntries.map(({ name, value }) => ({
          configName: name,
          configValue: value
        }))
      }))
    })
  }
  return { made, admin: admin as unknown as Admin }
}

test('topics are made whole, whatever the brokers do by default: none drops what is young, or compresses as senders do', async () => {
  const { made, admin } = emptyBrokers()
  expect(await ensureTopics(admin, options)).toEqual([])
  const config = (setting: string) =>
    new Map(
      made.map(({ topic, configEntries = [] }) => [
        topic,
        configEntries.find(({ name }) => name === setting)?.value
      ])
    )
  const kept = [...config('cleanup.policy')].filter(([, policy]) => policy === 'delete')
  const sizes = config('retention.bytes')
  expect(kept.length).toBeGreaterThan(0)
  expect(kept.map(([topic]) => sizes.get(topic))).toEqual(kept.map(() => '-1'))
  const { 'p.audit': ofAudit, ...others } = Object.fromEntries(config('compression.type'))
  expect(ofAudit).toBe('gzip')
  expect(new Set(Object.values(others))).toEqual(new Set(['uncompressed']))
})

test('a topic that the brokers refuse to make is named with their reason', async () => {
  const { admin } = emptyBrokers()
  const refused = Object.assign(new Error('Replication-factor is invalid'), {
    topic: 'p.crossings'
  })
  const createTopics = () =>
    Promise.reject(Object.assign(new Error('Topic creation errors'), { errors: [refused] }))
  await expect(ensureTopics({ ...admin, createTopics }, options)).rejects.toThrow(
    'p.crossings can not be made: Replication-factor is invalid'
  )
})
