import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { RedisView } from '#src/adapters/redis/open-redis.ts'
import { viewReplacedCode } from '#src/adapters/redis/unavailable.ts'
import { createCaseCommands } from '#src/cases/command.ts'
import { projectCases } from '#src/cases/project.ts'
import type { CaseState } from '#src/domain/case.ts'
import type { Exclusion } from '#src/domain/exclusion.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { CaseChange, Position, Record, RecordEvent } from '#src/domain/ports.ts'
import { createMetrics } from '#src/metrics.ts'
import { asNever } from '#test/helpers/as-never.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { anAlert } from '../helpers/alerts.ts'
import { openPlatform } from '../helpers/embedded-platform.ts'
import { anExclusion } from '../helpers/exclusions.ts'
import { startFollowing } from '../helpers/follow-until.ts'
import { newDeployment } from '../helpers/redis-view.ts'
import { aCase, aDesk, aHit } from '../helpers/screened.ts'
import { patient } from '../helpers/until.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'

let server: Awaited<ReturnType<typeof givenOrStartedRedis>>
beforeAll(async () => {
  server = await givenOrStartedRedis()
})
afterAll(() => server?.stop())

const deployment = () => {
  const { config, view } = newDeployment(server.url)
  const open = async () => {
    const opened = await view()
    onTestFinished(() => opened.close())
    return opened
  }
  return { config, open }
}

test('of two officers who act at once through two nodes, one is taken and one is refused', async () => {
  const { open } = deployment()
  const [one, other] = [await open(), await open()]
  const { record } = await openPlatform()
  await one.cases.commit({ position: at('screenings', 1), cases: [ofInterior('a')] })
  project(one, record)
  const now = () => new Date('2026-11-22T08:00:00Z')
  const officers = [one, other].map(({ verdicts }, n) => {
    const command = createCaseCommands({ record, verdicts, now })
    const by = { sub: `officer ${n}`, agency: 'interior' }
    return () => command('a', { action: 'acknowledge', revision: 1 }, by, ['officer'])
  })
  const verdicts = await Promise.all(officers.map(act => act()))
  expect(verdicts.map(verdict => verdict?.ok).sort()).toEqual([false, true])
  const [state] = await other.cases.get(['a'])
  expect(state?.desks['interior']).toMatchObject({ revision: 2, state: 'assigned' })
})

test('a projection that another node has taken over from stores nothing any more', async () => {
  const { open } = deployment()
  const [one, other] = [await open(), await open()]
  await one.cases.resume('screenings')
  await one.cases.commit({ position: at('screenings', 1), cases: [ofInterior('a')] })
  await other.cases.resume('screenings')
  await other.cases.commit({ position: at('screenings', 5), cases: [ofInterior('b')] })
  const late = { position: at('screenings', 7), cases: [ofInterior('a', 2)] }
  await expect(one.cases.commit(late)).rejects.toMatchObject({ code: viewReplacedCode })
  await expect(one.cases.commit(late)).rejects.toMatchObject({ code: viewReplacedCode })
  expect(await other.cases.get(['a'])).toEqual([ofInterior('a')])
  expect(await one.cases.resume('screenings')).toEqual(new Map([[0, 5]]))
  await one.cases.commit(late)
  expect(await other.cases.get(['a'])).toEqual([ofInterior('a', 2)])
})

test('a projection stores nothing in a store that was emptied, until it has resumed', async () => {
  const { open, config } = deployment()
  const { sharedList } = await open()
  await sharedList.resume()
  await sharedList.commit({ position: at('watchlist', 1), lists: [], entries: [] })
  await emptied(config.prefix)
  const next = { position: at('watchlist', 2), lists: [], entries: [] }
  await expect(sharedList.commit(next)).rejects.toMatchObject({ code: viewReplacedCode })
  expect(await sharedList.resume()).toEqual(new Map())
  await sharedList.commit(next)
  expect(await sharedList.offsets()).toEqual(new Map([[0, 2]]))
})

