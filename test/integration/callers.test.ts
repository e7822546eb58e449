import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { deploy } from '../helpers/nodes.ts'
import { startService } from '../helpers/running-service.ts'
import { patient } from '../helpers/until.ts'
import { type RedisServer, startRedis } from '../servers/redis.ts'

let redis: RedisServer
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.stop())

const twoNodes = async (more: NodeJS.ProcessEnv = {}) => {
  const { env } = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  const start = async () => {
    const node = await startService({ env: { ...env, ...more } })
    onTestFinished(() => node.close())
    return node
  }
  return [await start(), await start()] as const
}

// Each node of these tests signs with keys of its own, so what is shared is asked for by the id alone.
test('a token revoked on one node is accepted by none, also when Redis is emptied', async () => {
  const [a, b] = await twoNodes()
  const lost = b.token('auditor')
  const jti = String(JSON.parse(Buffer.from(lost.split('.')[1] ?? '', 'base64url').toString()).jti)
  const status = async () => (await b.as(lost)('GET', '/metrics')).status
  expect(await status()).toBe(200)
  expect((await a.asRole('admin')('POST', '/v1/tokens/revoke', { jti })).status).toBe(204)
  await expect.poll(status, patient).toBe(401)
  const admin = new Redis(redis.url)
  onTestFinished(() => admin.disconnect())
  await admin.flushall()
  const known = async () => (await admin.keys('*callers}:revoked')).length
  await expect.poll(known, patient).toBe(1)
  expect(await status()).toBe(401)
})

test('calls are counted over all nodes, and by each alone while Redis is away', async () => {
  const [a, b] = await twoNodes({ RATE_LIMIT: '4' })
  const call = async (node: typeof a) =>
    (await node.asRole('auditor', { sub: 'busy' })('GET', '/v1/overview')).status
  const statuses: number[] = []
  for (let round = 0; round < 5; round++) statuses.push(await call(a), await call(b))
  // A minute may begin in between: then twice as many.
  expect(statuses.filter(status => status === 200).length).toBeLessThanOrEqual(8)
  expect(statuses).toContain(429)
  redis.pause()
  const alone = []
  for (let round = 0; round < 12; round++) alone.push(await call(a))
  redis.resume()
  expect(alone).toContain(200)
  expect(alone).toContain(429)
})
