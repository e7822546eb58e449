import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { viewReplacedCode, viewUnavailableCode } from '#src/adapters/redis/unavailable.ts'
import type { Position, Topic } from '#src/domain/ports.ts'
import type { EntryState, ListState } from '#src/domain/watchlist.ts'
import { anAlert } from '../helpers/alerts.ts'
import { anExclusion } from '../helpers/exclusions.ts'
import { newDeployment } from '../helpers/redis-view.ts'
import { aCase, aDesk } from '../helpers/screened.ts'
import {
  ownServer,
  patient,
  persons,
  twoNodes,
  untilTheyAgree
} from '../helpers/two-redis-nodes.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'
import { startCluster } from '../servers/redis-cluster.ts'

const replaced = { code: viewReplacedCode }

const at = (offset: number, topic: Topic): Position => ({ topic, partition: 0, offset })

const servers = { server: givenOrStartedRedis, cluster: startCluster }

describe.for(['server', 'cluster'] as const)('a %s that lost some keys', kind => {
  let server: Awaited<ReturnType<typeof givenOrStartedRedis>>
  beforeAll(async () => {
    server = await servers[kind]()
  })
  afterAll(() => server?.stop())

  const opened = async () => {
    const { config, view } = newDeployment(server.url, { kind })
    const shared = await view()
    onTestFinished(() => shared.close())
    const admin = new Redis(server.url)
    onTestFinished(() => admin.disconnect())
    const begin = (part: string) => `{${config.prefix}${part}}:`
    return {
      ...shared,
      sharedList: shared.sharedList,
      cases: shared.cases,
      exclusions: shared.exclusions,
      deliveries: shared.deliveries,
      admin,
      begin,
      lose: (part: string, ...names: readonly string[]) =>
        admin.unlink(...names.map(name => begin(part) + name)),
      keysOf: async (part: string) =>
        (await admin.keys(`${begin(part)}*`)).map(key => key.slice(begin(part).length)).sort()
    }
  }

  const withoutList = async () => {
    const { sharedList, ...others } = await opened()
    await sharedList.resume()
    const put = (offset: number) =>
      sharedList.commit({ position: at(offset, 'watchlist'), lists: [list], entries: [entry] })
    return { sharedList, put, ...others }
  }
  const withList = async () => {
    const it = await withoutList()
    await it.put(1)
    return it
  }

  test.for(['meta', 'offsets', 'lists', 'states', 'texts', 'versions', 'ids'])(
    'holds no list any more: %s',
    async key => {
      const { sharedList, put, lose, keysOf } = await withList()
      await lose('list', key)
      expect(await sharedList.offsets()).toEqual(new Map())
      await expect(put(2)).rejects.toMatchObject(replaced)
      expect(await sharedList.resume()).toEqual(new Map())
      expect(await keysOf('list')).toEqual(['meta'])
      await put(2)
      expect(await sharedList.page('wanted', undefined, 9)).toEqual([entry])
      expect(await sharedList.offsets()).toEqual(new Map([[0, 2]]))
    }
  )

  test('holds no list either where only the news of it are left', async () => {
    const { sharedList, put, lose, keysOf } = await withList()
    const others = (await keysOf('list')).filter(name => name !== 'changes')
    await lose('list', ...others)
    await sharedList.resume().catch(() => undefined) // tells whoever knew the store that it is another
    expect(await sharedList.resume()).toEqual(new Map())
    await put(1)
    expect(await sharedList.offsets()).toEqual(new Map([[0, 1]]))
  })

  test('has passed nothing that failed half-way', async () => {
    const { sharedList, put, admin, begin } = await withoutList()
    await admin.set(`${begin('list')}texts`, 'of another kind')
    await expect(put(1)).rejects.toMatchObject({ code: viewUnavailableCode })
    expect(await sharedList.offsets()).toEqual(new Map())
  })

  const withCases = async () => {
    const { cases, ...others } = await opened()
    await cases.resume('screenings')
    await cases.resume('case-commands')
    const due = {
      at: '2026-11-22T09:00:00.000Z',
      what: 'decide',
      to: 'supervisor',
      step: 0
    } as const
    const state = aCase({
      traveller: 'traveller-1',
      desks: { interior: aDesk({ due, exclusions: [anExclusion()] }) }
    })
    const put = (offset: number) =>
      cases.commit({ position: at(offset, 'screenings'), cases: [state] })
    await put(1)
    return { cases, state, put, ...others }
  }
  const keysOfCases = [
    'meta',
    'offsets',
    'cases',
    'desks',
    'counts',
    'sequences',
    'due',
    'exclusions',
    'exclusion-ids',
    'exclusion-versions'
  ]

  test.for(keysOfCases)('holds no case any more: %s', async key => {
    const { cases, exclusions, state, put, lose, keysOf } = await withCases()
    expect(await keysOf('cases')).toEqual(expect.arrayContaining([key, 'queue:interior']))
    await lose('cases', key)
    expect(await cases.offsets('screenings')).toEqual(new Map())
    await expect(put(2)).rejects.toMatchObject(replaced)
    expect(await cases.resume('screenings')).toEqual(new Map())
    expect(await keysOf('cases')).toEqual(['meta'])
    expect(await cases.resume('case-commands')).toEqual(new Map())
    await put(1)
    expect(await cases.query({ agency: 'interior', limit: 9 })).toEqual([state])
    expect(await exclusions.get('exclusion-1')).toMatchObject({ exclusion: anExclusion() })
    expect(await cases.sequence('interior')).toBe(1)
  })

  test('may lack what a commit of an older build took away, which notes no keys', async () => {
    const { cases, lose, admin, begin } = await withCases()
    await admin.hset(`${begin('cases')}meta`, 'commit', 'of an older build')
    await lose('cases', 'due')
    expect(await cases.offsets('screenings')).toEqual(new Map([[0, 1]]))
  })

  test.for(['count', 'bodies', 'places', 'waiting', 'heads'])(
    'has its alerts queued again: %s',
    async key => {
      const { deliveries, lose } = await opened()
      const add = () => deliveries.add({ position: at(1, 'alerts'), alerts: [anAlert()] })
      await add()
      expect(await deliveries.offsets()).toEqual(new Map([[0, 1]]))
      await lose('deliveries', key)
      expect(await deliveries.offsets()).toEqual(new Map())
      await add()
      const { agency, desk } = anAlert()
      const claimed = { agency, desk, at: '2026-11-22T09:00:00.000Z', holdMs: 1, limit: 9 }
      expect(await deliveries.claim(claimed)).toHaveLength(1)
    }
  )

  test('is emptied by one node, and by another where that one is gone', async () => {
    const { cases, admin, begin } = await withCases()
    const meta = `${begin('cases')}meta`
    const now = Number((await admin.time())[0])
    await admin.hset(meta, 'emptying', now)
    expect(await cases.offsets('screenings')).toEqual(new Map())
    await expect(cases.resume('screenings')).rejects.toMatchObject({ code: viewUnavailableCode })
    await admin.hset(meta, 'emptying', now - 11)
    await expect(cases.resume('screenings')).rejects.toMatchObject(replaced)
    expect(await cases.resume('screenings')).toEqual(new Map())
    expect(await cases.query({ agency: 'interior', limit: 9 })).toEqual([])
  })
})

