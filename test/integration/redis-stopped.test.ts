import { expect, test } from 'vitest'
import { viewUnavailableCode } from '#src/adapters/redis/unavailable.ts'
import {
  ownServer,
  patient,
  persons,
  twoNodes,
  untilTheyAgree
} from '../helpers/two-redis-nodes.ts'
import { until } from '../helpers/until.ts'
import { startRedis } from '../servers/redis.ts'

const unavailable = { code: viewUnavailableCode, statusCode: 503 }

test('a Redis that stands still fails calls, leaves searches alone, and loses nothing', async () => {
  const server = await ownServer()
  const { projecting, other } = await twoNodes(server)
  server.pause()
  await expect(other.view.sharedList.list('wanted')).rejects.toMatchObject(unavailable)
  await expect(other.view.cases.sequence('interior')).rejects.toMatchObject(unavailable)
  await expect(other.view.cases.get(['a'])).rejects.toMatchObject(unavailable)
  expect(other.finds(...persons) && projecting.finds(...persons)).toBe(true)
  const [verdict] = await projecting.put('meanwhile')
  expect(verdict).toBeUndefined()
  server.resume()
  await expect.poll(() => other.finds(...persons, 'meanwhile'), patient).toBe(true)
  await expect.poll(() => projecting.finds('meanwhile'), patient).toBe(true)
  await untilTheyAgree(projecting, other)
})

test('a Redis that was killed and comes back empty is filled again', async () => {
  const server = await ownServer()
  const { projecting, other } = await twoNodes(server)
  await server.kill()
  await expect(other.view.sharedList.version()).rejects.toMatchObject(unavailable)
  const put = projecting.put('meanwhile')
  expect(other.finds(...persons)).toBe(true)
  await put
  await server.restart()
  await expect.poll(() => other.finds(...persons, 'meanwhile'), patient).toBe(true)
  await expect.poll(() => projecting.finds(...persons, 'meanwhile'), patient).toBe(true)
  const page = await until(() =>
    other.view.sharedList.page('wanted', undefined, 200).catch(() => undefined)
  )
  expect(page).toHaveLength(101)
})

test('a Redis that takes no writes is refused them until it does, and nothing is lost', async () => {
  const server = await ownServer()
  const { projecting, other, admin } = await twoNodes(server)
  // Before it knows its primary it copies nothing, but is read-only already.
  await admin.replicaof('127.0.0.1', await unusedPort())
  const commit = {
    position: { topic: 'screenings', partition: 0, offset: 1 } as const,
    cases: []
  }
  await expect(other.view.cases.commit(commit)).rejects.toMatchObject(unavailable)
  await projecting.put('meanwhile')
  expect(other.finds('meanwhile')).toBe(false)
  await admin.replicaof('NO', 'ONE')
  await expect.poll(() => other.finds(...persons, 'meanwhile'), patient).toBe(true)
  await expect.poll(() => projecting.finds('meanwhile'), patient).toBe(true)
})

const unusedPort = async () => {
  const server = await startRedis()
  await server.stop()
  return server.port
}
