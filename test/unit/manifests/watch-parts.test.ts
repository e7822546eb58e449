import { expect } from 'vitest'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { idsUnder } from '#src/domain/ids.ts'
import { loadAuthorities } from '#src/load-authorities.ts'
import { readPaxlst } from '#src/manifests/paxlst/read-paxlst.ts'
import { createReceiver } from '#src/manifests/receive.ts'
import { type PartsDeps, tellOfMinutes } from '#src/manifests/watch-parts.ts'
import { createMetrics } from '#src/metrics.ts'
import { eventsOf, withPlatform as test } from '#test/helpers/opened-platform.ts'
import { passengerList } from '#test/helpers/passenger-list.ts'
import { aCase, aScreening } from '#test/helpers/screened.ts'
import { someone } from '#test/helpers/someone.ts'

const begin = Date.parse('2026-11-22T08:00:30.000Z')
const minutes = (count: number) => () => new Date(begin + count * 60_000)

/** Sends one part of a list. */
const send = async (platform: EmbeddedPlatform, part: string, after = 0, bgm = 'BGM+745') => {
  const { record, manifests, cases, audit, keys } = platform
  const { receive } = createReceiver({
    screen: async () => aScreening({ hits: [] }),
    record,
    manifests,
    cases,
    verdicts: { publish: () => undefined, wait: async () => undefined },
    authorities: loadAuthorities('config/policy.json'),
    audit,
    ids: idsUnder(keys.idsKey),
    metrics: createMetrics(),
    unscreenedAgencies: ['border'],
    now: minutes(after)
  })
  const text = passengerList([someone(`of part ${part}`)], { reference: part, part, bgm, count: 3 })
  const manifest = readPaxlst(Buffer.from(text), { today: '2026-11-22' })
  const caller = { sub: 'system of YYAIR', roles: ['carrier'], carrier: 'YYAIR' } as const
  const contentDigest = `${bgm} ${part}`
  await receive({ caller, purpose: 'border_control', manifest, contentDigest }).finished
}

/** What a node that has just begun tells, so many minutes later, where these cases are known. */
const tell = async (platform: EmbeddedPlatform, after: number, known: readonly string[] = []) => {
  const { manifests, record, audit, keys } = platform
  const seen = (await eventsOf(record, 'screenings')).length
  const metrics = createMetrics()
  const deps = {
    manifests,
    cases: {
      get: async (ids: readonly string[]) =>
        ids.map(id => (known.includes(id) ? aCase({ id }) : undefined))
    },
    record,
    audit,
    ids: idsUnder(keys.idsKey),
    unscreenedAgencies: ['border'],
    metrics,
    now: minutes(after)
  }
  await tellOfMinutes(deps, 0, new AbortController().signal)
  const events = (await eventsOf(record, 'screenings')).slice(seen).map(({ event }) => event.data)
  return events as readonly { readonly caseId: string }[]
}

test('opens a case for a list of which parts are missing after 15 minutes, once', async ({
  platform
}) => {
  await send(platform, '04:F')
  await send(platform, '02', 1)
  expect(await tell(platform, 15)).toEqual([])
  const told = await tell(platform, 16)
  expect(told).toMatchObject([
    {
      purpose: 'border_control',
      agencies: ['border'],
      by: { sub: 'system of YYAIR' },
      reason: 'the list is incomplete, parts missing: 1, 3; 2 of 3 persons came',
      journey: { carrier: 'YY', number: '212', from: 'OSL' },
      person: { traveller: {} }
    }
  ])
  const known = told.map(({ caseId }) => caseId)
  expect(await tell(platform, 16)).toEqual([])
  expect(await tell(platform, 18, known)).toEqual([])
  const lines = await platform.audit.read(0, 10)
  expect(lines.filter(({ action }) => action === 'list_incomplete')).toMatchObject([
    { by: { sub: 'portcullis' }, about: { persons: 2, counted: 3, missing: 2 } }
  ])
})

test('withdraws the case when all parts have come after all', async ({ platform }) => {
  await send(platform, '01:C')
  const [opened] = await tell(platform, 16)
  expect(opened).toMatchObject({
    reason: 'the list is incomplete, parts missing: the last; 1 of 3 persons came'
  })
  const caseId = opened?.caseId ?? ''
  await send(platform, '02:F', 20)
  expect(await tell(platform, 36, [caseId])).toMatchObject([
    { kind: 'withdrawn', caseId, screenings: [caseId], reason: 'all parts of the list have come' }
  ])
})

test('says nothing of a list that is complete, of passengers beside crew, and of one that is whole', async ({
  platform
}) => {
  await send(platform, '01:C')
  await send(platform, '02:F', 1)
  await send(platform, '01:F', 1, 'BGM+250')
  await send(platform, '02', 1, 'BGM+745+CP')
  expect(await tell(platform, 60)).toEqual([])
  await send(platform, '02:F', 50, 'BGM+250')
  expect(await tell(platform, 70)).toMatchObject([
    { reason: expect.stringContaining('parts missing: 1;') }
  ])
})

test('looks at nothing while what was lost is being put back, and goes back with the clock', async ({
  platform: { manifests }
}) => {
  const looked: string[] = []
  const under = async (key: string) => {
    looked.push(key)
    return []
  }
  const isWhole = { now: false }
  const deps = {
    manifests: { ...manifests, under, isWhole: async () => isWhole.now },
    ids: idsUnder(new Uint8Array(32))
  }
  const at = (after: number) => ({ ...deps, now: minutes(after) }) as unknown as PartsDeps
  const { signal } = new AbortController()
  expect(await tellOfMinutes(at(0), 7, signal)).toBe(7)
  expect(looked).toEqual([])
  isWhole.now = true
  const next = await tellOfMinutes(at(0), 0, signal)
  expect(looked).toHaveLength(6 * 60)
  const ahead = await tellOfMinutes(at(600), next, signal)
  expect(ahead).toBe(next + 600)
  expect(await tellOfMinutes(at(2), ahead, signal)).toBe(next + 2)
  looked.length = 0
  expect(await tellOfMinutes(at(5), next + 2, signal)).toBe(next + 5)
  expect(looked).toHaveLength(3)
})
