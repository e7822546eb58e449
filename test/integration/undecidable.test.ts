import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { toMessage } from '#src/adapters/kafka/message.ts'
import { KafkaWriter } from '#src/adapters/kafka/writer.ts'
import type { RecordEvent } from '#src/domain/ports.ts'
import type { RecordedHit } from '#src/domain/screening.ts'
import { createLog } from '#src/logging.ts'
import { screenedEvent } from '#src/screening/event.ts'
import { quietKafka } from '../helpers/kafka-record.ts'
import { type Deployment, deploy } from '../helpers/nodes.ts'
import { readTopic } from '../helpers/read-topic.ts'
import type { RunningService } from '../helpers/running-service.ts'
import { aHit, aScreening } from '../helpers/screened.ts'
import { until } from '../helpers/until.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'

const kafka = quietKafka(inject('brokers'))
let redis: Awaited<ReturnType<typeof givenOrStartedRedis>>
beforeAll(async () => {
  redis = await givenOrStartedRedis()
})
afterAll(() => redis.stop())

const screened = (id: string, hits: readonly RecordedHit[] = [aHit()]) =>
  screenedEvent(aScreening({ id, caseId: `case-${id}`, hits }), 'http/desk')

/** Writes events of the service itself, all behind each other in one partition. */
const writeOwn = async ({ prefix }: Deployment, ...events: readonly RecordEvent[]) => {
  const writer = await KafkaWriter.open({ kafka, log: createLog('silent') })
  onTestFinished(() => writer.close())
  const messages = events.map(event => toMessage(event, 'one behind the other'))
  await writer.append(`${prefix}.screenings`, messages)
}

const caseOf = (node: RunningService, id: string, agency = 'interior') => {
  const officer = node.asRole('officer', { agency })
  return until(async () => {
    const { status, body } = await officer('GET', `/v1/cases/case-${id}`)
    return status === 200 ? body : undefined
  }, 30_000)
}

const lettersIn = async ({ prefix }: Deployment) =>
  (await readTopic(kafka, `${prefix}.dead-letters`)).map(({ data }) => data)

test('a screening that no case can be made of holds up nothing, and is set aside once', async () => {
  const deployment = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  const node = await deployment.start()
  const hit = aHit({ handling: 'H2', releasableTo: ['border'] })
  const broken = screened('b', [{ ...hit, evidence: undefined as never }])
  await writeOwn(deployment, screened('a'), broken, screened('c'))
  expect((await caseOf(node, 'c')).hits).toHaveLength(1)
  expect(await caseOf(node, 'b', 'border')).toMatchObject({
    hits: [],
    unscreened: 'screened with hits, but no case could be made of it: INTERNAL'
  })
  await node.close()
  const next = await deployment.start()
  await writeOwn(deployment, screened('d'))
  await caseOf(next, 'd')
  expect(await lettersIn(deployment)).toMatchObject([
    { topic: 'screenings', code: 'INTERNAL', original: { id: 'b' } }
  ])
})

const letters = (count: number) => 'LISTED NAME '.repeat(Math.ceil(count / 12)).slice(0, count)
const manyHits = (first: number, count: number, bytes: number, more: Partial<RecordedHit> = {}) =>
  Array.from({ length: count }, (_, at) => {
    const names = Array.from({ length: bytes / 200 }, () => ({ full: letters(185) }))
    return aHit({ entryId: `${first + at}`, listedAs: { kind: 'person', names }, ...more })
  })

test('a case that Kafka does not take with all its alerts is told with shorter ones, and is whole', async () => {
  const deployment = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  const node = await deployment.start()
  const hits = manyHits(0, 50, 12_000, { releasableTo: ['border', 'customs', 'health', 'navy'] })
  await writeOwn(deployment, screened('a', hits), screened('b'))
  expect((await caseOf(node, 'b')).hits).toHaveLength(1)
  const { hits: seen } = await caseOf(node, 'a', 'navy')
  expect(seen).toHaveLength(50)
  expect(seen[49].listedAs.names).toHaveLength(60)
  const opened = await until(async () => {
    const alerts = await readTopic(kafka, `${deployment.prefix}.alerts`)
    // Their timers are over long since: alerts of that follow.
    const found = alerts.filter(({ data }) => data.what === 'opened' && /^case-/.test(data.caseId))
    return found.length >= 6 ? found : undefined
  }, 30_000)
  const told = opened.map(({ data }) => `${data.caseId} ${data.agency} ${data.shortened}`)
  expect(told.toSorted()).toEqual([
    'case-a border true',
    'case-a customs true',
    'case-a health true',
    'case-a interior true',
    'case-a navy true',
    'case-b interior undefined'
  ])
  expect(await lettersIn(deployment)).toEqual([])
})

test('a case that has grown beyond what Kafka takes stays as it is, and what comes makes another', async () => {
  const deployment = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  const node = await deployment.start()
  const [first, second] = [manyHits(0, 100, 20_000), manyHits(100, 100, 20_000)]
  const more = {
    ...screened('b', second),
    data: { ...screened('b', second).data, caseId: 'case-a' }
  }
  await writeOwn(deployment, screened('a', first), more, screened('c'))
  await caseOf(node, 'c')
  expect((await caseOf(node, 'a')).hits).toHaveLength(100)
  const officer = node.asRole('officer', { agency: 'interior' })
  const own = await until(async () => {
    const { body } = await officer('GET', '/v1/cases?limit=10')
    return body.cases.find(({ unscreened }: { unscreened?: string }) => unscreened)
  }, 30_000)
  expect(own.unscreened).toContain('COMMIT_TOO_LARGE')
  expect(await lettersIn(deployment)).toMatchObject([
    { topic: 'screenings', code: 'COMMIT_TOO_LARGE', leftOut: { bytes: expect.any(Number) } }
  ])
})
