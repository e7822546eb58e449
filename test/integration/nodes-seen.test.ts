import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { okay } from '../helpers/call.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import type { RunningService } from '../helpers/running-service.ts'
import { entryOf, someone } from '../helpers/someone.ts'
import { until } from '../helpers/until.ts'
import { type RedisServer, startRedis } from '../servers/redis.ts'

// Others say it within ten seconds.
const patienceMs = 30_000

let redis: RedisServer
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.stop())

const overviewOf = async (node: RunningService) =>
  okay(await node.asRole('officer', { agency: 'interior' })('GET', '/v1/overview')).body

test('each node’s overview shows both, and the answering one alone while Redis stands still', async () => {
  const deployment = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  const [a, b] = [await deployment.start('debug'), await deployment.start()]
  const list = await makeList(a, 'seen', { agency: 'interior' })
  okay(await list.put('1', entryOf(someone('seen by nodes'))))
  for (const node of [a, b]) {
    const seen = await until(async () => {
      const found = await overviewOf(node)
      const { nodes, watchlist } = found
      const isSame = nodes.every(
        (one: { ready: boolean; listVersion: number; entries: number }) =>
          one.ready && one.listVersion === watchlist.version && one.entries === watchlist.entries
      )
      return nodes.length === 2 && watchlist.entries === 1 && isSame ? found : undefined
    }, patienceMs)
    expect(seen.othersUnknown).toBe(false)
    for (const one of seen.nodes) expect(one).toMatchObject({ silent: false, behindBy: 0 })
  }
  redis.pause()
  try {
    const alone = await overviewOf(a)
    expect(alone.nodes).toHaveLength(1)
    expect(alone.nodes[0]).toMatchObject({ silent: false, entries: 1 })
    expect(alone.othersUnknown).toBe(true)
    const isNoted = async () => a.log().includes('how this node stands could not be said')
    await until(async () => ((await isNoted()) ? true : undefined), patienceMs)
  } finally {
    redis.resume()
  }
  const again = async () => ((await overviewOf(a)).nodes.length === 2 ? true : undefined)
  expect(await until(again, patienceMs)).toBe(true)
})
