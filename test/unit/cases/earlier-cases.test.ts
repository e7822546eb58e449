import { describe, expect } from 'vitest'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { earlierCases } from '#src/cases/earlier-cases.ts'
import type { CaseHit, CaseState, Desk } from '#src/domain/case.ts'
import { withPlatform as test } from '#test/helpers/opened-platform.ts'
import { aCase, aDesk, aHit } from '#test/helpers/screened.ts'

/** A case opened so many minutes after eight, at the desks of all whom its hits concern. */
const caseAt = (
  minute: number,
  id: string,
  { hits = [hitOf('1')], traveller = id, desk = {} as Partial<Desk> } = {}
): CaseState => {
  const createdAt = new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString()
  const state = aCase({ id, hits, traveller, createdAt })
  const named = { traveller: { names: [{ full: `NAME OF ${id}` }] }, createdAt, ...desk }
  const desks = Object.keys(state.desks).map(agency => [agency, aDesk(named)])
  return { ...state, desks: Object.fromEntries(desks) }
}

const hitOf = (entryId: string, more: Partial<CaseHit> = {}): CaseHit => ({
  ...aHit({ entryId, ...more }),
  id: `hit-${entryId}`
})

const keep = ({ cases }: EmbeddedPlatform, ...states: readonly CaseState[]) =>
  cases.commit({ position: { topic: 'screenings', partition: 0, offset: 1 }, cases: states })
const idsOf = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id)
const last = caseAt(1_000, 'last')

describe('the earlier cases', () => {
  test('of an entry name other travellers, what was decided and why', async ({ platform }) => {
    const dismissal = {
      action: 'dismiss',
      reason: 'taller',
      at: 'then',
      by: { sub: 'ann' }
    } as const
    const desk = { state: 'closed', verdict: 'dismissed', trail: [dismissal] } as const
    await keep(platform, caseAt(1, 'a', { desk }), caseAt(2, 'b'), last, caseAt(1_001, 'later'))
    const { ofTraveller, ofEntries } = await earlierCases(platform.cases, last, 'interior')
    expect(ofTraveller).toEqual([])
    expect(idsOf(ofEntries)).toEqual(['b', 'a'])
    expect(ofEntries[1]).toEqual({
      id: 'a',
      state: 'closed',
      decided: { verdict: 'dismissed', reason: 'taller' },
      entries: [{ list: 'wanted', entryId: '1' }],
      traveller: { names: [{ full: 'NAME OF a' }] },
      createdAt: '2026-11-22T08:01:00.000Z'
    })
  })

  test('of the traveller stand among its own, with the entries in common', async ({ platform }) => {
    const same = { traveller: 'last' }
    const other = caseAt(1, 'other', { ...same, hits: [hitOf('2')] })
    await keep(platform, other, caseAt(2, 'again', same), last)
    const { ofTraveller, ofEntries } = await earlierCases(platform.cases, last, 'interior')
    expect(ofTraveller).toMatchObject([
      { id: 'again', entries: [{ list: 'wanted', entryId: '1' }] },
      { id: 'other', entries: [] }
    ])
    expect(ofTraveller[0]).not.toHaveProperty('traveller')
    expect(ofEntries).toEqual([])
  })

  test('are the newest 10 of each entry, also of one that its traveller meets every day, and 20 in all', async ({
    platform
  }) => {
    const hits = ['1', '2', '3'].map(entryId => hitOf(entryId))
    const many = ['1', '2', '3'].flatMap(entry =>
      Array.from({ length: 15 }, (_, at) => caseAt(at, `${entry}-${at}`, { hits: [hitOf(entry)] }))
    )
    const daily = Array.from({ length: 30 }, (_, at) =>
      caseAt(100 + at, `daily-${at}`, { traveller: 'commuter' })
    )
    const commuter = caseAt(1_000, 'now', { traveller: 'commuter', hits })
    const [one] = hits
    const ofOne = caseAt(1_000, 'one', { traveller: 'commuter', hits: one ? [one] : [] })
    await keep(platform, ...many, ...daily)
    const found = await earlierCases(platform.cases, commuter, 'interior')
    expect(found.ofTraveller).toHaveLength(20)
    expect(found.ofEntries).toHaveLength(20)
    expect(found.ofEntries[0]?.createdAt).toBe('2026-11-22T08:14:00.000Z')
    const alone = await earlierCases(platform.cases, ofOne, 'interior')
    expect(idsOf(alone.ofEntries)).toEqual(Array.from({ length: 10 }, (_, at) => `1-${14 - at}`))
  })

  test('are those alone in which the agency sees the same entry', async ({ platform }) => {
    const secret = { covert: true, agency: 'navy' }
    const shared = hitOf('1', { releasableTo: ['customs'] })
    const now = caseAt(1_000, 'now', { hits: [shared, hitOf('2', secret), hitOf('3')] })
    const customs = hitOf('4', { agency: 'customs' })
    await keep(
      platform,
      caseAt(1, 'seen', { hits: [shared] }),
      caseAt(2, 'not released then', { hits: [hitOf('1'), customs] }),
      caseAt(3, 'covert', { hits: [hitOf('2', secret), customs] }),
      caseAt(4, 'of interior', { hits: [hitOf('3')] }),
      now
    )
    const shownTo = async (agency: string) => {
      const { ofEntries } = await earlierCases(platform.cases, now, agency)
      return ofEntries.map(({ id, entries }) => `${id}: ${entries.map(one => one.entryId)}`)
    }
    expect(await shownTo('customs')).toEqual(['seen: 1'])
    expect(await shownTo('navy')).toEqual(['covert: 2'])
    expect(await shownTo('interior')).toEqual(['of interior: 3', 'not released then: 1', 'seen: 1'])
    expect(await shownTo('border')).toEqual([])
  })

  test('are not pushed out by cases that only others see', async ({ platform }) => {
    const shared = hitOf('1', { releasableTo: ['customs'] })
    const now = caseAt(1_000, 'now', { hits: [shared] })
    const hidden = Array.from({ length: 30 }, (_, at) => caseAt(10 + at, `hidden-${at}`))
    await keep(platform, caseAt(1, 'seen', { hits: [shared] }), ...hidden, now)
    const { ofEntries } = await earlierCases(platform.cases, now, 'customs')
    expect(idsOf(ofEntries)).toEqual(['seen'])
  })
})
