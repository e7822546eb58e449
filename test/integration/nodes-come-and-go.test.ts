import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { linesOf, okay } from '../helpers/call.ts'
import { quietKafka } from '../helpers/kafka-record.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import { readTopic, writeTopic } from '../helpers/read-topic.ts'
import { startProcess } from '../helpers/service-process.ts'
import { crossing, entryOf, someone, travellerOf } from '../helpers/someone.ts'
import { tempFolder } from '../helpers/temp-folder.ts'
import { until } from '../helpers/until.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'

const kafka = quietKafka(inject('brokers'))
let redis: Awaited<ReturnType<typeof givenOrStartedRedis>>
beforeAll(async () => {
  redis = await givenOrStartedRedis()
})
afterAll(() => redis.stop())

const travellers = 120

test('a node that is killed in the middle of its batches, and one that joins, lose and repeat nothing', async () => {
  const deployment = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  const killed = await startProcess(await tempFolder(), { ...deployment.env, LOG_LEVEL: 'info' })
  const staying = await deployment.start()
  const list = await makeList(staying, 'wanted')
  const persons = Array.from({ length: travellers }, (_, index) => someone(`come and go ${index}`))
  const lines = persons.map((person, index) => ({
    op: 'put',
    entry: { id: String(index), ...entryOf(person) }
  }))
  const results = linesOf(okay(await list.batch(lines)))
  expect(results.filter(({ status }) => status !== 200)).toEqual([])

  const crossings = persons.map((person, index) => ({
    key: String(index),
    value: JSON.stringify({
      specversion: '1.0',
      id: `crossing-${index}`,
      source: 'gates',
      type: 'portcullis.crossing',
      data: {
        purpose: 'border_control',
        traveller: travellerOf(person),
        journey: crossing(`GATE-${index}`)
      }
    })
  }))
  const topic = `${deployment.prefix}.crossings`
  const third = Math.ceil(travellers / 3)
  await writeTopic(kafka, topic, crossings.slice(0, third))
  await writeTopic(kafka, topic, crossings.slice(third, 2 * third))
  await killed.kill()
  const [joined] = await Promise.all([
    deployment.start(),
    writeTopic(kafka, topic, crossings.slice(2 * third))
  ])

  const officer = joined.asRole('officer', { agency: 'interior' })
  const gates = await until(async () => {
    const { body } = okay(await officer('GET', '/v1/cases?limit=200'))
    return body.cases.length >= travellers ? body.cases : undefined
  }, 60_000)
  expect(
    gates.map((one: { journey: { checkpoint: string } }) => one.journey.checkpoint).sort()
  ).toEqual(persons.map((_, index) => `GATE-${index}`).sort())
  const alerts = await until(async () => {
    const all = await readTopic(kafka, `${deployment.prefix}.alerts.interior`).catch(() => [])
    const events = all.filter(({ data }) => data.what === 'opened') // not what nobody took up in time
    return new Set(events.map(({ id }) => id)).size >= travellers ? events : undefined
  }, 60_000)
  expect(new Set(alerts.map(({ id }) => id)).size).toBe(travellers)
  const screened = await readTopic(kafka, `${deployment.prefix}.screenings`)
  const decisions = screened.filter(({ type }) => type.startsWith('portcullis.screened'))
  expect(decisions.filter(({ data }) => data.hits.length === 0)).toEqual([])
})
