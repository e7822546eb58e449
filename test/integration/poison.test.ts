import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { okay } from '../helpers/call.ts'
import { quietKafka } from '../helpers/kafka-record.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import { readTopic, writeTopic } from '../helpers/read-topic.ts'
import { crossing, entryOf, someone, travellerOf } from '../helpers/someone.ts'
import { until } from '../helpers/until.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'

const kafka = quietKafka(inject('brokers'))
let redis: Awaited<ReturnType<typeof givenOrStartedRedis>>
beforeAll(async () => {
  redis = await givenOrStartedRedis()
})
afterAll(() => redis.stop())

const event = (type: string, id: string, data: object) => ({
  key: 'one key: what is behind waits for what is before',
  value: JSON.stringify({ specversion: '1.0', id, source: 'elsewhere', type, data })
})
const garbage = {
  key: 'one key: what is behind waits for what is before',
  value: '\u0000{not json'
}
/** A name with letters that Latin-1 and UTF-8 write differently, in Latin-1. */
const inLatin1 = ({ value, ...message }: ReturnType<typeof event>) => ({
  ...message,
  value: Buffer.from(value, 'latin1')
})
/** More than an event may be, once it is written as JSON. */
const large = { ...garbage, value: '\u0000'.repeat(600_000) }

describe('poison', () => {
  test('in any topic is dead-lettered with reason and original, and what is behind it goes on', async () => {
    const deployment = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
    const node = await deployment.start()
    const topic = (name: string) => `${deployment.prefix}.${name}`
    const list = await makeList(node, 'wanted')
    const [first, second] = [someone('poison first'), someone('poison second')]
    okay(await list.put('1', entryOf(first)))

    const entry = { id: '2', ...entryOf(second) }
    const change = { agency: 'interior', list: 'wanted', op: 'put', entry }
    await writeTopic(kafka, topic('watchlist'), [
      garbage,
      event('portcullis.watchlist', 'misspelt', { ...change, entry: { ...entry, brithDates: [] } }),
      event('portcullis.watchlist', 'not theirs', { ...change, agency: 'navy' }),
      event('portcullis.watchlist', 'good', change),
      event('portcullis.watchlist', 'good', change)
    ])
    const forged = event('portcullis.screened.hits', 'forged', { caseId: 'x' })
    await writeTopic(kafka, topic('screenings'), [garbage, forged])
    await writeTopic(kafka, topic('case-commands'), [garbage, forged])

    const editor = node.asRole('agency_editor', { agency: 'interior' })
    await until(async () => {
      const reply = await editor('GET', '/v1/lists/wanted/entries/2')
      return reply.status === 200 ? reply : undefined
    }, 30_000)
    const traveller = travellerOf(second)
    const data = { purpose: 'border_control', traveller, journey: crossing('GATE') }
    await writeTopic(kafka, topic('crossings'), [
      garbage,
      large,
      event('portcullis.crossing', 'misspelt', { ...data, travelller: {} }),
      inLatin1(
        event('portcullis.crossing', 'latin-1', {
          ...data,
          traveller: { names: [{ full: 'Jörgen Müllerström' }] }
        })
      ),
      event('portcullis.crossing', 'good', data)
    ])
    const officer = node.asRole('officer', { agency: 'interior' })
    await until(async () => {
      const { body } = okay(await officer('GET', '/v1/cases'))
      return body.cases.find(({ hits }: { hits: unknown[] }) => hits.length > 0)
    }, 30_000)

    const letters = await until(async () => {
      const found = await readTopic(kafka, topic('dead-letters'))
      return found.length >= 11 ? found : undefined
    }, 30_000)
    const codes = letters.map(letter => `${letter.data.topic} ${letter.data.code}`).sort()
    expect(codes).toEqual([
      'case-commands INVALID',
      'case-commands INVALID',
      'crossings INVALID',
      'crossings INVALID',
      'crossings INVALID',
      'crossings INVALID',
      'screenings INVALID',
      'screenings INVALID',
      'watchlist INVALID',
      'watchlist INVALID',
      'watchlist NOT_YOUR_LIST'
    ])
    expect(
      letters.every(({ data: { original, leftOut, reason } }) => (original || leftOut) && reason)
    ).toBe(true)
    expect(letters.filter(({ data: { leftOut } }) => leftOut)).toHaveLength(1)
    expect(letters.filter(({ data: { reason } }) => /notUtf8/.test(reason))).toHaveLength(1)
  })
})
