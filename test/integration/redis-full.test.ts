import { expect, onTestFinished, test } from 'vitest'
import { loadPolicy } from '#src/load-policy.ts'
import { createMetrics } from '#src/metrics.ts'
import type { Platform } from '#src/platform.ts'
import { watchHealth } from '#src/watch-health.ts'
import { ownServer, patient, twoNodes } from '../helpers/two-redis-nodes.ts'

const { refusedAfterSeconds } = loadPolicy('config/policy.json').watchlistAge

test('while Redis is full, and reads go on, the list is as old as the oldest change that waits in the record', async () => {
  const server = await ownServer()
  const { projecting, other, admin, record } = await twoNodes(server)
  const { watchlist, view } = other
  const stopping = new AbortController()
  const health = watchHealth({
    // Nothing else of a platform is asked here.
    platform: { record, sharedList: view.sharedList, isHealthy: () => true } as unknown as Platform,
    watchlist,
    metrics: createMetrics(),
    refusedAfterSeconds,
    degradedAfterSeconds: 2,
    isRunning: () => true,
    signal: stopping.signal
  })
  const running = health.run()
  onTestFinished(async () => {
    stopping.abort()
    await running
  })
  await health.whenReady(stopping.signal)
  const degraded = async () => (await health.readiness()).degraded
  expect(await degraded()).toEqual([])

  await admin.config('SET', 'maxmemory', '1', 'maxmemory-policy', 'noeviction')
  const [verdict] = await projecting.put('meanwhile')
  expect(verdict).toBeUndefined()
  await expect.poll(degraded, patient).toEqual(['watchlist_old'])
  expect(await view.sharedList.version()).toBe(watchlist.version)
  expect(other.finds('meanwhile')).toBe(false)

  await admin.config('SET', 'maxmemory', '0')
  await expect.poll(degraded, patient).toEqual([])
  expect(other.finds('meanwhile')).toBe(true)
})