test('the changes of an agency have the same numbers on every node', async () => {
  const { open } = deployment()
  const [one, other] = [await open(), await open()]
  const here = await follow(one)
  await one.cases.commit({ position: at('screenings', 1), cases: [ofInterior('a')] })
  await other.cases.commit({ position: at('screenings', 2), cases: [ofInterior('b')] })
  const seen = await here.until(changes => changes.length === 2)
  expect(seen.map(numberAndId)).toEqual(['1 a', '2 b'])
  await one.cases.resume('screenings')
  await one.cases.commit({ position: at('screenings', 3), cases: [ofInterior('c')] })
  const there = await follow(other, 2)
  expect((await there.until(changes => changes.length === 1)).map(numberAndId)).toEqual(['3 c'])
})

test('who follows cases is told to start over when the store is emptied', async () => {
  const { open, config } = deployment()
  const { cases } = await open()
  await cases.commit({ position: at('screenings', 1), cases: [ofInterior('a')] })
  const history = await cases.history()
  const ended = cases.follow(
    'interior',
    { history, sequence: 1 },
    async () => undefined,
    new AbortController().signal
  )
  await emptied(config.prefix)
  await expect(ended).resolves.toBe('start over')
  await cases.resume('screenings')
  expect(await cases.history()).not.toBe(history)
})

test('who follows exclusions is told all of them again when the store was emptied and filled', async () => {
  const { config, open } = deployment()
  const view = await open()
  const commit = (offset: number, ...ids: readonly string[]) => {
    const exclusions = ids.map(id => anExclusion({ id }))
    const cases = [aCase({ desks: { interior: aDesk({ exclusions }) } })]
    return view.cases.commit({ position: at('case-commands', offset), cases })
  }
  await commit(1, 'a', 'b')
  const followed = startFollowing<Exclusion>((take, signal) => view.exclusions.follow(take, signal))
  onTestFinished(() => followed.stop())
  await followed.until(seen => seen.length === 2)
  await emptied(config.prefix)
  await view.cases.resume('case-commands')
  await commit(1, 'a')
  const seen = await followed.until(all => all.length > 2)
  expect(seen.map(({ id }) => id)).toEqual(['a', 'b', 'a'])
})

test('a verdict reaches the node that waits for it', async () => {
  const { open } = deployment()
  const [one, other] = [await open(), await open()]
  const waiting = other.verdicts.wait('command', 60_000)
  const verdict = { commandId: 'command', ok: true, revision: 2, version: 3 } as const
  // The other node may not listen yet: a verdict that comes too early is lost, as the port allows.
  const again = expect.poll(() => {
    one.verdicts.publish([verdict])
    return Promise.race([waiting, Promise.resolve(undefined)])
  }, patient)
  await again.toEqual(verdict)
})

test('an event that comes again within the retention is known', async () => {
  const { open } = deployment()
  const [one, other] = [await open(), await open()]
  expect(await one.recentEvents.keep('screenings', [event('a'), event('b')])).toEqual([true, true])
  expect(await other.recentEvents.keep('screenings', [event('b', 2)])).toEqual([false])
  expect(await other.recentEvents.find('screenings', 'b')).toEqual(event('b'))
  expect(await other.recentEvents.find('crossings', 'b')).toBeUndefined()
})

test('an event is forgotten when its retention ends', async () => {
  const { view } = newDeployment(server.url, {}, 1)
  const { recentEvents, close } = await view().then(opened => ({
    recentEvents: opened.recentEvents,
    close: () => opened.close()
  }))
  onTestFinished(close)
  await recentEvents.keep('screenings', [event('a')])
  await expect.poll(() => recentEvents.find('screenings', 'a'), patient).toBeUndefined()
})

