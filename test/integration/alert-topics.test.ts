import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { KafkaQuestions } from '#src/adapters/kafka/questions.ts'
import { quietKafka } from '../helpers/kafka-record.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'

const kafka = quietKafka(inject('brokers'))
let redis: Awaited<ReturnType<typeof givenOrStartedRedis>>
beforeAll(async () => {
  redis = await givenOrStartedRedis()
})
afterAll(() => redis.stop())

const patient = { timeout: 30_000, interval: 20 }

test('an agency has the topic of its alerts with its first list; one that is missing is made at the next start', async () => {
  const deployment = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  const [one, other] = [await deployment.start(), await deployment.start()]
  const questions = new KafkaQuestions(kafka)
  onTestFinished(() => questions.close())
  const topics = async () => {
    const start = `${deployment.prefix}.alerts.`
    const names = await questions.ask(admin => admin.listTopics())
    return names.filter(name => name.startsWith(start)).map(name => name.slice(start.length))
  }
  const made = (...agencies: readonly string[]) =>
    expect.poll(async () => (await topics()).toSorted(), patient).toEqual(agencies)

  await Promise.all([
    makeList(one, 'wanted', { agency: 'interior' }),
    makeList(other, 'smugglers', { agency: 'customs' })
  ])
  await made('customs', 'interior')
  await makeList(other, 'missing', { agency: 'interior' })
  await makeList(one, 'patients', { agency: 'health' })
  await made('customs', 'health', 'interior')

  await other.close()
  const gone = [`${deployment.prefix}.alerts.health`]
  await questions.ask(admin => admin.deleteTopics({ topics: gone }))
  await made('customs', 'interior')
  await deployment.start()
  await made('customs', 'health', 'interior')
})
