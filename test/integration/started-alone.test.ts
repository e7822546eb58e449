import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { quietKafka } from '../helpers/kafka-record.ts'
import { deploy } from '../helpers/nodes.ts'
import { startService } from '../helpers/running-service.ts'
import { until } from '../helpers/until.ts'
import { freePort } from '../servers/free-port.ts'
import { type KafkaServer, startKafka } from '../servers/kafka.ts'
import { type RedisServer, startRedis } from '../servers/redis.ts'

let kafka: KafkaServer
let redis: RedisServer
beforeEach(async () => {
  ;[kafka, redis] = await Promise.all([startKafka(), startRedis()])
})
afterEach(() => Promise.all([kafka.stop(), redis.stop()]))

const startingNode = async () => {
  const { env } = deploy({ brokers: kafka.address, redisUrl: redis.url })
  const port = await freePort()
  const starting = startService({ env: { ...env, PORT: String(port) }, logLevel: 'error' })
  onTestFinished(async () => (await starting).close())
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
  const readiness = async () => (await (await ask('/readyz')).json()) as Readiness
  return { starting, ask, readiness }
}

interface Readiness {
  readonly ready: boolean
  readonly reason?: string
}

test.for([
  { what: 'Kafka', said: /Kafka does not answer/, away: () => kafka, back: () => kafka.restart() },
  { what: 'Redis', said: /shared view/, away: () => redis, back: () => redis.restart() }
])(
  'a node started while $what is away says so, waits, and becomes ready when it comes',
  async ({ said, away, back }) => {
    await away().kill()
    const { starting, ask, readiness } = await startingNode()
    const reason = await until(async () => {
      const found = await readiness().catch(() => undefined)
      return found?.reason && said.test(found.reason) ? found : undefined
    }, 60_000)
    expect(reason.ready).toBe(false)
    expect((await ask('/healthz')).status).toBe(200)
    const refused = await ask('/v1/lists')
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      503,
      'application/problem+json'
    ])
    await back()
    const node = await starting
    expect((await node.as()('GET', '/readyz')).body.ready).toBe(true)
    expect(node.log()).toBe('')
  }
)

test('a topic of another shape ends the start, since no waiting heals it', async () => {
  const deployment = deploy({ brokers: kafka.address, redisUrl: redis.url })
  const admin = quietKafka(kafka.address).admin()
  await admin.connect()
  await admin.createTopics({
    topics: [{ topic: `${deployment.prefix}.crossings`, numPartitions: 1 }]
  })
  await admin.disconnect()
  await expect(deployment.start()).rejects.toThrow(/crossings has 1 partitions, not 4/)
})
