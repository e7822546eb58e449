import { pino } from 'pino'
import { describe, expect } from 'vitest'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { Record } from '#src/domain/ports.ts'
import type { ScreeningRequest } from '#src/domain/screening.ts'
import { BadRequest, WatchlistNotReady } from '#src/errors.ts'
import { createMetrics } from '#src/metrics.ts'
import type { Origin, Screen } from '#src/screening/screen.ts'
import { consumeCrossings } from '#src/stream/crossings.ts'
import { eventsOf, withPlatform as test } from '#test/helpers/opened-platform.ts'
import { aScreening } from '#test/helpers/screened.ts'
import { crossing, someone, travellerOf } from '#test/helpers/someone.ts'
import { until } from '#test/helpers/until.ts'

const traveller = travellerOf(someone('crossing'))
const message = (id: string, more: object = {}) => ({
  specversion: '1.0',
  id,
  source: 'lane-1',
  type: 'portcullis.crossing',
  data: { purpose: 'border_control', agency: 'border', traveller, journey: crossing(), ...more }
})
const recorded = (id: string, data: unknown = message(id)) => ({
  id,
  type: 'portcullis.crossing',
  source: 'http/desk',
  time: '2026-11-22T08:00:00.000Z',
  data
})

/** Consumes with this screener in the place of the real one, and keeps what it was asked. */
const consumer = (platform: EmbeddedPlatform, screen: Screen) => {
  const asked: { request: ScreeningRequest; origin: Origin }[] = []
  const metrics = createMetrics()
  const { record, positions, keys } = platform
  const run = async (signal: AbortSignal) =>
    consumeCrossings(
      {
        record,
        positions,
        ids: idsUnder(keys.idsKey),
        unscreenedAgencies: ['second-line'],
        metrics,
        log: pino({ level: 'silent' }),
        now: () => new Date('2026-11-22T09:00:00Z'),
        screen: async (request, origin) => {
          asked.push({ request, origin })
          return screen(request, origin)
        }
      },
      signal
    )
  /** Runs until the position stands at the end of the topic. */
  const toTheEnd = async () => {
    const ending = new AbortController()
    const ended = run(ending.signal)
    const end = (await record.ends('crossings')).get(0)
    await until(async () =>
      (await positions.load('screen-crossings', 'crossings')).get(0) === end ? true : undefined
    )
    ending.abort()
    await ended
  }
  return { asked, metrics, run, toTheEnd }
}

const clear: Screen = async () => aScreening({ hits: [] })
const failing =
  (error: Error): Screen =>
  () =>
    Promise.reject(error)

describe('crossings', () => {
  test('are screened in their order, under their own id, source and agency', async ({
    platform
  }) => {
    const { asked, toTheEnd } = consumer(platform, clear)
    await platform.record.append('crossings', [recorded('a'), recorded('b')])
    await toTheEnd()
    expect(asked.map(({ request }) => request.id)).toEqual(['a', 'b'])
    expect(asked[0]).toEqual({
      request: { id: 'a', purpose: 'border_control', traveller, journey: crossing() },
      origin: {
        source: 'http/desk/lane-1',
        channel: 'stream',
        by: { sub: 'http/desk', agency: 'border' }
      }
    })
  })

  test('of a backlog are under way in part only, however many come at once', async ({
    platform
  }) => {
    const { promise: letGo, resolve } = Promise.withResolvers<void>()
    let [underWay, most] = [0, 0]
    const slow: Screen = async () => {
      most = Math.max(most, ++underWay)
      await letGo
      underWay--
      return aScreening({ hits: [] })
    }
    const batch = Array.from({ length: 1_400 }, (_, at) => ({
      position: { topic: 'crossings' as const, partition: at % 2, offset: at },
      event: recorded(`a-${at}`)
    }))
    const follow: Record['follow'] = async ({ handle } = {} as never) => {
      const ofPartition = Map.groupBy(batch, ({ position }) => position.partition)
      await Promise.all([...ofPartition.values()].map(handle))
    }
    const record = { ...platform.record, follow }
    const { asked, run } = consumer({ ...platform, record } as EmbeddedPlatform, slow)
    const ended = run(AbortSignal.timeout(10_000))
    await until(async () => (underWay === 500 ? true : undefined))
    resolve()
    await ended
    expect({ most, asked: asked.length }).toEqual({ most: 500, asked: 1_400 })
    const [first, second] = [0, 1].map(rest =>
      asked.map(({ request }) => Number(request.id?.slice(2))).filter(at => at % 2 === rest)
    )
    for (const order of [first, second]) expect(order).toEqual(order?.toSorted((a, b) => a - b))
  })

  test('that were screened are not asked about again after a restart', async ({ platform }) => {
    await platform.record.append('crossings', [recorded('a')])
    await consumer(platform, clear).toTheEnd()
    const second = consumer(platform, clear)
    await platform.record.append('crossings', [recorded('b')])
    await second.toTheEnd()
    expect(second.asked.map(({ request }) => request.id)).toEqual(['b'])
  })

  test('wait where a later try can heal: the position stays', async ({ platform }) => {
    await platform.record.append('crossings', [recorded('a')])
    const { run } = consumer(platform, failing(new WatchlistNotReady()))
    await expect(run(AbortSignal.timeout(10_000))).rejects.toMatchObject({
      code: 'WATCHLIST_NOT_READY'
    })
    expect(await platform.positions.load('screen-crossings', 'crossings')).toEqual(new Map())
    expect(await eventsOf(platform.record, 'dead-letters')).toEqual([])
  })

  test('fail as a whole, without an unhandled rejection, when a long batch must wait', async ({
    platform
  }) => {
    const batch = Array.from({ length: 100 }, (_, at) => recorded(`a-${at}`))
    await platform.record.append('crossings', batch)
    const { run } = consumer(platform, failing(new WatchlistNotReady()))
    await expect(run(AbortSignal.timeout(10_000))).rejects.toMatchObject({
      code: 'WATCHLIST_NOT_READY'
    })
    expect(await platform.positions.load('screen-crossings', 'crossings')).toEqual(new Map())
  })
})

