import { promisify } from 'node:util'
import { zstdCompress } from 'node:zlib'
import kafkajs from 'kafkajs'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { KafkaQuestions } from '#src/adapters/kafka/questions.ts'
import { okay } from '../helpers/call.ts'
import { quietKafka } from '../helpers/kafka-record.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import { readTopic, writeTopic } from '../helpers/read-topic.ts'
import { crossing, entryOf, someone, travellerOf } from '../helpers/someone.ts'
import { until } from '../helpers/until.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'

const { CompressionCodecs, CompressionTypes } = kafkajs
const kafka = quietKafka(inject('brokers'))
let redis: Awaited<ReturnType<typeof givenOrStartedRedis>>
beforeAll(async () => {
  redis = await givenOrStartedRedis()
})
afterAll(() => redis.stop())

/** As senders in other languages have it; who reads here is left as it is, and can not. */
const compress = promisify(zstdCompress)
CompressionCodecs[CompressionTypes.ZSTD] = () => ({
  compress: ({ buffer }: { readonly buffer: Buffer }) => compress(buffer),
  decompress: async () => {
    throw new Error('kafkajs reads no zstd')
  }
})

const deployWithList = async () => {
  const deployment = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  const node = await deployment.start()
  const list = await makeList(node, 'wanted')
  const person = someone('compressed')
  okay(await list.put('1', entryOf(person)))
  const data = { purpose: 'border_control', traveller: travellerOf(person), journey: crossing('G') }
  const event = { specversion: '1.0', id: '1', source: 'gate', type: 'portcullis.crossing', data }
  const officer = node.asRole('officer', { agency: 'interior' })
  return {
    crossings: `${deployment.prefix}.crossings`,
    letters: `${deployment.prefix}.dead-letters`,
    message: { key: 'k', value: JSON.stringify(event) },
    seen: () =>
      until(async () => {
        const { body } = okay(await officer('GET', '/v1/cases'))
        return body.cases.find(({ hits }: { hits: unknown[] }) => hits.length > 0)
      }, 30_000)
  }
}

const inflatedBytes = 8 * 1024 * 1024
const inflated = { key: 'k', value: ' '.repeat(inflatedBytes) }

test('what senders compress in a way that no node can read is screened, and what inflates beyond the limit is refused', async () => {
  const { crossings, message, seen } = await deployWithList()
  await writeTopic(kafka, crossings, [message], CompressionTypes.ZSTD)
  expect(await seen()).toMatchObject({ hits: [{ entryId: '1' }] })
  const writing = writeTopic(kafka, crossings, [inflated], CompressionTypes.GZIP)
  await expect(writing).rejects.toMatchObject({ type: 'MESSAGE_TOO_LARGE' })
})

test('what inflates in a topic that takes it is a dead letter, and what is behind it goes on', async () => {
  const { crossings, letters, message, seen } = await deployWithList()
  const asSent = [{ name: 'compression.type', value: 'producer' }]
  const resources = [{ type: 2, name: crossings, configEntries: asSent }] // 2 = a topic
  const questions = new KafkaQuestions(kafka)
  await questions.ask(admin => admin.alterConfigs({ validateOnly: false, resources }))
  await questions.close()
  const write = () => writeTopic(kafka, crossings, [inflated], CompressionTypes.GZIP)
  await expect.poll(() => write().then(() => 'taken'), { timeout: 30_000 }).toBe('taken')
  await writeTopic(kafka, crossings, [message])
  await seen()
  expect(await readTopic(kafka, letters)).toMatchObject([
    { data: { topic: 'crossings', original: { data: { leftOut: { bytes: inflatedBytes } } } } }
  ])
})