test('a cluster is emptied on every server, of what the record makes again', async () => {
  const cluster = await startCluster(3)
  onTestFinished(() => cluster.stop())
  const { config, view } = newDeployment(cluster.url, { kind: 'cluster' })
  const shared = await view()
  onTestFinished(() => shared.close())
  const masters = cluster.ports.map(port => new Redis(port))
  onTestFinished(() => {
    for (const master of masters) master.disconnect()
  })
  const { sharedList, cases, manifests, manifestStates, recentEvents, deliveries, callers } = shared
  const state = { id: 'm', at: '2026-11-22T08:00:00.000Z', keys: ['k'], content: {} }
  await sharedList.commit({ position: at(1, 'watchlist'), lists: [list], entries: [entry] })
  await cases.commit({ position: at(1, 'screenings'), cases: [aCase()] })
  await deliveries.add({ position: at(1, 'alerts'), alerts: [anAlert()] })
  await callers.revoke('token', 1)
  const events = Array.from({ length: 50 }, (_, id) => ({
    ...{ id: `${id}`, type: 't', source: 's', time: 'now', data: {} }
  }))
  await recentEvents.keep('screenings', events)
  await manifests.put({ ...state, isFinished: true })
  await expect(shared.empty()).rejects.toThrow('1 manifests')
  expect(await sharedList.version()).toBeGreaterThan(0)
  await manifestStates.recorded({ ...state, revision: Number.MAX_SAFE_INTEGER, state: undefined })
  await shared.empty()
  const names = (await Promise.all(masters.map(master => master.keys('*')))).flat()
  const parts = names.map(name => name.slice(1 + config.prefix.length, name.indexOf('}')))
  expect([...new Set(parts)].sort()).toEqual(['callers', 'cases', 'list', 'manifests:2'])
  expect(parts.filter(part => part === 'list' || part === 'cases')).toHaveLength(2)
  expect(await manifests.get('m')).toMatchObject({ id: 'm' })
})

describe('nodes whose Redis lost some keys of the list', () => {
  test.for([
    ['meta'],
    ['offsets'],
    ['lists'],
    ['states'],
    ['versions'],
    ['ids'],
    ['offsets', 'lists'],
    ['meta', 'states', 'texts', 'versions', 'ids', 'changes']
  ])('find everybody all the while, and after: %s', async names => {
    const { projecting, other, admin, keyOf } = await twoNodes(await ownServer())
    await admin.unlink(...names.map(keyOf))
    await projecting.put('late') // durable in the record, whatever becomes of its verdict
    const all = [...persons, 'late']
    const missed = () => [projecting, other].filter(node => !node.finds(...persons)).length
    await expect
      .poll(async () => {
        expect(missed()).toBe(0)
        return projecting.finds(...all) && other.finds(...all)
      }, patient)
      .toBe(true)
    await untilTheyAgree(projecting, other)
    expect(await other.view.sharedList.page('wanted', undefined, 200)).toHaveLength(101)
  })
})

const list: ListState = {
  list: 'wanted',
  agency: 'interior',
  title: 'Wanted',
  purposes: ['border_control'],
  instruction: 'refer_second_line',
  handling: 'H0'
}

const entry: EntryState = {
  list: 'wanted',
  id: '1',
  revision: 1,
  state: 'active',
  entry: {
    id: '1',
    revision: 1,
    kind: 'person',
    names: [{ full: 'LISTED NAME' }],
    remarks: 'remarked'
  },
  changedAt: '2026-11-22T08:00:00.000Z'
}
