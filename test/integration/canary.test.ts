import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { okay } from '../helpers/call.ts'
import { quietKafka } from '../helpers/kafka-record.ts'
import { deploy } from '../helpers/nodes.ts'
import { readTopic } from '../helpers/read-topic.ts'
import { startService } from '../helpers/running-service.ts'
import { until } from '../helpers/until.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'

let redis: Awaited<ReturnType<typeof givenOrStartedRedis>>
beforeAll(async () => {
  redis = await givenOrStartedRedis()
})
afterAll(() => redis.stop())

test('each node sends its canary through to the alert, over all partitions, and nobody is shown a case', async () => {
  const { env, prefix } = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  const nodes = await Promise.all(
    [1, 2].map(() => startService({ env: { ...env, CANARY_SECONDS: '1' } }))
  )
  const kafka = quietKafka(inject('brokers'))
  const alerts = await until(async () => {
    const found = await readTopic(kafka, `${prefix}.alerts._canary`).catch(() => [])
    const cases = new Set(found.map(({ data }) => data.caseId))
    return cases.size === nodes.length * 4 ? found : undefined
  }, 60_000)
  for (const node of nodes) {
    const metrics = okay(await node.asRole('admin')('GET', '/metrics')).text
    expect(metrics).toMatch(/portcullis_canary_seen_timestamp_seconds \d{10}/)
    expect(metrics).not.toMatch(/portcullis_(cases|decisions_total)\{[^}]*\} [1-9]/)
    const officer = node.asRole('officer', { agency: 'interior' })
    expect(okay(await officer('GET', '/v1/cases')).body.cases).toEqual([])
    const [first] = alerts
    expect((await officer('GET', `/v1/cases/${first?.data.caseId}`)).status).toBe(404)
  }
  await Promise.all(nodes.map(node => node.close()))
})
