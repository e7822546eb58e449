import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { KafkaQuestions } from '#src/adapters/kafka/questions.ts'
import { okay } from '../helpers/call.ts'
import { flight, listed } from '../helpers/flights.ts'
import { quietKafka } from '../helpers/kafka-record.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import { entryOf, someone } from '../helpers/someone.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'

const brokers = inject('brokers')
const kafka = quietKafka(brokers)
const questions = new KafkaQuestions(kafka)
let redis: Awaited<ReturnType<typeof givenOrStartedRedis>>
beforeAll(async () => {
  redis = await givenOrStartedRedis()
})
afterAll(() => Promise.all([redis.stop(), questions.close()]))

const deployed = () => deploy({ brokers, redisUrl: redis.url })

const remove = (topic: string) =>
  questions.ask(admin => admin.deleteTopics({ topics: [topic] }), 30_000)

test('with the topic of manifest states gone, lists, cases and manifests go on', async () => {
  const deployment = deployed()
  const node = await deployment.start()
  const list = await makeList(node, 'wanted')
  const wanted = someone('no states')
  await listed(node, wanted)
  const send = flight(node, '731')
  await send([wanted])
  await remove(`${deployment.prefix}.manifest-states`)
  const entry = entryOf(someone('wanted'))
  const startedAt = performance.now()
  for (let times = 1; times < 30; times++) {
    const [put] = await Promise.all([list.put(`${times}`, entry), send([wanted])])
    okay(put)
  }
  // A manifest that waited for the topic would take longer than a second.
  expect(performance.now() - startedAt).toBeLessThan(15_000)
})
