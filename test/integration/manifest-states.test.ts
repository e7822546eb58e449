import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { viewReplacedCode } from '#src/adapters/redis/unavailable.ts'
import type { KeptManifest, Manifests } from '#src/domain/ports.ts'
import { manifestsContract } from '../contracts/manifests-contract.ts'
import { openDecided } from '../helpers/decided-state.ts'
import { quietKafka } from '../helpers/kafka-record.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'

const kafka = quietKafka(inject('brokers'))
let redis: Awaited<ReturnType<typeof givenOrStartedRedis>>
beforeAll(async () => {
  redis = await givenOrStartedRedis()
})
afterAll(() => redis.stop())

const manifest = (id: string, more: Partial<KeptManifest> = {}): KeptManifest => ({
  id,
  at: '2026-11-22T08:00:00.000Z',
  keys: ['of the flight'],
  content: { persons: [{ name: `${id} Ünal` }] },
  isFinished: true,
  ...more
})
const unfinished = { isFinished: false }
const ids = ['finished', 'open', 'reduced', 'erased', 'later']

/** All that can be asked of these manifests. */
const everything = async (manifests: Manifests) => ({
  bodies: await Promise.all(ids.map(manifests.get)),
  ofFlight: await manifests.under('of the flight', 10),
  ofCase: await manifests.under('of a case', 10),
  unfinished: await manifests.unfinished(10),
  due: await manifests.due('2026-11-23T00:00:00.000Z', 10)
})

const opened = async () => {
  const decided = await openDecided(kafka, redis.url)
  const view = await decided.view()
  const onKafka = decided.manifests(view)
  const unrecorded = async () => (await onKafka.counts()).unrecorded
  return {
    ...decided,
    ...onKafka,
    view,
    /** Resolves when the record has everything. */
    recorded: () => expect.poll(unrecorded).toBe(0)
  }
}

/** One manifest in each state. */
const withSome = async () => {
  const all = await opened()
  const { manifests } = all
  for (const id of ids.slice(0, 4)) await manifests.put(manifest(id, unfinished))
  await manifests.put(manifest('finished', { keys: ['of a case'], content: { screened: 1 } }))
  for (const id of ['reduced', 'erased']) await manifests.put(manifest(id))
  await manifests.reduce('reduced', { left: 1 })
  await manifests.reduce('erased', undefined)
  await all.recorded()
  return all
}

manifestsContract('redis and kafka', async () => {
  const decided = await openDecided(kafka, redis.url)
  const reopen = async () => decided.manifests(await decided.view()).manifests
  return { port: await reopen(), reopen, close: async () => undefined }
})

const none = { unrecorded: 0, too_large: 0, to_restore: 0 }

describe('manifests of an emptied view', () => {
  test('are put back as they were, each in its place, and whatever comes then comes after them', async () => {
    const { manifests, view, counts, recorded, empty, restoreManifests } = await withSome()
    const before = await everything(manifests)
    await empty()
    expect(await manifests.isWhole()).toBe(false)
    expect(await restoreManifests(view)).toBeGreaterThanOrEqual(4)
    expect(await everything(manifests)).toEqual(before)
    expect(await manifests.isWhole()).toBe(true)
    expect(await counts()).toEqual(none)
    await manifests.put(manifest('later'))
    await recorded()
    expect(await manifests.under('of the flight', 10)).toEqual(['later', 'open', 'finished'])
    expect(await restoreManifests(view)).toBe(1)
    expect(await restoreManifests(view)).toBe(0)
  })

  test('leave in place what was stored meanwhile, and stand before what came meanwhile', async () => {
    const { manifests, view, recorded, empty, restoreManifests } = await withSome()
    await empty()
    await manifests.put(manifest('later'))
    const anew = manifest('finished', { content: { screened: 2 } })
    await manifests.put(anew)
    await restoreManifests(view)
    expect(await manifests.get('finished')).toEqual(anew)
    expect(await manifests.under('of the flight', 10)).toEqual(['finished', 'later', 'open'])
    await recorded()
    await empty()
    await restoreManifests(view)
    expect(await manifests.get('finished')).toEqual(anew)
  })

  test('come in their newest state also where the view went back to an older one', async () => {
    const { manifests, view, recorded, keep, restoreManifests } = await withSome()
    await restoreManifests(view)
    expect(await manifests.isWhole()).toBe(true)
    const goBack = await keep()
    await manifests.put(manifest('open', { keys: ['of a case'] }))
    await manifests.reduce('finished', undefined)
    await manifests.put(manifest('reduced', unfinished))
    await manifests.put(manifest('later'))
    const before = await everything(manifests)
    await recorded()
    await restoreManifests(view)
    expect(await manifests.isWhole()).toBe(true)
    await goBack()
    expect(await manifests.isWhole()).toBe(false)
    await restoreManifests(view)
    expect(await everything(manifests)).toEqual(before)
  })

  test('are found by what many share, in the order in which they first came', async () => {
    const { manifests, view, recorded, empty, restoreManifests } = await opened()
    const many = Array.from({ length: 14 }, (_, at) => `${at}`)
    for (const id of many) await manifests.put(manifest(id, unfinished))
    for (const id of many.toReversed()) await manifests.put(manifest(id, { keys: ['of a case'] }))
    await manifests.reduce('3', undefined)
    await recorded()
    const left = many.toReversed().filter(id => id !== '3')
    await empty()
    await restoreManifests(view)
    expect(await manifests.under('of the flight', 20)).toEqual(left)
    expect(await manifests.under('of a case', 5)).toEqual(left.slice(0, 5))
    expect(await manifests.get('7')).toMatchObject({ keys: ['of a case', 'of the flight'] })
  })

  test('are put back by the follower, which notices by itself', async () => {
    const { manifests, empty, followers } = await withSome()
    const before = await everything(manifests)
    const stopping = new AbortController()
    const follow = async () => {
      while (!stopping.signal.aborted) {
        await followers['manifest-states'](stopping.signal).catch(() => undefined)
      }
    }
    const following = follow()
    const whole = () => expect.poll(manifests.isWhole, { timeout: 30_000 }).toBe(true)
    await whole()
    await empty()
    expect(await manifests.isWhole()).toBe(false)
    await whole()
    expect(await everything(manifests)).toEqual(before)
    stopping.abort()
    await following
  })
})

