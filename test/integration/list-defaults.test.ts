import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { okay } from '../helpers/call.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import type { RunningService } from '../helpers/running-service.ts'
import { crossing, entryOf, someone, travellerOf } from '../helpers/someone.ts'
import { patient, until } from '../helpers/until.ts'
import { type RedisServer, startRedis } from '../servers/redis.ts'

const brokers = inject('brokers')
let redis: RedisServer
beforeEach(async () => {
  redis = await startRedis()
})
afterEach(() => redis.stop())

const agency = 'interior'

test('an open case says once what its list says by now, on every node, after Redis was emptied too', async () => {
  const deployment = deploy({ brokers, redisUrl: redis.url })
  const [a, b] = [await deployment.start(), await deployment.start()]
  const person = someone('left to the list')
  const list = await makeList(a, 'watched', { agency, instruction: 'inform_only' })
  okay(await list.put('1', entryOf(person)))
  const traveller = travellerOf(person)
  const question = { purpose: 'border_control', traveller, journey: crossing() }
  const { caseId } = okay(await a.asRole('checkpoint')('POST', '/v1/screenings', question)).body
  const read = (node: RunningService) =>
    until(async () => {
      const reply = await node.asRole('officer', { agency })('GET', `/v1/cases/${caseId}`)
      return reply.status === 200 ? reply.body : undefined
    }, 30_000)
  const says = async (instruction: 'arrest' | 'protect') => {
    await until(
      () => makeList(b, 'watched', { agency, instruction }).catch(() => undefined),
      30_000
    )
    for (const node of [a, b]) {
      await expect
        .poll(async () => (await read(node)).instruction, { ...patient, timeout: 30_000 })
        .toBe(instruction)
    }
  }
  expect((await read(b)).instruction).toBe('inform_only')
  await says('arrest')
  await redis.kill()
  await redis.restart()
  await says('arrest')
  await says('protect')
  const told = (await read(a)).trail.map(({ action }: { action: string }) => action)
  expect(told).toEqual(['opened', 'list_changed', 'list_changed'])
})
