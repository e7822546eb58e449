import { describe, expect } from 'vitest'
import { localVerdicts } from '#src/adapters/embedded/local-verdicts.ts'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { createCaseCommands } from '#src/cases/command.ts'
import { projectCases } from '#src/cases/project.ts'
import type { CaseAction } from '#src/domain/case-action.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { Screened } from '#src/domain/screening.ts'
import { createMetrics } from '#src/metrics.ts'
import { screenedEvent, screenedTypes, unscreenedEvent } from '#src/screening/event.ts'
import { asNever } from '#test/helpers/as-never.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { withPlatform } from '#test/helpers/opened-platform.ts'
import { aHit, aScreening } from '#test/helpers/screened.ts'
import { until } from '#test/helpers/until.ts'

const now = () => new Date('2026-11-22T09:00:00Z')
const ann = { sub: 'ann', agency: 'interior' }

/** A running projection of cases, which can be ended and begun again. */
const test = withPlatform.extend('cases', async ({ platform }, { onCleanup }) => {
  const projection = begin(platform)
  onCleanup(projection.end)
  return projection
})

const begin = (platform: EmbeddedPlatform) => {
  const { record, cases, keys } = platform
  const verdicts = localVerdicts()
  const ending = new AbortController()
  const urgencyOf = () => 1
  const ids = idsUnder(keys.idsKey)
  const deps = {
    record,
    cases,
    verdicts,
    ids,
    urgencyOf,
    rules: caseRules,
    alertsOf: () => [],
    repliesOf: async () => [],
    keepReplies: async () => undefined,
    setAside: asNever,
    metrics: createMetrics()
  }
  const ended = projectCases(deps, ending.signal)
  const command = createCaseCommands({ record, verdicts, now })
  return {
    /** Resolves when the projection has passed a manifest's own event. */
    passed: async (id: string) => {
      const verdict = verdicts.wait(id, 10_000)
      const [type, time] = [screenedTypes.manifest, now().toISOString()]
      const data = { manifestId: 'm' }
      await record.append('screenings', [{ id, type, source: 'manifest/a', time, data }])
      return verdict
    },
    screen: (...all: readonly Screened[]) =>
      record.append(
        'screenings',
        all.map(one => screenedEvent(one, 'http/desk'))
      ),
    act: (action: CaseAction, by = ann) => command('case-1', action, by, ['officer']),
    stored: (id = 'case-1') => until(async () => (await cases.get([id]))[0]),
    desk: async () => (await until(async () => (await cases.get(['case-1']))[0])).desks['interior'],
    end: async () => {
      ending.abort()
      await ended
    }
  }
}