describe('what the record was not given', () => {
  /** A manifest that waits for the record, as if for long. */
  const waiting = async () => {
    const all = await opened()
    const { view, admin } = all
    await view.manifests.put(manifest('waiting'))
    await admin.zadd(all.keyOf('manifests:2', 'unrecorded'), 1, 'waiting')
    return all
  }

  test('waits in the view, and is given to it by whoever looks first', async () => {
    const { view, counts, followers, empty, manifests, restoreManifests } = await waiting()
    expect(await counts()).toEqual({ ...none, unrecorded: 1 })
    expect(await view.manifestStates.claim(10)).toEqual(['waiting'])
    expect(await view.manifestStates.claim(10)).toEqual([])
    await view.manifestStates.release()
    const stopping = new AbortController()
    const recording = followers['manifests-recorded'](stopping.signal)
    await expect.poll(counts).toMatchObject({ unrecorded: 0 })
    stopping.abort()
    await recording
    await empty()
    await restoreManifests(view)
    expect(await manifests.get('waiting')).toEqual(manifest('waiting'))
  })

  test('is passed over where it is too large, and counted until less of it is left', async () => {
    const { manifests, counts } = await opened()
    const noise = randomBytes(3 * 1024 * 1024).toString('base64')
    await manifests.put(manifest('large', { content: { noise } }))
    await expect.poll(counts).toEqual({ ...none, too_large: 1 })
    expect((await manifests.get('large'))?.content).toEqual({ noise })
    await manifests.reduce('large', { left: 1 })
    expect(await counts()).toMatchObject({ unrecorded: 0, too_large: 0 })
  })
})

test('a part is put back only where the view stands as far as was known', async () => {
  const { manifestStates } = (await opened()).view
  const part = { partition: 0, stored: [] }
  await manifestStates.restore({ ...part, after: undefined, through: 5 })
  const again = manifestStates.restore({ ...part, after: undefined, through: 7 })
  await expect(again).rejects.toMatchObject({ code: viewReplacedCode })
  await manifestStates.restore({ ...part, after: 5, through: 7 })
  expect(await manifestStates.offsets()).toEqual(new Map([[0, 7]]))
})

test('a manifest that is erased while it is put back is put back, until its erasure follows', async () => {
  const { view, admin, keyOf } = await opened()
  const { manifests, manifestStates } = view
  const many = Array.from({ length: 12 }, (_, at) => `${at}`)
  for (const id of many) await manifests.put(manifest(id))
  const stored = await manifestStates.unrecorded('7')
  await admin.del(keyOf('manifests:2', 'body:7')) // between the look at its keys and the step
  const part = { partition: 0, after: undefined, through: 5, stored: stored ? [stored] : [] }
  await manifestStates.restore(part)
  expect(await manifests.get('7')).toEqual(manifest('7'))
  const erased = { id: '7', revision: (stored?.revision ?? 0) + 1, state: undefined }
  await manifestStates.restore({ ...part, after: 5, through: 6, stored: [erased] })
  expect(await manifests.under('of the flight', 20)).toEqual(
    many.toReversed().filter(id => id !== '7')
  )
})
