import { describe, expect } from 'vitest'
import { commitTooLarge } from '#src/adapters/commit-too-large.ts'
import { localVerdicts } from '#src/adapters/embedded/local-verdicts.ts'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { recordUnavailable } from '#src/adapters/embedded/unavailable.ts'
import { createCaseCommands } from '#src/cases/command.ts'
import { projectCases } from '#src/cases/project.ts'
import { createAlerts } from '#src/cases/raise-alerts.ts'
import type { Alert } from '#src/domain/alert.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { Cases, RecordEvent } from '#src/domain/ports.ts'
import type { Screened } from '#src/domain/screening.ts'
import { createLog } from '#src/logging.ts'
import { createMetrics } from '#src/metrics.ts'
import { screenedEvent, screenedTypes, unscreenedEvent } from '#src/screening/event.ts'
import { toDeadLetters } from '#src/stream/dead-letters.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { eventsOf, withPlatform } from '#test/helpers/opened-platform.ts'
import { aHit, aScreening } from '#test/helpers/screened.ts'
import { until } from '#test/helpers/until.ts'

const now = () => new Date('2026-11-22T09:00:00Z')
const urgencyOf = () => 1

/** A projection over these cases that ends with the test, or when told to. */
const begin = ({ record, keys }: EmbeddedPlatform, cases: Cases) => {
  const [verdicts, metrics, ending] = [localVerdicts(), createMetrics(), new AbortController()]
  const ids = idsUnder(keys.idsKey)
  const rules = caseRules
  const deps = { record, cases, verdicts, ids, urgencyOf, rules, metrics }
  const running = projectCases(
    {
      ...deps,
      alertsOf: createAlerts({ ids, rules, urgencyOf }),
      repliesOf: async () => [],
      keepReplies: async () => undefined,
      setAside: toDeadLetters({ record, metrics, log: createLog('silent'), now })
    },
    ending.signal
  )
  const ended = running.then(
    () => 'as told',
    error => error.code ?? error
  )
  return {
    ended,
    verdicts,
    act: createCaseCommands({ record, verdicts, now }),
    counted: async () => (await metrics.deadLetters.get()).values,
    end: async () => {
      ending.abort()
      return ended
    }
  }
}

const test = withPlatform.extend('world', async ({ platform }, { onCleanup }) => {
  const { record, cases } = platform
  const started: { end(): Promise<unknown> }[] = []
  onCleanup(async () => {
    for (const one of started) await one.end()
  })
  return {
    platform,
    project: (over: Partial<Cases> = {}) => {
      const projection = begin(platform, { ...cases, ...over })
      started.push(projection)
      return projection
    },
    append: (...events: RecordEvent[]) => record.append('screenings', events),
    stored: (id: string) => until(async () => (await cases.get([id]))[0]),
    queued: (agency: string) => cases.query({ agency, limit: 50 }),
    letters: async () => (await eventsOf(record, 'dead-letters')).map(({ event }) => event),
    alerts: async () =>
      (await eventsOf(record, 'alerts')).map(({ event }) => {
        const { caseId, agency, what } = event.data as Alert
        return `${caseId} ${agency} ${what}`
      })
  }
})

const screened = (id: string, more: Partial<Screened> = {}) =>
  screenedEvent(aScreening({ id, caseId: `case of ${id}`, ...more }), 'http/desk')
/** No screening that this version makes: whoever reads its evidence fails. */
const broken = (id: string, more: Partial<Screened> = {}) => {
  const hit = aHit({ entryId: '2', handling: 'H2', releasableTo: ['border'] })
  return screened(id, { hits: [{ ...hit, evidence: undefined as never }], ...more })
}

