import { expect, onTestFinished, test } from 'vitest'
import { entryHash } from '#src/domain/list-checksum.ts'
import type { SharedList } from '#src/domain/ports.ts'
import { loadPolicy } from '#src/load-policy.ts'
import { createMetrics } from '#src/metrics.ts'
import { watchHealth } from '#src/watch-health.ts'
import { Watchlist } from '#src/watchlist/watchlist.ts'
import { openPlatform } from '#test/helpers/embedded-platform.ts'
import { patient } from '#test/helpers/until.ts'

test('a node whose list differs from the shared one is not ready until it holds the same', async () => {
  const platform = await openPlatform()
  const entry = { id: '1', revision: 1, kind: 'person' as const, names: [{ full: 'A B' }] }
  const version = await platform.sharedList.commit({
    position: { topic: 'watchlist', partition: 0, offset: 1 },
    lists: [],
    entries: [{ list: 'l', id: '1', revision: 1, state: 'active', entry, changedAt: 'now' }]
  })
  let expected = 4711
  const sharedList: SharedList = {
    ...platform.sharedList,
    checksum: async () => ({ version, checksum: expected })
  }
  const stopping = new AbortController()
  const metrics = createMetrics()
  const watchlist = new Watchlist(loadPolicy('config/policy.json'), () => new Date())
  const health = watchHealth({
    platform: Object.assign(Object.create(platform), { sharedList, isHealthy: () => true }),
    watchlist,
    metrics,
    refusedAfterSeconds: 3_600,
    degradedAfterSeconds: 10,
    isRunning: () => true,
    signal: stopping.signal
  })
  const running = [watchlist.follow(sharedList, stopping.signal), health.run()]
  onTestFinished(async () => {
    stopping.abort()
    await Promise.all(running)
  })
  const differences = async () => (await metrics.listDifferences.get()).values[0]?.value ?? 0
  await expect.poll(differences, patient).toBeGreaterThan(0)
  expect((await health.readiness()).parts.watchlist).toBe(false)
  expected = entryHash('l', '1', 1)
  await expect.poll(async () => (await health.readiness()).parts.watchlist, patient).toBe(true)
  expect((await health.readiness()).listChecksum).toBe(expected)
})

test('a node says what it does without while it answers: the record, and a list of the last seconds', async () => {
  const platform = await openPlatform()
  let notice: string | undefined
  const record = Object.assign(Object.create(platform.record), { notice: () => notice })
  let ageSeconds = 1
  const watchlist = new Watchlist(loadPolicy('config/policy.json'), () => new Date())
  const health = watchHealth({
    platform: Object.assign(Object.create(platform), { record, isHealthy: () => true }),
    watchlist: Object.defineProperty(watchlist, 'ageSeconds', { get: () => ageSeconds }),
    metrics: createMetrics(),
    refusedAfterSeconds: 3_600,
    degradedAfterSeconds: 10,
    isRunning: () => true,
    signal: AbortSignal.abort()
  })
  const degraded = async () => (await health.readiness()).degraded
  expect(await degraded()).toEqual([])
  notice = 'record away'
  expect(await degraded()).toEqual(['record_away'])
  ageSeconds = 11
  expect(await degraded()).toEqual(['record_away', 'watchlist_old'])
  notice = undefined
  expect(await degraded()).toEqual(['watchlist_old'])
})