test('nothing personal that must be sealed can be read in Redis', async () => {
  const { open, config } = deployment()
  const { sharedList, cases, manifests, deliveries, recentEvents } = await open()
  const secret = 'SECRETLY'
  const entry = {
    id: '7',
    revision: 1,
    kind: 'person' as const,
    names: [{ full: 'LISTED NAME' }],
    remarks: `${secret} remarked`,
    contact: `${secret} called`,
    legalBasis: `${secret} based`
  }
  const state = {
    list: 'l',
    id: '7',
    revision: 1,
    state: 'active' as const,
    entry,
    changedAt: time
  }
  await sharedList.commit({ position: at('watchlist', 1), lists: [], entries: [state] })
  const desk = aDesk({ traveller: { names: [{ full: secret }] } })
  const held = ofInterior('a')
  const secretCase = { ...held, desks: { interior: desk } }
  await cases.commit({ position: at('screenings', 1), cases: [secretCase] })
  const content = { person: secret }
  await manifests.put({ id: 'm', at: time, keys: ['k'], content, isFinished: true })
  const alert = anAlert()
  const told = { ...alert, person: { ...alert.person, purpose: secret } }
  await deliveries.add({ position: at('alerts', 1), alerts: [told] })
  await recentEvents.keep('screenings', [event(`${secret} id`, secret)])
  expect(await sharedList.entries([{ list: 'l', id: '7' }])).toEqual([state])
  const all = await everythingUnder(config.prefix)
  expect(all).toContain('LISTED NAME')
  expect(all).not.toContain(secret)
  expect(all).not.toContain(Buffer.from(secret).toString('base64').slice(0, 10))
})

const time = '2026-11-22T08:00:00.000Z'

const at = (topic: Position['topic'], offset: number): Position => ({ topic, partition: 0, offset })

const ofInterior = (id: string, revision = 1): CaseState =>
  aCase({
    id,
    hits: [{ ...aHit(), id: 'hit' }],
    desks: { interior: aDesk({ revision }) }
  })

const event = (id: string, content: unknown = 1): RecordEvent => ({
  id,
  type: 'clear',
  source: '/test',
  time,
  data: { content }
})

const numberAndId = ({ sequence, state }: CaseChange) => `${sequence} ${state.id}`

const follow = async ({ cases }: RedisView, sequence = 0) => {
  const history = await cases.history()
  const followed = startFollowing<CaseChange>((take, signal) =>
    cases.follow('interior', { history, sequence }, take, signal)
  )
  onTestFinished(() => followed.stop())
  return followed
}

const project = ({ cases, verdicts }: RedisView, record: Record) => {
  const stopping = new AbortController()
  const ids = idsUnder(new Uint8Array(32))
  const running = projectCases(
    {
      record,
      cases,
      verdicts,
      ids,
      urgencyOf: () => 1,
      rules: caseRules,
      alertsOf: () => [],
      repliesOf: async () => [],
      keepReplies: async () => undefined,
      setAside: asNever,
      metrics: createMetrics()
    },
    stopping.signal
  )
  onTestFinished(async () => {
    stopping.abort()
    await running
  })
}

const admin = () => {
  const redis = new Redis(server.url)
  onTestFinished(() => redis.disconnect())
  return redis
}

const keysUnder = (redis: Redis, prefix: string) => redis.keys(`{${prefix}*`)

/** Removes this deployment's keys, as FLUSHALL would; the server may be somebody's. */
const emptied = async (prefix: string) => {
  const redis = admin()
  await redis.del(...(await keysUnder(redis, prefix)))
}

const everythingUnder = async (prefix: string) => {
  const redis = admin()
  const keys = await keysUnder(redis, prefix)
  const dumps = await Promise.all(keys.map(key => readAll(redis, key)))
  return [...keys, ...dumps].join('\n')
}

const readAll = async (redis: Redis, key: string) => {
  const type = await redis.type(key)
  if (type === 'hash') return JSON.stringify(await redis.hgetall(key))
  if (type === 'set') return JSON.stringify(await redis.smembers(key))
  if (type === 'zset') return JSON.stringify(await redis.zrange(key, '0', '-1'))
  if (type === 'list') return JSON.stringify(await redis.lrange(key, 0, -1))
  if (type === 'stream') return JSON.stringify(await redis.xrange(key, '-', '+'))
  return (await redis.get(key)) ?? ''
}
