import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { okay } from '../helpers/call.ts'
import { makeCase } from '../helpers/cases.ts'
import { deploy } from '../helpers/nodes.ts'
import { configuredFor, quickTimers, webhookOf } from '../helpers/quick-timers.ts'
import type { RunningService } from '../helpers/running-service.ts'
import { startProcess } from '../helpers/service-process.ts'
import { tempFolder } from '../helpers/temp-folder.ts'
import { until } from '../helpers/until.ts'
import { startReceiver } from '../helpers/webhook-receiver.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'

let redis: Awaited<ReturnType<typeof givenOrStartedRedis>>
beforeAll(async () => {
  redis = await givenOrStartedRedis()
})
afterAll(() => redis.stop())

// A group that rearranges itself as a member is killed may wait up to 30 s for it, more than once.
const patient = { timeout: 100_000, interval: 20 }
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const words = (first: string) => Array.from({ length: 6 }, (_, at) => `${first} ${at}`)

/** What happened to each of these cases, once all of them have come to this revision. */
const trails = async (
  node: Pick<RunningService, 'asRole'>,
  ids: readonly string[],
  revision: number
) => {
  const officer = node.asRole('officer', { agency: 'interior' })
  return Promise.all(
    ids.map(id =>
      until(async () => {
        const { body } = okay(await officer('GET', `/v1/cases/${id}`))
        const happened = body.trail.map(({ action }: { action: string }) => action)
        return body.revision >= revision ? happened : undefined
      }, 60_000)
    )
  )
}

test('two nodes escalate each case once, and post each of its alerts once and in order', async () => {
  const receiver = await startReceiver(secret)
  const deployment = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  const more = {
    policy: { cases: quickTimers(['officer', 'supervisor', 'agency']) },
    webhooks: [webhookOf(receiver.url, secret)]
  }
  const nodes = [await deployment.start('silent', more), await deployment.start('silent', more)]
  const [one] = nodes
  if (!one) throw new Error('no node')
  const ids: string[] = []
  for (const word of words('two nodes escalate')) ids.push((await makeCase(one, word)).id)

  for (const happened of await trails(one, ids, 4)) {
    expect(happened).toEqual(['opened', 'escalated', 'escalated', 'escalated'])
  }
  const all = ids.length * 4
  await expect
    .poll(() => ids.map(receiver.revisionsOf), patient)
    .toEqual(ids.map(() => [1, 2, 3, 4]))
  expect(receiver.forged()).toBe(0)
  expect(receiver.posts()).toBe(all)
})

test('when one of two nodes is killed, the other goes on with timers and alerts, and misses none', {
  timeout: 200_000
}, async () => {
  const receiver = await startReceiver(secret)
  receiver.will('refuse')
  const deployment = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  const env = { ...deployment.env, ...(await configuredFor(receiver.url, secret)) }
  const killed = await startProcess(await tempFolder(), env)
  const ids: string[] = []
  for (const word of words('one of two is killed')) ids.push((await makeCase(killed, word)).id)
  const staying = await deployment.start('silent', {
    policy: { cases: quickTimers(['supervisor']) },
    webhooks: [webhookOf(receiver.url, secret)]
  })
  await killed.kill()
  receiver.will('take')

  for (const happened of await trails(staying, ids, 2)) {
    expect(happened).toEqual(['opened', 'escalated'])
  }
  await expect.poll(() => ids.map(receiver.revisionsOf), patient).toEqual(ids.map(() => [1, 2]))
  expect(receiver.forged()).toBe(0)
})
