import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { KafkaQuestions } from '#src/adapters/kafka/questions.ts'
import { okay } from '../helpers/call.ts'
import { makeCase } from '../helpers/cases.ts'
import { flight, listed } from '../helpers/flights.ts'
import { quietKafka } from '../helpers/kafka-record.ts'
import { makeList } from '../helpers/list.ts'
import { type Deployment, deploy } from '../helpers/nodes.ts'
import { readTopic } from '../helpers/read-topic.ts'
import type { RunningService } from '../helpers/running-service.ts'
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

const patient = { timeout: 30_000, interval: 100 }

const deployed = () => deploy({ brokers, redisUrl: redis.url })

const remove = (topic: string) =>
  questions.ask(admin => admin.deleteTopics({ topics: [topic] }), 30_000)

const exists = async (topic: string) =>
  (await questions.ask(admin => admin.listTopics())).includes(topic)

const ofTopics = 2

/** How large a message a topic takes; of 1 byte it takes none. */
const limit = (topic: string, maxBytes: number) =>
  questions.ask(admin =>
    admin.alterConfigs({
      validateOnly: false,
      resources: [
        {
          type: ofTopics,
          name: topic,
          configEntries: [{ name: 'max.message.bytes', value: String(maxBytes) }]
        }
      ]
    })
  )

const megabyte = 1024 * 1024

/** What an agency's topic holds: of each case, the revisions that it was told. */
const told = async ({ prefix }: Deployment, agency: string) => {
  const alerts = await readTopic(kafka, `${prefix}.alerts.${agency}`)
  const ofCases = Map.groupBy(alerts, ({ data }) => data.caseId)
  return new Map(
    [...ofCases].map(([id, own]) => [id, own.map(({ data }): number => data.revision)])
  )
}

/** Asks how many agencies lack alerts. */
const behindOn = (node: RunningService) => async () => {
  const { text } = okay(await node.asRole('admin')('GET', '/metrics'))
  return Number(/^portcullis_alert_topics_behind (\d+)$/m.exec(text)?.[1])
}

/** Makes as many cases of an agency and takes each of them: two alerts each, over all partitions. */
const casesOf = async (node: RunningService, agency: string, word: string) => {
  const ids: string[] = []
  for (let count = 0; count < 6; count++) {
    const { id } = await makeCase(node, `${word} ${agency} ${count}`, { agency })
    const officer = node.asRole('officer', { agency, sub: `officer of ${agency}` })
    okay(await officer('POST', `/v1/cases/${id}/actions`, { action: 'acknowledge', revision: 1 }))
    ids.push(id)
  }
  return ids
}

const both = (ids: readonly string[]) => new Map(ids.map(id => [id, [1, 2]]))

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

test("an agency's topic that takes nothing holds up no other, and has all in order once it takes them, on whichever node", async () => {
  const deployment = deployed()
  const customs = `${deployment.prefix}.alerts.customs`
  const first = await deployment.start('warn')
  await makeList(first, 'cases-of-customs', { agency: 'customs' })
  await expect.poll(() => exists(customs), patient).toBe(true)
  await limit(customs, 1)

  const refused = await casesOf(first, 'customs', 'before')
  const seen = await casesOf(first, 'interior', 'meanwhile')
  await expect.poll(() => told(deployment, 'interior'), patient).toEqual(both(seen))
  await expect.poll(behindOn(first), patient).toBe(1)
  expect(await told(deployment, 'customs')).toEqual(new Map())
  expect(first.log()).toContain(customs)

  const second = await deployment.start('warn')
  const refusedToo = await casesOf(second, 'customs', 'beside')
  const seenToo = await casesOf(second, 'interior', 'beside')
  const all = both([...seen, ...seenToo])
  await expect.poll(() => told(deployment, 'interior'), patient).toEqual(all)
  await first.stop()
  await expect.poll(behindOn(second), patient).toBe(1)
  expect(await told(deployment, 'customs')).toEqual(new Map())

  await limit(customs, 2 * megabyte)
  const last = await casesOf(second, 'customs', 'last')
  const whole = both([...refused, ...refusedToo, ...last])
  await expect.poll(() => told(deployment, 'customs'), patient).toEqual(whole)
  await expect.poll(behindOn(second), patient).toBe(0)
  expect(await told(deployment, 'interior')).toEqual(all) // by then nobody was told anything twice
})

test("an agency's topic that was deleted is made again by the next alert, which it has", async () => {
  const deployment = deployed()
  const customs = `${deployment.prefix}.alerts.customs`
  const node = await deployment.start()
  const before = await casesOf(node, 'customs', 'deleted')
  await expect.poll(() => told(deployment, 'customs'), patient).toEqual(both(before))
  await remove(customs)
  await expect.poll(() => exists(customs), patient).toBe(false)
  const after = await casesOf(node, 'customs', 'made again')
  await expect.poll(() => exists(customs), patient).toBe(true)
  await expect.poll(() => told(deployment, 'customs'), patient).toEqual(both(after))
})
