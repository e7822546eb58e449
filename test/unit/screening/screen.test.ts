import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect } from 'vitest'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import type { Entry } from '#src/domain/entry.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { Policy } from '#src/domain/policy.ts'
import type { Record } from '#src/domain/ports.ts'
import type { ScreeningRequest } from '#src/domain/screening.ts'
import { loadPolicy } from '#src/load-policy.ts'
import { createMetrics } from '#src/metrics.ts'
import { Excluded } from '#src/screening/excluded.ts'
import { createScreener, type Origin, type ScreenerDeps } from '#src/screening/screen.ts'
import type { InSlices } from '#src/screening/slices.ts'
import { Watchlist } from '#src/watchlist/watchlist.ts'
import { eventsOf, withPlatform as test } from '#test/helpers/opened-platform.ts'
import { crossing, entryOf, someone, travellerOf } from '#test/helpers/someone.ts'

const policy = loadPolicy('config/policy.json')
const listed = someone('listed')
const stranger = someone('stranger')
const origin: Origin = { source: 'http/desk', channel: 'http', by: { sub: 'desk' } }

interface Setting {
  readonly now?: string
  readonly policy?: Partial<Policy>
  readonly maxWaiting?: number
  readonly record?: (real: Record) => Record
  readonly entries?: readonly Entry[]
  readonly elapsedMs?: () => number
  readonly beside?: ScreenerDeps['beside']
}

/** A screener over real adapters, whose index holds these entries. */
const screenerOver = async (platform: EmbeddedPlatform, setting: Setting = {}) => {
  const inForce = { ...policy, ...setting.policy }
  const now = () => new Date(setting.now ?? '2026-11-22T08:00:00Z')
  const watchlist = new Watchlist(inForce, now, setting.elapsedMs)
  const metrics = createMetrics()
  const screen = createScreener({
    watchlist,
    policy: inForce,
    record: setting.record?.(platform.record) ?? platform.record,
    audit: platform.audit,
    ids: idsUnder(platform.keys.idsKey),
    metrics,
    excluded: new Excluded(),
    ...(setting.beside && { beside: setting.beside }),
    maxWaiting: setting.maxWaiting ?? 100,
    now
  })
  const load = async () => {
    const loaded = new AbortController()
    const following = watchlist.follow(platform.sharedList, loaded.signal)
    await watchlist.reached(await platform.sharedList.version(), 5_000)
    loaded.abort()
    await following
  }
  await platform.sharedList.commit({
    position: { topic: 'watchlist', partition: 0, offset: 1 },
    lists: [
      {
        list: 'wanted',
        agency: 'interior',
        title: 'Wanted',
        purposes: ['border_control'],
        instruction: 'arrest',
        handling: 'H1'
      }
    ],
    entries: (setting.entries ?? [entry('1')]).map(one => ({
      list: 'wanted',
      id: one.id,
      revision: one.revision,
      state: 'active',
      entry: one,
      changedAt: ''
    }))
  })
  return { screen, watchlist, metrics, load }
}

const entry = (id: string, more: Partial<Entry> = {}): Entry => ({
  ...entryOf(listed),
  id,
  ...more
})
const ask = (more: Partial<ScreeningRequest> = {}): ScreeningRequest => ({
  purpose: 'border_control',
  traveller: travellerOf(listed),
  journey: crossing(),
  ...more
})

/** Holds every append back until it is let go. */
const held = () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const record = (real: Record): Record => ({
    ...real,
    append: async (topic, events) => {
      await promise
      return real.append(topic, events)
    }
  })
  return { record, letGo: resolve }
}

const screened = async (platform: EmbeddedPlatform) =>
  (await eventsOf(platform.record, 'screenings')).map(({ event }) => event)

