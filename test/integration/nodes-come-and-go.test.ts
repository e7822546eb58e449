import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { quietKafka } from '../helpers/kafka-record.ts'
import { listedCrossings, range } from '../helpers/listed-crossings.ts'
import { deploy } from '../helpers/nodes.ts'
import { startProcess } from '../helpers/service-process.ts'
import { tempFolder } from '../helpers/temp-folder.ts'
import { until } from '../helpers/until.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'

const kafka = quietKafka(inject('brokers'))
let redis: Awaited<ReturnType<typeof givenOrStartedRedis>>
beforeAll(async () => {
  redis = await givenOrStartedRedis()
})
afterAll(() => redis.stop())

test('a node that is killed in the middle of its batches, and one that joins, lose and repeat nothing', async () => {
  const deployment = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  const killed = await startProcess(await tempFolder(), { ...deployment.env, LOG_LEVEL: 'info' })
  const staying = await deployment.start()
  const { produce, eachOnce } = await listedCrossings(kafka, deployment, staying, 120)
  await produce(0, 40)
  await produce(40, 80)
  await killed.kill()
  const [joined] = await Promise.all([deployment.start(), produce(80, 120)])
  expect(await eachOnce(joined, range(0, 120))).toHaveLength(120)
})

test('three nodes in a row that are killed in the middle of their batches lose and repeat nothing', async () => {
  const deployment = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  const start = async () => startProcess(await tempFolder(), deployment.env)
  let holder = await start()
  const { produce, cases, eachOnce, questions } = await listedCrossings(
    kafka,
    deployment,
    holder,
    3 * (flowing + asked)
  )
  const must: number[] = []
  const may: number[] = []
  const flows: Promise<void>[] = []
  for (const round of range(0, 3)) {
    const from = round * (flowing + asked)
    const streamed = range(from, from + flowing)
    const asking = range(from + flowing, from + flowing + asked)
    const before = (await cases(holder)).length
    flows.push(inSlices(produce, from, from + flowing))
    // Whoever is asked is answered, or dies meanwhile; what waits in the outbox of a node that is gone waits for its disk.
    const answers = asking.map(async at => {
      const checkpoint = holder.asRole('checkpoint')
      const reply = await checkpoint('POST', '/v1/screenings', questions[at]).catch(() => undefined)
      if (reply?.status !== 200) return
      expect(reply.body.decision).toBe('refer')
      if (reply.body.degraded.length === 0) must.push(at)
    })
    must.push(...streamed)
    may.push(...asking)
    await until(async () => (await cases(holder)).length > before || undefined, 30_000)
    const [next] = await Promise.all([start(), holder.kill(), ...answers])
    holder = next
  }
  await Promise.all(flows)
  await eachOnce(holder, must, may)
})

const flowing = 50
const asked = 10

/** A stream that goes on for a while, a few at a time. */
const inSlices = async (
  produce: (from: number, to: number) => Promise<void>,
  from: number,
  to: number
) => {
  for (let at = from; at < to; at += 5) await produce(at, Math.min(at + 5, to))
}
