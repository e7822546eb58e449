import { promisify } from 'node:util'
import { zstdCompress } from 'node:zlib'
import kafkajs from 'kafkajs'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { okay } from '../helpers/call.ts'
import { quietKafka } from '../helpers/kafka-record.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import { writeTopic } from '../helpers/read-topic.ts'
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

test('what senders compress in a way that no node can read is screened, and what inflates beyond the limit is refused', async () => {
  const deployment = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  const node = await deployment.start()
  const list = await makeList(node, 'wanted')
  const person = someone('compressed')
  okay(await list.put('1', entryOf(person)))

  const topic = `${deployment.prefix}.crossings`
  const data = { purpose: 'border_control', traveller: travellerOf(person), journey: crossing('G') }
  const event = { specversion: '1.0', id: '1', source: 'gate', type: 'portcullis.crossing', data }
  await writeTopic(
    kafka,
    topic,
    [{ key: 'k', value: JSON.stringify(event) }],
    CompressionTypes.ZSTD
  )
  const officer = node.asRole('officer', { agency: 'interior' })
  const found = await until(async () => {
    const { body } = okay(await officer('GET', '/v1/cases'))
    return body.cases.length > 0 ? body.cases : undefined
  }, 30_000)
  expect(found).toMatchObject([{ hits: [{ entryId: '1' }] }])

  const inflated = { key: 'k', value: ' '.repeat(64 * 1024 * 1024) }
  await expect(writeTopic(kafka, topic, [inflated], CompressionTypes.GZIP)).rejects.toMatchObject({
    type: 'MESSAGE_TOO_LARGE'
  })
})
