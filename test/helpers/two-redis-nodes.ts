import { Redis } from 'ioredis'
import { expect, onTestFinished } from 'vitest'
import { type RedisServer, startRedis } from '../servers/redis.ts'
import { openPlatform } from './embedded-platform.ts'
import { startNode } from './redis-node.ts'
import { newDeployment } from './redis-view.ts'
import { patient } from './until.ts'

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
  return { projecting, other, admin, keyOf: (name: string) => `{${config.prefix}list}:${name}` }
}

/** Who is on the list of `twoNodes`. */
export const persons = Array.from({ length: 100 }, (_, index) => `person ${index}`)

/** A server that this test may stop and empty; gone when it ends. */
export const ownServer = async () => {
  const server = await startRedis()
  onTestFinished(() => server.stop())
  return server
}