describe('a screening that no case can be made of', () => {
  test('is a dead letter and an unscreened case of the same id; those beside it go on', async ({
    world
  }) => {
    await world.append(screened('a'), broken('b'), screened('c'), screened('d'))
    const { counted } = world.project()
    await world.stored('case of d')
    const standIn = await world.stored('case of b')
    expect(standIn).toMatchObject({
      hits: [],
      unscreened: {
        reason: 'screened with hits, but no case could be made of it: INTERNAL',
        agencies: ['interior', 'border']
      },
      desks: { interior: { traveller: { names: [{ full: 'SOME TRAVELLER' }] } }, border: {} }
    })
    expect((await world.stored('case of a')).hits).toHaveLength(1)
    const [letter, ...others] = await world.letters()
    expect(others).toEqual([])
    expect(letter?.data).toMatchObject({
      topic: 'screenings',
      code: 'INTERNAL',
      reason: expect.stringMatching(/^TypeError at src\/domain\/redact\.ts:\d+/),
      original: { id: 'b' }
    })
    expect(await counted()).toMatchObject([
      { labels: { topic: 'screenings', reason: 'INTERNAL' }, value: 1 }
    ])
    expect(
      await until(async () => ((await world.alerts()).length === 5 ? world.alerts() : undefined))
    ).toEqual([
      'case of a interior opened',
      'case of b interior not_screened',
      'case of b border not_screened',
      'case of c interior opened',
      'case of d interior opened'
    ])
  })

  test('leaves the case alone that stands already, and is one of its own', async ({ world }) => {
    await world.append(screened('a', { caseId: 'one' }), broken('b', { caseId: 'one' }))
    world.project()
    const own = await until(async () => (await world.queued('border'))[0])
    expect(own.unscreened?.agencies).toEqual(['interior', 'border'])
    expect(await world.stored('one')).toMatchObject({ screenings: ['a'], hits: [{ entryId: '1' }] })
    expect(await world.queued('interior')).toHaveLength(2)
  })

  test('is set aside once, however often the node is started anew', async ({ world }) => {
    await world.append(broken('a', { caseId: 'one' }), broken('b', { caseId: 'one' }))
    let isKilled = false
    const first = world.project({
      commit: commit => {
        // The second time with a case, so after its letter and before its commit.
        if (isKilled) return Promise.reject(recordUnavailable('killed'))
        isKilled = commit.cases.length > 0
        return world.platform.cases.commit(commit)
      }
    })
    expect(await first.ended).toBe('RECORD_UNAVAILABLE')
    world.project()
    await until(async () => ((await world.queued('interior')).length === 2 ? true : undefined))
    await world.append(screened('last'))
    await world.stored('case of last')
    expect(await world.queued('interior')).toHaveLength(3)
    expect((await world.letters()).map(({ id }) => id)).toEqual([
      'screenings-0-1',
      'screenings-0-2'
    ])
  })

  test('is that of the owners and some others where even that is too much for all', async ({
    world
  }) => {
    const others = Array.from({ length: 99 }, (_, at) => `agency-${at}`)
    const most = 60
    const tooMuch: Cases['commit'] = commit =>
      commit.cases.some(({ desks }) => Object.keys(desks).length > most)
        ? Promise.reject(commitTooLarge())
        : world.platform.cases.commit(commit)
    world.project({ commit: tooMuch })
    const hits = [aHit({ releasableTo: others }), aHit({ entryId: '2', agency: 'customs' })]
    await world.append(screened('a', { hits }))
    const { unscreened } = await world.stored('case of a')
    expect(unscreened?.reason).toContain('COMMIT_TOO_LARGE')
    expect(unscreened?.agencies.slice(0, 2)).toEqual(['interior', 'customs'])
    expect(unscreened?.agencies).toHaveLength(50)
  })

  test('is a dead letter at least where nothing at all can be stored of it', async ({ world }) => {
    const nothing: Cases['commit'] = commit =>
      commit.cases.some(({ id }) => id === 'case of a')
        ? Promise.reject(new Error('refused'))
        : world.platform.cases.commit(commit)
    world.project({ commit: nothing })
    await world.append(screened('a'), screened('b'))
    await world.stored('case of b')
    expect((await world.letters()).map(({ data }) => (data as { code: string }).code)).toEqual([
      'INTERNAL'
    ])
  })
})

test('a case that is too much with its alerts is told with shorter ones, and nothing is set aside', async ({
  world
}) => {
  const tooMuch: Cases['commit'] = commit =>
    JSON.stringify(commit.news).length > 5_000
      ? Promise.reject(commitTooLarge())
      : world.platform.cases.commit(commit)
  world.project({ commit: tooMuch })
  const names = Array.from({ length: 50 }, () => ({ full: 'LISTED NAME '.repeat(16) }))
  await world.append(screened('a', { hits: [aHit({ listedAs: { kind: 'person', names } })] }))
  expect((await world.stored('case of a')).hits[0]?.listedAs.names).toHaveLength(50)
  const told = await until(async () => (await eventsOf(world.platform.record, 'alerts'))[0])
  expect(told.event.data).toMatchObject({ shortened: true, person: { hits: { length: 1 } } })
  expect(await world.letters()).toEqual([])
})

test('a message about an unscreened traveller that throws holds up nothing', async ({ world }) => {
  const message = {
    ...aScreening({ id: 'u', caseId: 'u' }),
    reason: 'invalid',
    agencies: undefined
  }
  await world.append(unscreenedEvent(message as never, 'crossings'), screened('a'))
  world.project()
  await world.stored('case of a')
  expect(await world.letters()).toHaveLength(1)
})

test('a manifest’s own event behind one that throws is passed, and so are its cases', async ({
  world
}) => {
  const { verdicts } = world.project()
  const passed = verdicts.wait('m', 10_000)
  const [type, time] = [screenedTypes.manifest, now().toISOString()]
  await world.append(broken('a'), { id: 'm', type, source: 'manifest/a', time, data: {} })
  expect(await passed).toMatchObject({ ok: true })
  expect((await world.platform.cases.get(['case of a']))[0]?.unscreened).toBeDefined()
})

test('an officer’s action that can’t be decided is refused at once, and the next is taken', async ({
  world
}) => {
  const ann = { sub: 'ann', agency: 'interior' }
  const { act } = world.project({
    commit: commit =>
      commit.cases.some(({ desks }) => desks['interior']?.state === 'assigned')
        ? Promise.reject(commitTooLarge())
        : world.platform.cases.commit(commit)
  })
  await world.append(screened('a'))
  await world.stored('case of a')
  const assign = { action: 'assign' as const, revision: 1 }
  expect(await act('case of a', assign, ann, ['officer'])).toMatchObject({
    ok: false,
    rejection: { code: 'ACTION_NOT_POSSIBLE', detail: expect.stringContaining('COMMIT_TOO_LARGE') }
  })
  const note = { action: 'note' as const, revision: 1, reason: 'seen' }
  expect(await act('case of a', note, ann, ['officer'])).toMatchObject({ ok: true, revision: 2 })
  expect(await world.letters()).toMatchObject([{ data: { topic: 'case-commands' } }])
})

test('what passes is tried again, and nothing is set aside', async ({ world }) => {
  await world.append(screened('a'), screened('b'))
  const away = world.project({ commit: () => Promise.reject(recordUnavailable('away')) })
  expect(await away.ended).toBe('RECORD_UNAVAILABLE')
  expect(await world.letters()).toEqual([])
  world.project()
  expect((await world.stored('case of b')).hits).toHaveLength(1)
})
