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
