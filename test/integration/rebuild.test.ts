import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest'
import { okay } from '../helpers/call.ts'
import { quietKafka } from '../helpers/kafka-record.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import type { RunningService } from '../helpers/running-service.ts'
import { run } from '../helpers/service-process.ts'
import { crossing, entryOf, someone, travellerOf } from '../helpers/someone.ts'
import { patient, until } from '../helpers/until.ts'
import { type RedisServer, startRedis } from '../servers/redis.ts'

const brokers = inject('brokers')
let redis: RedisServer
beforeEach(async () => {
  redis = await startRedis()
})
afterEach(() => redis.stop())

/** A node with a list and a case that an officer has dismissed. */
const withHistory = async () => {
  const deployment = deploy({ brokers, redisUrl: redis.url })
  const node = await deployment.start()
  const person = someone('history')
  const list = await makeList(node, 'wanted')
  okay(await list.put('1', entryOf(person, { instruction: 'arrest' })))
  okay(await list.put('2', entryOf(someone('other'))))
  const question = {
    purpose: 'border_control',
    traveller: travellerOf(person),
    journey: crossing()
  }
  const { caseId } = okay(await node.asRole('checkpoint')('POST', '/v1/screenings', question)).body
  const officer = node.asRole('officer', { agency: 'interior' })
  const read = (of: RunningService) =>
    until(async () => {
      const asked = of.asRole('officer', { agency: 'interior' })
      const reply = await asked('GET', `/v1/cases/${caseId}`)
      return reply.status === 200 ? reply.body : undefined
    }, 30_000)
  const { revision } = await read(node)
  const action = { action: 'assign', revision }
  okay(await officer('POST', `/v1/cases/${caseId}/actions`, action))
  return { deployment, node, list, read, question }
}

describe('an emptied Redis', () => {
  test('is made anew without a restart: lists, entries, and cases as officers left them', async () => {
    const { node, list, read, question } = await withHistory()
    const before = await read(node)
    await redis.kill()
    await redis.restart()
    await expect.poll(() => read(node), { ...patient, timeout: 30_000 }).toEqual(before)
    const editor = node.asRole('agency_editor', { agency: 'interior' })
    await until(async () => {
      const reply = await editor('GET', '/v1/lists/wanted/entries/2')
      return reply.status === 200 ? reply.body : undefined
    }, 30_000)
    const stale = await until(async () => {
      const reply = await list.put('1', entryOf(someone('history')))
      return reply.status === 409 ? reply : undefined
    }, 30_000)
    expect(stale.body.code).toBe('STALE_REVISION')
    const again = okay(await node.asRole('checkpoint')('POST', '/v1/screenings', question))
    expect(again.body.decision).toBe('refer')
  })

  test('is one that was emptied on purpose, while a node runs and finds everybody', async () => {
    const { deployment, node, list, read, question } = await withHistory()
    const before = await read(node)
    const admin = new Redis(redis.url)
    onTestFinished(() => admin.disconnect())
    const of = (part: string, name: string) => `{${deployment.prefix}:${part}}:${name}`
    const another = of('more:list', 'meta') // of a deployment whose prefix goes on
    await admin.hset(another, 'epoch', 'another')
    await admin.zadd(of('cases', 'queue:nobody'), 0, 'left over')
    const screen = async () =>
      okay(await node.asRole('checkpoint')('POST', '/v1/screenings', question)).body.decision
    const epoch = await admin.hget(of('list', 'meta'), 'epoch')
    const emptied = run('src/cli/rebuild.ts', ['--empty', '--json'], deployment.env)
    let isOver = false
    const over = emptied.finally(() => {
      isOver = true
    })
    while (!isOver) expect(await screen()).toBe('refer')
    const { code, errors } = await over
    expect([code, errors]).toEqual([0, ''])
    expect(await admin.hget(of('list', 'meta'), 'epoch')).not.toBe(epoch)
    expect(await admin.exists(of('cases', 'queue:nobody'))).toBe(0)
    expect(await admin.exists(another)).toBe(1)
    await expect.poll(() => read(node), { ...patient, timeout: 30_000 }).toEqual(before)
    await until(async () => {
      const { status } = await list.put('3', entryOf(someone('third')))
      return status === 200 || status === 409 ? status : undefined
    }, 30_000)
    expect(await screen()).toBe('refer')
  })

  test('is filled from decided states alone, when the commands have expired', async () => {
    const { deployment, node, read } = await withHistory()
    const before = await read(node)
    await node.close()
    await redis.kill()
    await redis.restart()
    const admin = quietKafka(brokers).admin()
    await admin.connect()
    for (const topic of ['watchlist', 'screenings', 'case-commands']) {
      const name = `${deployment.prefix}.${topic}`
      const held = await admin.fetchTopicOffsets(name)
      const partitions = held.map(({ partition, high }) => ({ partition, offset: high }))
      await admin.deleteTopicRecords({ topic: name, partitions })
    }
    await admin.disconnect()
    const rebuilt = await run('src/cli/rebuild.ts', ['--json'], deployment.env)
    expect([rebuilt.code, rebuilt.errors]).toEqual([0, ''])
    const states = JSON.parse(rebuilt.out)
    expect(states.entries).toBe(3)
    expect([2, 3]).toContain(states.cases) // opened and acted on; looked at, in a batch of its own or not
    const again = await run('src/cli/rebuild.ts', ['--json'], deployment.env)
    expect(JSON.parse(again.out)).toEqual({ entries: 0, cases: 0, manifests: 0 })
    const next = await deployment.start()
    await expect.poll(() => read(next), { ...patient, timeout: 30_000 }).toEqual(before)
    const lists = okay(await next.asRole('admin')('GET', '/v1/lists')).body.lists
    expect(lists).toHaveLength(1)
  })
})