describe('a screening', () => {
  test('finds the listed person and says why, with the list’s own settings', async ({
    platform
  }) => {
    const { screen, load } = await screenerOver(platform)
    await load()
    const { hits, listVersion, policyVersion } = await screen(ask(), origin)
    expect(hits).toMatchObject([
      { list: 'wanted', entryId: '1', band: 'document', instruction: 'arrest', handling: 'H1' }
    ])
    expect(hits[0]?.evidence.map(({ field }) => field).toSorted()).toEqual([
      'birthDate',
      'document',
      'name'
    ])
    expect(listVersion).toBeGreaterThan(0)
    expect(policyVersion).toBe(policy.versionInForce)
  })

  test('takes a child born where the next day has begun already', async ({ platform }) => {
    const { screen, load } = await screenerOver(platform, { now: '2026-11-30T11:31:22Z' })
    await load()
    const born = (birthDate: string) => ask({ traveller: { ...travellerOf(stranger), birthDate } })
    expect((await screen(born('2026-12-01'), origin)).hits).toEqual([])
    await expect(screen(born('2026-12-02'), origin)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('finds who a misread zone may be, born on the day that its check digit allows', async ({
    platform
  }) => {
    const anna = entry('anna', {
      names: [{ family: 'Eriksson', given: 'Anna Maria' }],
      birthDates: ['1974-08-12'],
      documents: []
    })
    const { screen, load } = await screenerOver(platform, { entries: [anna] })
    await load()
    const mrz =
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7406122F1204159ZE184226B<<<<<10'
    const { hits, warnings } = await screen(ask({ traveller: { mrz } }), origin)
    expect(hits).toHaveLength(1)
    expect(hits[0]?.evidence).toContainEqual(
      expect.objectContaining({ field: 'birthDate', traveller: '1974-08-12' })
    )
    expect(warnings).toContain('mrz: birth date check digit is wrong')
  })

  test('finds nobody for a stranger', async ({ platform }) => {
    const { screen, load } = await screenerOver(platform)
    await load()
    const { hits, candidates } = await screen(ask({ traveller: travellerOf(stranger) }), origin)
    expect([...hits, ...candidates]).toEqual([])
  })

  test('leaves one event and one line of the audit, hit or not, without a name in the line', async ({
    platform
  }) => {
    const { screen, load } = await screenerOver(platform)
    await load()
    await screen(ask(), origin)
    await screen(ask({ traveller: travellerOf(stranger) }), origin)
    const events = await screened(platform)
    expect(events.map(({ type }) => type)).toEqual([
      'portcullis.screened.hits',
      'portcullis.screened.clear'
    ])
    const lines = await platform.audit.read(0, 10)
    expect(lines.map(({ about }) => about['outcome'])).toEqual(['refer', 'clear'])
    expect(JSON.stringify(lines)).not.toContain(listed.family)
  })

  test('is answered only when its event is durable', async ({ platform }) => {
    const { record, letGo } = held()
    const { screen, load } = await screenerOver(platform, { record })
    await load()
    let answered = false
    const answer = screen(ask(), origin).then(() => {
      answered = true
    })
    await nextTurn()
    expect(answered).toBe(false)
    letGo()
    await answer
    expect(await screened(platform)).toHaveLength(1)
  })

  test('is recorded only after what it comes of, and not at all where that is lost', async ({
    platform
  }) => {
    const { screen, load } = await screenerOver(platform)
    await load()
    const kept = Promise.withResolvers<void>()
    const first = screen(ask(), { ...origin, after: kept.promise })
    const stranded = screen(ask(), { ...origin, after: Promise.reject(new Error('disk full')) })
    await expect(stranded).rejects.toThrow('disk full')
    expect(await screened(platform)).toEqual([])
    kept.resolve()
    const { id } = await first
    expect((await screened(platform)).map(event => event.id)).toEqual([id])
  })

  test('ends at its deadline, and its outcome is there for who asks again with more time', async ({
    platform
  }) => {
    const { record, letGo } = held()
    const { screen, load } = await screenerOver(platform, { record })
    await load()
    await expect(screen(ask({ id: 'evt-1', deadlineMs: 1 }), origin)).rejects.toMatchObject({
      code: 'DEADLINE_PASSED',
      statusCode: 503
    })
    letGo()
    const again = await screen(ask({ id: 'evt-1', deadlineMs: 5_000 }), origin)
    expect(again.hits).toHaveLength(1)
    expect(await screened(platform)).toHaveLength(1)
  })

  test('of a batch begins its search in its slice, also when its id was looked for before', async ({
    platform
  }) => {
    const { screen, load } = await screenerOver(platform)
    await load()
    let slices = 0
    const { promise: turn, resolve: begin } = Promise.withResolvers<void>()
    const inSlices: InSlices = async work => {
      slices += 1
      await turn
      return work()
    }
    const both = Promise.all([
      screen(ask(), { ...origin, inSlices }),
      screen(ask({ id: 'evt-1' }), { ...origin, inSlices })
    ])
    await expect.poll(() => slices).toBe(2)
    expect(await screened(platform)).toEqual([])
    begin()
    expect((await both).map(({ hits }) => hits.length)).toEqual([1, 1])
  })

  test('is refused when too many wait, and taken again when they are done', async ({
    platform
  }) => {
    const { record, letGo } = held()
    const { screen, load } = await screenerOver(platform, { record, maxWaiting: 2 })
    await load()
    const waiting = [screen(ask(), origin), screen(ask(), origin)]
    await expect(screen(ask(), origin)).rejects.toMatchObject({
      code: 'OVERLOADED',
      statusCode: 503
    })
    letGo()
    await Promise.all(waiting)
    expect((await screen(ask(), origin)).hits).toHaveLength(1)
  })

  test('of the stream is never refused for its number: the batch would only come again', async ({
    platform
  }) => {
    const { screen, load } = await screenerOver(platform, { maxWaiting: 2 })
    await load()
    const stream = { ...origin, channel: 'stream' as const }
    const all = await Promise.all(Array.from({ length: 10 }, () => screen(ask(), stream)))
    expect(all).toHaveLength(10)
  })

  test('at a desk is taken however much of the stream and of manifests waits', async ({
    platform
  }) => {
    const { record, letGo } = held()
    const { screen, load, metrics } = await screenerOver(platform, { record, maxWaiting: 2 })
    await load()
    const behind = (['stream', 'manifest', 'stream'] as const).map(channel =>
      screen(ask(), { ...origin, channel })
    )
    const desk = screen(ask(), origin)
    expect((await metrics.waiting.get()).values[0]?.value).toBe(1)
    letGo()
    expect((await desk).hits).toHaveLength(1)
    await Promise.all(behind)
  })
})

describe('another thread', () => {
  /** One that is asked, and ends before it answers. */
  const ending = () => {
    let asked = 0
    const ask = async () => {
      asked++
      return Promise.reject(new Error('ended'))
    }
    return { ask, underWay: () => 0, asked: () => asked }
  }

  test('is asked when several wait, and takes no answer with it when it ends', async ({
    platform
  }) => {
    const beside = ending()
    const { screen, load } = await screenerOver(platform, { beside })
    await load()
    const both = await Promise.all([screen(ask(), origin), screen(ask(), origin)])
    expect(beside.asked()).toBeGreaterThan(0)
    for (const { hits } of both) expect(hits.map(({ entryId }) => entryId)).toEqual(['1'])
  })

  test('is not asked for one alone, nor for the stream, which is recorded in its order', async ({
    platform
  }) => {
    const beside = ending()
    const { screen, load } = await screenerOver(platform, { beside })
    await load()
    await screen(ask(), origin)
    const stream = { ...origin, channel: 'stream' } as const
    await Promise.all([screen(ask(), stream), screen(ask(), stream)])
    expect(beside.asked()).toBe(0)
  })
})

describe('the same id', () => {
  test('gives the same answer, and nothing is screened twice', async ({ platform }) => {
    const { screen, load } = await screenerOver(platform)
    await load()
    const first = await screen(ask({ id: 'evt-1' }), origin)
    const second = await screen(ask({ id: 'evt-1' }), origin)
    expect(second).toMatchObject({ ...first })
    expect(await screened(platform)).toHaveLength(1)
  })

  test('gives one answer to all who ask at once', async ({ platform }) => {
    const { screen, load } = await screenerOver(platform)
    await load()
    const asked = Array.from({ length: 8 }, () => screen(ask({ id: 'evt-1' }), origin))
    const answers = await Promise.all(asked)
    expect(new Set(answers.map(({ screenedAt, id }) => `${id} ${screenedAt}`)).size).toBe(1)
    expect(await screened(platform)).toHaveLength(1)
    expect(await platform.audit.read(0, 10)).toHaveLength(1)
  })

  test.for([
    { together: false, why: 'one after the other' },
    { together: true, why: 'at the same time' }
  ])('is refused for another question: $why', async ({ together }, { platform }) => {
    const { screen, load } = await screenerOver(platform)
    await load()
    const first = screen(ask({ id: 'evt-1' }), origin)
    if (!together) await first
    const other = ask({ id: 'evt-1', traveller: travellerOf(stranger) })
    await expect(screen(other, origin)).rejects.toMatchObject({ code: 'ID_REUSED' })
    await first
  })

  test('of another source is another screening', async ({ platform }) => {
    const { screen, load } = await screenerOver(platform)
    await load()
    const first = await screen(ask({ id: 'evt-1' }), origin)
    const second = await screen(ask({ id: 'evt-1' }), { ...origin, source: 'http/other' })
    expect(second.id).not.toBe(first.id)
  })
})

describe('never clear without having screened', () => {
  test('is refused before the watchlist is loaded', async ({ platform }) => {
    const { screen } = await screenerOver(platform)
    await expect(screen(ask(), origin)).rejects.toMatchObject({
      code: 'WATCHLIST_NOT_READY',
      statusCode: 503
    })
  })

  test('is refused when no list serves the purpose', async ({ platform }) => {
    const { screen, load } = await screenerOver(platform)
    await load()
    await expect(screen(ask({ purpose: 'visa' }), origin)).rejects.toMatchObject({
      code: 'NO_LIST',
      statusCode: 503
    })
  })

  test('warns when the watchlist is old, and is refused when it is too old', async ({
    platform
  }) => {
    let time = 0
    const { screen, load } = await screenerOver(platform, { elapsedMs: () => time })
    await load()
    time += 40_000
    expect((await screen(ask(), origin)).degraded).toEqual(['watchlist 40 s old'])
    time += 3_600_000
    await expect(screen(ask(), origin)).rejects.toMatchObject({ code: 'WATCHLIST_TOO_OLD' })
  })

  test('is refused when the record does not take it', async ({ platform }) => {
    const failing = (real: Record): Record => ({
      ...real,
      append: () => Promise.reject(Object.assign(new Error('full'), { code: 'RECORD_UNAVAILABLE' }))
    })
    const { screen, load, metrics } = await screenerOver(platform, { record: failing })
    await load()
    await expect(screen(ask(), origin)).rejects.toMatchObject({ code: 'RECORD_UNAVAILABLE' })
    const refused = await metrics.screeningsRefused.get()
    expect(refused.values).toMatchObject([{ value: 1, labels: { code: 'RECORD_UNAVAILABLE' } }])
  })
})

describe('an entry', () => {
  test.for([
    { validity: { validFrom: '2026-11-23' }, found: 0, why: 'not yet' },
    { validity: { validUntil: '2026-11-21' }, found: 0, why: 'no longer' },
    { validity: { validFrom: '2026-11-22', validUntil: '2026-11-22' }, found: 1, why: 'today only' }
  ])('counts while it is valid: $why', async ({ validity, found }, { platform }) => {
    const { screen, load } = await screenerOver(platform, { entries: [entry('1', validity)] })
    await load()
    expect((await screen(ask(), origin)).hits).toHaveLength(found)
  })

  test('that is covert never pushes an open one out of the hits', async ({ platform }) => {
    const entries = [entry('1', { covert: true }), entry('2', { covert: true }), entry('3')]
    const { screen, load } = await screenerOver(platform, { entries, policy: { maxHits: 2 } })
    await load()
    const { hits } = await screen(ask(), origin)
    expect(hits.filter(({ covert }) => !covert).map(({ entryId }) => entryId)).toEqual(['3'])
  })

  test('that is covert never pushes an open one out of the candidates', async ({ platform }) => {
    const common = { names: [{ full: 'Mohammed Ali' }], birthDates: ['1970-01-02'], documents: [] }
    const covert = Array.from({ length: 12 }, (_, at) =>
      entry(`a-${at}`, { ...common, covert: true })
    )
    const entries = [...covert, entry('open', common)]
    const { screen, load } = await screenerOver(platform, { entries })
    await load()
    const traveller = { names: [{ full: 'Mohammed Ali' }] }
    const { hits, candidates } = await screen(ask({ traveller }), origin)
    expect(hits).toEqual([])
    const open = candidates.filter(one => !one.covert).map(({ entryId }) => entryId)
    expect(open).toEqual(['open'])
  })
})

describe('an instruction with thresholds of its own', () => {
  const ofArrest = { possible: 1e-6, strong: 0.9 }
  const earlier: Partial<Policy> = {
    instructions: {
      ...policy.instructions,
      arrest: { ...policy.instructions.arrest, thresholds: ofArrest }
    }
  }
  const idsOf = (hits: readonly { readonly entryId: string }[]) =>
    hits.map(({ entryId }) => entryId).toSorted()

  test('refers earlier, whether it is the entry’s or its list’s', async ({ platform }) => {
    const other = { birthDates: ['1931-07-08'], documents: [] }
    const entries = [
      entry('own', { ...other, instruction: 'arrest' }),
      entry('of-list', other),
      entry('milder', { ...other, instruction: 'locate' })
    ]
    const { screen, load } = await screenerOver(platform, { entries, policy: earlier })
    await load()
    const { hits } = await screen(ask(), origin)
    expect(idsOf(hits)).toEqual(['of-list', 'own'])
    expect(hits.map(({ band }) => band)).toEqual(['possible', 'possible'])
  })

  test('hides no question about an entry with a milder one', async ({ platform }) => {
    const common = { names: [{ full: 'Mohammed Ali' }], birthDates: ['1970-01-02'], documents: [] }
    const entries = [entry('milder', { ...common, instruction: 'locate' })]
    const { screen, load } = await screenerOver(platform, { entries, policy: earlier })
    await load()
    const { hits, candidates } = await screen(
      ask({ traveller: { names: [{ full: 'Mohammed Ali' }] } }),
      origin
    )
    expect([idsOf(hits), idsOf(candidates)]).toEqual([[], ['milder']])
  })
})

describe('the case of a traveller', () => {
  const zone = (number: string) =>
    `P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n${number}UTO7408122F1204159ZE184226B<<<<<10`

  test.for([
    {
      first: { documents: [{ type: 'P', number: 'L898902C3', issuer: 'GB' }] },
      second: { documents: [{ type: 'P', number: 'L898902C3', issuer: 'GBR' }] },
      same: true,
      why: 'an issuer in two letters and in three'
    },
    {
      first: { mrz: zone('L898902C36') },
      second: { documents: [{ type: 'P', number: 'L898902C3', issuer: 'UTO' }] },
      same: true,
      why: 'a passport read by a machine and typed'
    },
    {
      first: { mrz: zone('L898902C36') },
      second: { mrz: zone('D231458907') },
      same: false,
      why: 'two passports read by a machine'
    }
  ])(
    'is one for one traveller and journey, and one each for two: $why',
    async ({ first, second, same }, { platform }) => {
      const { screen, load } = await screenerOver(platform)
      await load()
      const one = await screen(ask({ traveller: first }), origin)
      const two = await screen(ask({ traveller: second }), origin)
      expect(one.caseId === two.caseId).toBe(same)
    }
  )
})