describe('cases', () => {
  test('are made of screenings with hits, and of nothing else', async ({ cases, platform }) => {
    await cases.screen(aScreening({ id: 's-1', caseId: 'clear', hits: [] }), aScreening())
    expect((await cases.stored()).hits).toHaveLength(1)
    expect(await platform.cases.get(['clear'])).toEqual([undefined])
  })

  test('can be read when a manifest’s own event has been passed, hits or none', async ({
    cases,
    platform
  }) => {
    expect(await cases.passed('nothing before')).toMatchObject({ ok: true })
    for (let at = 0; at < 20; at++) {
      await cases.screen(aScreening({ id: `s-${at}`, caseId: `case-${at}` }))
      expect(await cases.passed(`after ${at}`)).toMatchObject({ ok: true })
      expect((await platform.cases.get([`case-${at}`]))[0]?.hits).toHaveLength(1)
    }
  })

  test('hold each entry once, however many screenings found it', async ({ cases }) => {
    const again = Array.from({ length: 5 }, (_, at) => aScreening({ id: `s-${at}` }))
    await cases.screen(...again, ...again)
    const last = await until(async () => {
      const state = await cases.stored()
      return state.screenings.length === 5 ? state : undefined
    })
    expect(last.hits).toHaveLength(1)
    expect(last.desks['interior']?.revision).toBe(1)
  })

  test('stand again after a restart, without a hit more', async ({ cases, platform }) => {
    await cases.screen(aScreening())
    const before = await cases.stored()
    await cases.end()
    const second = begin(platform)
    await second.screen(aScreening({ id: 's-2', hits: [aHit({ entryId: '2' })] }))
    const after = await until(async () => {
      const state = await second.stored()
      return state.desks['interior']?.revision === 2 ? state : undefined
    })
    expect(after.hits.map(({ entryId }) => entryId).toSorted()).toEqual(['1', '2'])
    expect(after.createdAt).toBe(before.createdAt)
    await second.end()
  })

  test('are made of travellers that could not be screened', async ({ cases, platform }) => {
    const message = {
      id: 'm-1',
      caseId: 'm-1',
      purpose: 'border_control',
      reason: 'invalid: data',
      agencies: ['border'],
      screenedAt: '2026-11-22T08:00:00.000Z',
      by: { sub: 'desk' },
      person: { traveller: {} }
    }
    await platform.record.append('screenings', [unscreenedEvent(message, 'crossings')])
    expect(await cases.stored('m-1')).toMatchObject({ unscreened: { reason: 'invalid: data' } })
    const [queued] = await platform.cases.query({ agency: 'border', limit: 10 })
    expect(queued?.id).toBe('m-1')
  })
})

describe('an officer’s action', () => {
  test('is decided by the projection', async ({ cases }) => {
    await cases.screen(aScreening())
    await cases.stored()
    expect(await cases.act({ action: 'assign', revision: 1 })).toMatchObject({
      ok: true,
      revision: 2
    })
    expect(await cases.act({ action: 'note', revision: 2 })).toMatchObject({
      ok: false,
      rejection: { code: 'REASON_REQUIRED' }
    })
    expect((await cases.desk())?.state).toBe('assigned')
  })

  test('of two at once is taken from one only', async ({ cases }) => {
    await cases.screen(aScreening())
    await cases.stored()
    const bob = { sub: 'bob', agency: 'interior' }
    const verdicts = await Promise.all([
      cases.act({ action: 'confirm', revision: 1, reason: 'the same person' }),
      cases.act({ action: 'dismiss', revision: 1, reason: 'another person' }, bob)
    ])
    const taken = verdicts.filter(verdict => verdict?.ok)
    const refused = verdicts.filter(verdict => verdict && !verdict.ok)
    expect(taken).toHaveLength(1)
    expect(refused).toMatchObject([{ rejection: { code: 'STALE_REVISION', revision: 2 } }])
    expect((await cases.desk())?.trail).toHaveLength(2)
  })

  test('is taken from one of each agency, each at its own desk', async ({ cases, platform }) => {
    await cases.screen(
      aScreening({ hits: [aHit({ releasableTo: ['border'], instruction: 'locate' })] })
    )
    await cases.stored()
    const bob = { sub: 'bob', agency: 'border' }
    const verdicts = await Promise.all([
      cases.act({ action: 'dismiss', revision: 1, reason: 'another person' }),
      cases.act({ action: 'confirm', revision: 1, reason: 'the same person' }, bob)
    ])
    expect(verdicts).toMatchObject([
      { ok: true, revision: 2 },
      { ok: true, revision: 2 }
    ])
    expect((await cases.stored()).desks).toMatchObject({
      interior: { state: 'dismissed' },
      border: { state: 'confirmed' }
    })
    const queued = async (agency: string, state: string) =>
      (await platform.cases.query({ agency, state, limit: 10 })).length
    expect(await queued('interior', 'dismissed')).toBe(1)
    expect(await queued('border', 'dismissed')).toBe(0)
  })

  test('on a case that does not exist is refused', async ({ cases }) => {
    expect(await cases.act({ action: 'assign', revision: 1 })).toMatchObject({
      ok: false,
      rejection: { code: 'NO_SUCH_CASE' }
    })
  })
})
