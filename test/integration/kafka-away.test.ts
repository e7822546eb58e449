import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { okay } from '../helpers/call.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import type { RunningService } from '../helpers/running-service.ts'
import { startProcess } from '../helpers/service-process.ts'
import { crossing, entryOf, someone, travellerOf } from '../helpers/someone.ts'
import { tempFolder } from '../helpers/temp-folder.ts'
import { patient, until } from '../helpers/until.ts'
import { type KafkaServer, startKafka } from '../servers/kafka.ts'
import { type RedisServer, startRedis } from '../servers/redis.ts'

let kafka: KafkaServer
let redis: RedisServer
beforeEach(async () => {
  ;[kafka, redis] = await Promise.all([startKafka(), startRedis()])
})
afterEach(() => Promise.all([kafka.stop(), redis.stop()]))

const listed = 30

const ways = [
  {
    how: 'stopped where it stands',
    away: async () => kafka.pause(),
    back: async () => kafka.resume()
  },
  { how: 'killed', away: () => kafka.kill(), back: () => kafka.restart() }
]

describe('with Kafka away', () => {
  test.for(ways)(
    'screening goes on and every case is there once afterwards: $how',
    async ({ away, back }) => {
      const node = await deploy({ brokers: kafka.address, redisUrl: redis.url }).start()
      const list = await makeList(node, 'wanted')
      const persons = Array.from({ length: listed }, (_, index) => someone(`away ${index}`))
      for (const [index, person] of persons.entries()) {
        okay(await list.put(String(index), entryOf(person, { instruction: 'arrest' })))
      }
      const expected = new Set<string>()
      const screen = screenOn(node, expected)
      for (const person of persons.slice(0, 10)) await screen(person)

      await away()
      for (const person of persons.slice(10, 20)) await screen(person)
      const late = await screen(someone('nobody'), 'clear')
      expect(late.degraded).toContain('record away: kept in the outbox')
      expect((await list.put('x', entryOf(someone('x')))).status).toBe(503)
      await expect.poll(async () => (await node.as()('GET', '/readyz')).status, patient).toBe(200)
      await back()

      for (const person of persons.slice(20)) await screen(person)
      const officer = node.asRole('officer', { agency: 'interior' })
      const found = await until(async () => {
        const { body } = okay(await officer('GET', '/v1/cases?limit=100'))
        return body.cases.length >= listed ? body.cases : undefined
      }, 90_000)
      expect(found.map(({ id }: { id: string }) => id).sort()).toEqual([...expected].sort())
      const after = await until(async () => {
        const answer = await screen(someone('nobody else'), 'clear')
        return answer.degraded.length === 0 ? answer : undefined
      })
      expect(after.decision).toBe('clear')
    }
  )

  test.for(ways)(
    'a node stops in order, with a canary on its way: $how',
    async ({ away, back }) => {
      const { env } = deploy({ brokers: kafka.address, redisUrl: redis.url })
      const folder = await tempFolder()
      const node = await startProcess(folder, { ...env, CANARY_SECONDS: '1' })
      await makeList(node, 'wanted')
      await away()
      await until(async () => {
        const { text } = okay(await node.asRole('admin')('GET', '/metrics'))
        return /portcullis_outbox_events [1-9]/.test(text) || undefined
      }, 30_000)
      expect(await node.stop()).toMatchObject({ code: 0 })
      expect(await readFile(join(folder, 'audit-checkpoints.jsonl'), 'utf8')).toMatch(/\n$/)
      await back()
    }
  )
})

/** Screens and notes the case that must come of it; an answer that is not the right one fails the test. */
const screenOn =
  (node: RunningService, expected: Set<string>) =>
  async (person: ReturnType<typeof someone>, decision = 'refer') => {
    const traveller = travellerOf(person)
    const question = { purpose: 'border_control', traveller, journey: crossing() }
    const { body } = okay(await node.asRole('checkpoint')('POST', '/v1/screenings', question))
    expect(body.decision).toBe(decision)
    if (decision === 'refer') expected.add(body.caseId)
    return body
  }
