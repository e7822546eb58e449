import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { anAlert } from '../helpers/alerts.ts'
import { okay } from '../helpers/call.ts'
import { quietKafka } from '../helpers/kafka-record.ts'
import { listedCrossings, range } from '../helpers/listed-crossings.ts'
import { deploy } from '../helpers/nodes.ts'
import { configuredFor } from '../helpers/quick-timers.ts'
import { newDeployment } from '../helpers/redis-view.ts'
import { aCase, aDesk } from '../helpers/screened.ts'
import { startProcess } from '../helpers/service-process.ts'
import { crossing, entryOf, someone, travellerOf } from '../helpers/someone.ts'
import { tempFolder } from '../helpers/temp-folder.ts'
import { wallClock } from '../helpers/wall-clock.ts'
import { startReceiver } from '../helpers/webhook-receiver.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'

const kafka = quietKafka(inject('brokers'))
let redis: Awaited<ReturnType<typeof givenOrStartedRedis>>
beforeAll(async () => {
  redis = await givenOrStartedRedis()
})
afterAll(() => redis.stop())

const hour = 3_600_000
const patient = { timeout: 30_000, interval: 20 }
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
/** A node with a clock of its own, timers of a second and a canary each second. */
const startNode = async () => {
  const clock = await wallClock()
  const receiver = await startReceiver(secret)
  const deployment = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  const node = await startProcess(await tempFolder(), {
    ...deployment.env,
    ...clock.env,
    ...(await configuredFor(receiver.url, secret, ['supervisor', 'agency'])),
    CANARY_SECONDS: '1'
  })
  const forDays = { ttlSeconds: 100 * 3_600 }
  const admin = node.asRole('admin', forDays)
  const metric = async (name: string) =>
    Number(
      new RegExp(`^${name}(?:{.*})? (\\S+)$`, 'm').exec((await admin('GET', '/metrics')).text)?.[1]
    )
  return { clock, receiver, deployment, node, forDays, metric }
}

test.for([
  { how: 'forward', hours: 30 },
  { how: 'back', hours: -30 }
])(
  'when a node’s clock jumps $how by more than a day, and is put right, nothing is lost or told twice',
  async ({ hours }) => {
    const { clock, receiver, deployment, node, forDays, metric } = await startNode()
    const crossings = await listedCrossings(kafka, deployment, node, 40)
    const { produce, eachOnce, cases, questions, list } = crossings
    const today = someone('until today')
    const validUntil = new Date().toISOString().slice(0, 10)
    okay(await list.put('today', entryOf(today, { validUntil })))
    const checkpoint = node.asRole('checkpoint')
    const screen = async (question: unknown, by = node.asRole('checkpoint', forDays)) =>
      okay(await by('POST', '/v1/screenings', question)).body
    const isAt = async (by: number) => {
      const seenAt = (await metric('portcullis_canary_seen_timestamp_seconds')) * 1_000
      return Math.abs(seenAt - Date.now() - by * hour) < hour
    }

    await produce(0, 12)
    await expect.poll(async () => (await cases(node)).length, patient).toBeGreaterThan(0)
    receiver.will('refuse')
    await clock.put(hours * hour)
    await produce(12, 24)
    await expect.poll(() => isAt(hours), patient).toBe(true)
    const status = async () => (await checkpoint('POST', '/v1/screenings', questions[0])).status
    expect(await status()).toBe(hours > 0 ? 401 : 200)
    expect(await screen(questions[38])).toMatchObject({ decision: 'refer', degraded: [] })
    const editor = node.asRole('agency_editor', { ...forDays, agency: 'interior' })
    const late = someone('put while the clock is wrong')
    expect((await editor('PUT', '/v1/lists/wanted/entries/late', entryOf(late))).status).toBe(200)
    const asked = (person: typeof late) => ({
      purpose: 'border_control',
      traveller: travellerOf(person),
      journey: crossing('GATE-39')
    })
    expect(await screen(asked(late))).toMatchObject({ decision: 'refer', degraded: [] })
    expect(await metric('portcullis_list_age_seconds')).toBeLessThan(10)

    await clock.put(0)
    receiver.will('take')
    expect(await status()).toBe(200)
    expect(await screen(questions[37])).toMatchObject({ decision: 'refer', degraded: [] })
    await produce(24, 36)
    await expect.poll(() => isAt(0), patient).toBe(true)
    await expect.poll(async () => (await node.as()('GET', '/readyz')).status, patient).toBe(200)
    expect(await metric('portcullis_list_age_seconds')).toBeLessThan(10)

    const all = await eachOnce(node, range(0, 36), [36, 37, 38, 39])
    const told = () => all.map(({ id }) => receiver.revisionsOf(id))
    await expect.poll(told, patient).toEqual(all.map(() => [1, 2, 3]))
    expect((await screen(asked(today))).decision).toBe('refer')
  }
)

const from = (ms: number) => new Date(Date.now() + ms).toISOString()

test('a timer is over when it is so by the clock that all nodes share', async () => {
  const opened = await newDeployment(redis.url).view()
  const timer = (id: string, at: string) =>
    aCase({
      id,
      desks: { interior: aDesk({ due: { at, what: 'decide', to: 'supervisor', step: 0 } }) }
    })
  await opened.cases.commit({
    position: { topic: 'screenings', partition: 0, offset: 1 },
    cases: [timer('over', from(-hour)), timer('running', from(hour))]
  })
  const over = async (at: string) => (await opened.cases.due(at, 10)).map(({ state }) => state.id)
  expect(await over(from(30 * hour))).toEqual(['over'])
  expect(await over(from(-30 * hour))).toEqual([])
  const ahead = Date.parse(await opened.cases.timeFor(from(30 * hour)))
  expect(Math.abs(ahead - Date.now())).toBeLessThan(hour)
  await opened.close()
})

test('an alert that was refused waits no longer, though the clock was ahead meanwhile', async () => {
  const opened = await newDeployment(redis.url).view()
  const { deliveries } = opened
  const position = { topic: 'alerts' as const, partition: 0, offset: 1 }
  await deliveries.add({ position, alerts: [anAlert()] })
  const claim = async (at: string, holdMs: number) => {
    const asked = { agency: 'interior', desk: 'duty', limit: 10, at, holdMs }
    return (await deliveries.claim(asked)).length
  }
  expect(await claim(from(30 * hour), hour)).toBe(1)
  expect(await claim(from(30 * hour), 0)).toBe(0)
  const refused = { as: 'waiting', waitMs: 0, error: 'status 503' } as const
  await deliveries.settle('alert-1', { ...refused, at: from(30 * hour) })
  expect(await claim(from(hour), 0)).toBe(1)
  expect(await claim(from(30 * hour), 0)).toBe(1)
  await opened.close()
})
