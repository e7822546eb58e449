import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { recordedCases } from '#src/adapters/kafka/decided-state.ts'
import { viewReplacedCode } from '#src/adapters/redis/unavailable.ts'
import { okay } from '../helpers/call.ts'
import { openDecided } from '../helpers/decided-state.ts'
import { quietKafka } from '../helpers/kafka-record.ts'
import { listedCrossings, range } from '../helpers/listed-crossings.ts'
import { deploy } from '../helpers/nodes.ts'
import { aCase, aDesk } from '../helpers/screened.ts'
import { startProcess } from '../helpers/service-process.ts'
import { tempFolder } from '../helpers/temp-folder.ts'
import { until } from '../helpers/until.ts'
import { type RedisServer, startRedis } from '../servers/redis.ts'

const kafka = quietKafka(inject('brokers'))
let redis: RedisServer
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.stop())

test('a node that stands still past its session, and goes on, displaces nothing that its successor decided', async () => {
  const deployment = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  const still = await startProcess(await tempFolder(), deployment.env)
  const { produce, cases, eachOnce, entryOf } = await listedCrossings(kafka, deployment, still, 150)
  const entryAt = (at: number) => `/v1/lists/wanted/entries/${at}`
  const changed = range(0, 30)

  // It holds every partition, and stops in the middle of the cases and the entries that it decides.
  const producing = produce(0, 100)
  await until(async () => (await cases(still)).length > 0 || undefined, 30_000)
  const editing = still.asRole('agency_editor', { agency: 'interior' })
  const changing = changed.map(at =>
    editing('PUT', entryAt(at), { ...entryOf(at), revision: 2 }).catch(() => undefined)
  )
  await Promise.race(changing)
  still.pause()
  await producing

  const successor = await deployment.start()
  const taken = await eachOnce(successor, range(0, 100))
  const officer = successor.asRole('officer', { agency: 'interior' })
  const editor = successor.asRole('agency_editor', { agency: 'interior' })
  const revisionOf = async (at: number): Promise<number | undefined> =>
    (await editor('GET', entryAt(at))).body.revision
  const changedAgain = new Map<number, number>()
  for (const at of changed) {
    const revision = 1 + (await until(() => revisionOf(at)))
    okay(await editor('PUT', entryAt(at), { ...entryOf(at), revision }))
    changedAgain.set(at, revision)
  }
  for (const { id, revision } of taken)
    okay(await officer('POST', `/v1/cases/${id}/actions`, { action: 'assign', revision }))

  const expectAsLeft = async (crossed: number) => {
    const assigned = taken.map(({ id, revision }) => `${id} assigned ${revision + 1}`).toSorted()
    const shown = async () =>
      (await eachOnce(successor, range(0, crossed)))
        .filter(({ state }) => state !== 'new')
        .map(({ id, state, revision }) => `${id} ${state} ${revision}`)
        .toSorted()
    await expect.poll(shown, patient).toEqual(assigned)
    for (const [at, revision] of changedAgain)
      await expect.poll(() => revisionOf(at), patient).toBe(revision)
  }
  await expectAsLeft(100) // all decided elsewhere: its session is over
  still.resume()
  await Promise.all(changing)
  await produce(100, 150)
  await expectAsLeft(150)
  await until(async () => (await still.as()('GET', '/readyz')).status === 200 || undefined, 30_000)

  await redis.kill()
  await redis.restart()
  const isBack = async () => (await cases(successor).catch(() => [])).length === 150
  await expect.poll(isBack, patient).toBe(true)
  await expectAsLeft(150)
})

const patient = { timeout: 30_000, interval: 20 }

test('what it decided, and writes only when its successor has gone further, does not come back with an emptied view', async () => {
  const { view, log, empty, restoreCases } = await openDecided(kafka, redis.url)
  const open = async () => {
    const { cases } = await view()
    await cases.resume('screenings')
    return cases
  }
  const still = await open()
  const [stopped, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const between = {
    ...still,
    check: async (commit: Parameters<typeof still.check>[0]) => {
      const isNew = await still.check(commit)
      stopped.resolve()
      await goesOn.promise
      return isNew
    }
  }
  const at = (offset: number) => ({ topic: 'screenings' as const, partition: 1, offset })
  const opened = aCase({ id: 'a', desks: { interior: aDesk() } })
  const further = aCase({ id: 'a', desks: { interior: aDesk({ revision: 2, state: 'assigned' }) } })
  const late = recordedCases(between, log).commit({ position: at(1), cases: [opened] })
  await stopped.promise

  const cases = await open()
  const successor = recordedCases(cases, log)
  await successor.commit({ position: at(1), cases: [opened] })
  await successor.commit({ position: at(2), cases: [further] })
  goesOn.resolve()
  await expect(late).rejects.toMatchObject({ code: viewReplacedCode })
  expect(await cases.get(['a'])).toEqual([further])

  await empty()
  const next = await open()
  await restoreCases(next)
  expect(await next.get(['a'])).toEqual([further])
})
