import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { okay } from '../helpers/call.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import { startProcess } from '../helpers/service-process.ts'
import { crossing, entryOf, someone, travellerOf } from '../helpers/someone.ts'
import { tempFolder } from '../helpers/temp-folder.ts'
import { wallClock } from '../helpers/wall-clock.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'

let redis: Awaited<ReturnType<typeof givenOrStartedRedis>>
beforeAll(async () => {
  redis = await givenOrStartedRedis()
})
afterAll(() => redis.stop())

const hour = 3_600_000
const patient = { timeout: 60_000, interval: 100 }
const dayAfter = (hours: number) => new Date(Date.now() + hours * hour).toISOString().slice(0, 10)

test('of two nodes that have come to the next day one tells a case, and none whose clock is ahead', async () => {
  const { env } = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  const startNode = async () => {
    const clock = await wallClock()
    await clock.put(-50 * hour)
    return { clock, node: await startProcess(await tempFolder(), { ...env, ...clock.env }) }
  }
  const [a, b] = [await startNode(), await startNode()]
  const list = await makeList(a.node, 'wanted', { instruction: 'arrest' })
  const checkpoint = a.node.asRole('checkpoint', { ttlSeconds: 100 * 3_600 })
  const open = async (word: string, validUntil: string) => {
    const person = someone(word)
    okay(await list.put(word, entryOf(person, { validUntil })))
    const question = { purpose: 'border_control', traveller: travellerOf(person) }
    const asked = { ...question, journey: crossing() }
    return okay(await checkpoint('POST', '/v1/screenings', asked)).body.caseId as string
  }
  const over = await open('over', dayAfter(-24))
  const stands = await open('stands', dayAfter(24))
  const officer = b.node.asRole('officer', { agency: 'interior', ttlSeconds: 100 * 3_600 })
  const caseOf = async (id: string) => (await officer('GET', `/v1/cases/${id}`)).body
  const told = async (id: string) =>
    ((await caseOf(id))?.trail ?? [])
      .map(({ action }: { action: string }) => action)
      .filter((action: string) => action.startsWith('entry_'))
  for (const id of [over, stands]) {
    await expect.poll(async () => (await caseOf(id))?.hits?.length, patient).toBe(1)
    expect(await told(id)).toEqual([])
  }

  await Promise.all([a.clock.put(54 * hour), b.clock.put(0)])
  await expect.poll(() => told(over), patient).toEqual(['entry_lapsed'])
  expect(await caseOf(over)).toMatchObject({ state: 'withdrawn', hits: [{ lapsed: true }] })

  const again = await startProcess(await tempFolder(), env) // compares all of them at its start
  await again.stop()
  expect(await told(over)).toEqual(['entry_lapsed'])
  expect(await told(stands)).toEqual([])
})
