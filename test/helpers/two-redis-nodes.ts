import { Redis } from 'ioredis'
import { expect, onTestFinished } from 'vitest'
import { type RedisServer, startRedis } from '../servers/redis.ts'
import { openPlatform } from './embedded-platform.ts'
import { startNode } from './redis-node.ts'
import { newDeployment } from './redis-view.ts'

/** For what comes back after an outage: followers pause up to ten seconds before they try again. */
export const patient = { timeout: 60_000, interval: 20 }

/** Two nodes with a hundred persons on their list, of which one projects the record; and a hand on the server. */
export const twoNodes = async (server: RedisServer) => {
  const { config, view } = newDeployment(server.url)
  const { record } = await openPlatform()
  const projecting = startNode(await view(), record, { isProjecting: true })
  const other = startNode(await view(), record)
  const admin = new Redis(server.url)
  admin.on('error', () => undefined) // it is the test that stops the server
  onTestFinished(() => admin.disconnect())
  await projecting.configure()
  await projecting.put(...persons)
  await expect.poll(() => other.finds(...persons), patient).toBe(true)
  const keyOf = (name: string) => `{${config.prefix}list}:${name}`
  return { projecting, other, admin, record, keyOf }
}

/** Waits until each node has come to the checksum that stands in Redis; Redis may still be away. */
export const untilTheyAgree = (...nodes: readonly ReturnType<typeof startNode>[]) =>
  expect
    .poll(async () => {
      const shared = await nodes[0]?.view.sharedList.checksum().catch(() => undefined)
      return nodes.every(({ watchlist }) => shared && watchlist.checksum === shared.checksum)
    }, patient)
    .toBe(true)

/** Who is on the list of `twoNodes`. */
export const persons = Array.from({ length: 100 }, (_, index) => `person ${index}`)

/** A server that this test may stop and empty; gone when it ends. */
export const ownServer = async () => {
  const server = await startRedis()
  onTestFinished(() => server.stop())
  return server
}