describe('a crossing that can’t be screened', () => {
  test.for([
    {
      data: message('x', { journey: {} }),
      code: 'INVALID',
      agencies: ['second-line'],
      why: 'broken by its sender'
    },
    { data: 'nonsense', code: 'INVALID', agencies: ['second-line'], why: 'no crossing at all' },
    { data: null, code: 'INVALID', agencies: ['second-line'], why: 'nothing' },
    {
      data: message('x'),
      code: 'BAD_REQUEST',
      agencies: ['border', 'second-line'],
      why: 'refused by the screener'
    }
  ])(
    'is set aside and has a case of its own, and the stream goes on: $why',
    async ({ data, code, agencies }, { platform }) => {
      const screen: Screen = async request =>
        request.id === 'x' ? Promise.reject(new BadRequest('birthDate')) : aScreening({ hits: [] })
      const { asked, metrics, toTheEnd } = consumer(platform, screen)
      await platform.record.append('crossings', [recorded('x', data), recorded('y')])
      await toTheEnd()
      const dead = await eventsOf(platform.record, 'dead-letters')
      expect(dead.map(({ event }) => event.data)).toMatchObject([{ code, original: { data } }])
      const unscreened = await eventsOf(platform.record, 'screenings')
      expect(unscreened.map(({ event }) => event)).toMatchObject([
        { type: 'portcullis.unscreened', data: { agencies } }
      ])
      expect(asked.at(-1)?.request.id).toBe('y')
      const counted = await metrics.deadLetters.get()
      expect(counted.values).toMatchObject([{ value: 1, labels: { reason: code } }])
    }
  )

  test('is set aside once, however often it is taken', async ({ platform }) => {
    await platform.record.append('crossings', [recorded('x', 'nonsense')])
    await consumer(platform, clear).toTheEnd()
    await platform.positions.save('screen-crossings', {
      topic: 'crossings',
      partition: 0,
      offset: 0
    })
    await consumer(platform, clear).toTheEnd()
    expect(await eventsOf(platform.record, 'dead-letters')).toHaveLength(1)
    expect(await eventsOf(platform.record, 'screenings')).toHaveLength(1)
  })

  test('keeps the traveller for the officers where its description is whole', async ({
    platform
  }) => {
    await platform.record.append('crossings', [recorded('x', { ...message('x'), extra: 1 })])
    await consumer(platform, clear).toTheEnd()
    const [unscreened] = await eventsOf(platform.record, 'screenings')
    expect(unscreened?.event.data).toMatchObject({
      reason: 'invalid: extra',
      person: { traveller },
      journey: crossing()
    })
  })
})
