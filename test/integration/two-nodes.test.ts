import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { okay } from '../helpers/call.ts'
import { quietKafka } from '../helpers/kafka-record.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import { readTopic, writeTopic } from '../helpers/read-topic.ts'
import { crossing, entryOf, someone, travellerOf } from '../helpers/someone.ts'
import { until } from '../helpers/until.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'

const brokers = inject('brokers')
let redis: Awaited<ReturnType<typeof givenOrStartedRedis>>
beforeAll(async () => {
  redis = await givenOrStartedRedis()
})
afterAll(() => redis.stop())

describe('two nodes', () => {
  test('an entry put on one is a hit on the other, and its case can be read on both', async () => {
    const deployment = deploy({ brokers, redisUrl: redis.url })
    const [a, b] = [await deployment.start(), await deployment.start()]
    const person = someone('two nodes')
    const list = await makeList(a, 'shared', { agency: 'interior' })
    expect((await list.put('1', entryOf(person, { instruction: 'arrest' }))).status).toBe(200)
    const question = {
      purpose: 'border_control',
      traveller: travellerOf(person),
      journey: crossing()
    }
    const answer = await until(async () => {
      const reply = okay(await b.asRole('checkpoint')('POST', '/v1/screenings', question))
      return reply.body.decision === 'refer' ? reply.body : undefined
    })
    for (const node of [a, b]) {
      const officer = node.asRole('officer', { agency: 'interior' })
      const found = await until(async () => {
        const reply = await officer('GET', `/v1/cases/${answer.caseId}`)
        return reply.status === 200 ? reply.body : undefined
      })
      expect(found.state).toBe('new')
    }
  })

  test('a crossing produced to Kafka becomes one case, also when it comes twice', async () => {
    const deployment = deploy({ brokers, redisUrl: redis.url })
    const [a, b] = [await deployment.start(), await deployment.start()]
    const person = someone('crossing twice')
    const list = await makeList(a, 'stream', { agency: 'interior' })
    okay(await list.put('1', entryOf(person, { instruction: 'arrest' })))
    const event = {
      specversion: '1.0',
      id: 'gate-7/1',
      source: 'gates',
      type: 'portcullis.crossing',
      data: {
        purpose: 'border_control',
        traveller: travellerOf(person),
        journey: crossing('GATE-7')
      }
    }
    const kafka = quietKafka(brokers)
    const message = { key: 'k', value: JSON.stringify(event) }
    await writeTopic(kafka, `${deployment.prefix}.crossings`, [message, message])
    const officer = b.asRole('officer', { agency: 'interior' })
    const cases = await until(async () => {
      const { body } = okay(await officer('GET', '/v1/cases'))
      return body.cases.length > 0 ? body.cases : undefined
    })
    expect(cases).toHaveLength(1)
    expect(cases[0].journey.checkpoint).toBe('GATE-7')
    const alerts = await until(async () => {
      const events = await readTopic(kafka, `${deployment.prefix}.alerts.interior`).catch(() => [])
      return events.length > 0 ? events : undefined
    }, 30_000)
    expect(new Set(alerts.map(({ id }) => id)).size).toBe(1)
    expect(alerts[0].data).toMatchObject({ caseId: cases[0].id, state: 'new', what: 'opened' })
    expect(JSON.stringify(alerts)).not.toContain(person.family)
  })
})
