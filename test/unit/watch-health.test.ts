import { expect, onTestFinished, test } from 'vitest'
import { entryHash } from '#src/domain/list-checksum.ts'
import type { SharedList } from '#src/domain/ports.ts'
import { loadPolicy } from '#src/load-policy.ts'
import { createMetrics } from '#src/metrics.ts'
import { watchHealth } from '#src/watch-health.ts'
import { Watchlist } from '#src/watchlist/watchlist.ts'
import { openPlatform } from '#test/helpers/embedded-platform.ts'
import { patient } from '#test/helpers/until.ts'

/** Follows this shared list and watches over it, until the test ends. */
const watched = (
  platform: object,
  sharedList: SharedList,
  elapsedMs?: () => number,
  more: object = {}
) => {
  const stopping = new AbortController()
  const { signal } = stopping
  const metrics = createMetrics()
  const watchlist = new Watchlist(loadPolicy('config/policy.json'), () => new Date(), elapsedMs)
  const health = watchHealth({
    platform: Object.assign(Object.create(platform), more, { sharedList, isHealthy: () => true }),
    watchlist,
    metrics,
    refusedAfterSeconds: 3_600,
    degradedAfterSeconds: 10,
    isRunning: () => true,
    beatMs: 1,
    signal
  })
  const running = [watchlist.follow(sharedList, signal), health.run()]
  onTestFinished(async () => {
    stopping.abort()
    await Promise.all(running)
  })
  return { watchlist, health, metrics, signal }
}

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
  const { health, metrics } = watched(platform, sharedList)
  const differences = async () => (await metrics.listDifferences.get()).values[0]?.value ?? 0
  await expect.poll(differences, patient).toBeGreaterThan(0)
  expect((await health.readiness()).parts.watchlist).toBe(false)
  expected = entryHash('l', '1', 1)
  await expect.poll(async () => (await health.readiness()).parts.watchlist, patient).toBe(true)
  expect((await health.readiness()).listChecksum).toBe(expected)
})

test('a node whose list is ahead of the shared one builds it anew, and stays ready', async () => {
  const platform = await openPlatform()
  const state = (id: string) => ({
    list: 'l',
    id,
    revision: 1,
    state: 'active' as const,
    entry: { id, revision: 1, kind: 'person' as const, names: [{ full: 'A B' }] },
    changedAt: 'now'
  })
  const version = await platform.sharedList.commit({
    position: { topic: 'watchlist', partition: 0, offset: 1 },
    lists: [],
    entries: [state('1'), state('2')]
  })
  let isSetBack = false
  const sharedList: SharedList = {
    ...platform.sharedList,
    checksum: async () => {
      if (isSetBack) return { version: version - 1, checksum: 4711 }
      return { version, checksum: watchlist.checksum ?? 0 }
    }
  }
  const { watchlist, health } = watched(platform, sharedList)
  const isReady = async () => (await health.readiness()).parts.watchlist
  await expect.poll(isReady, patient).toBe(true)
  const before = watchlist.inUse
  isSetBack = true
  await expect.poll(() => watchlist.inUse !== before, patient).toBe(true)
  expect(await isReady()).toBe(true)
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

/** A node whose record, projection and clock are the test's. */
const aNode = async () => {
  const platform = await openPlatform()
  const said = { time: 0, recorded: 0, projected: 0, isRecordAway: false, beats: 0 }
  const record = Object.assign(Object.create(platform.record), {
    ends: async () => {
      if (said.isRecordAway) throw new Error('record away')
      return new Map([[0, said.recorded]])
    }
  })
  const sharedList: SharedList = {
    ...platform.sharedList,
    offsets: async () => {
      said.beats++
      return new Map([[0, said.projected]])
    }
  }
  const { watchlist, health, signal } = watched(platform, sharedList, () => said.time, { record })
  await health.whenReady(signal)
  /** The list's age once a look that began after this is over. */
  const age = async () => {
    const before = said.beats
    await expect.poll(() => said.beats, patient).toBeGreaterThan(before + 2)
    return watchlist.ageSeconds
  }
  return { said, health, age }
}

test('a list grows old while changes that stand in the record are not projected', async () => {
  const { said, health, age } = await aNode()
  said.recorded = 1
  said.time += 30_000
  expect(await age()).toBe(30)
  expect((await health.readiness()).degraded).toEqual(['watchlist_old'])
  said.time += 3_600_000
  expect(await age()).toBe(3_630)
  expect((await health.readiness()).parts.watchlist).toBe(false)
  said.projected = 1
  expect(await age()).toBe(0)
  expect((await health.readiness()).parts.watchlist).toBe(true)
})

test('with the record away a list is current when it holds what was known to be recorded', async () => {
  const { said, age } = await aNode()
  said.isRecordAway = true
  said.time += 30_000
  expect(await age()).toBe(0)
  said.isRecordAway = false
  said.recorded = 1
  expect(await age()).toBe(0)
  said.isRecordAway = true
  said.time += 30_000
  expect(await age()).toBe(30)
})
