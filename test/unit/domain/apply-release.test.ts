import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyAction } from '#src/domain/apply-action.ts'
import { applyScreening } from '#src/domain/apply-case.ts'
import { applyNotice } from '#src/domain/apply-notice.ts'
import {
  type CaseHit,
  type CaseState,
  type CaseStateName,
  caseStates,
  deskOf,
  isVisible
} from '#src/domain/case.ts'
import {
  type AnyEntryNotice,
  type DefaultsNotice,
  openUntil,
  type ReleaseNotice
} from '#src/domain/entry-notice.ts'
import { showCase } from '#src/domain/redact.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { aCase, aDesk, aHit, aScreening } from '#test/helpers/screened.ts'

const hitId = (list: string, entryId: string) => `${list}/${entryId}`
const at = '2026-11-22T10:00:00.000Z'
const by = { sub: 'portcullis' }
const about = { caseId: 'case-1', list: 'wanted', entryId: '1', at, by }

type Release = ReleaseNotice['release']
const toCustoms = { releasableTo: ['customs'] }
const says = (
  revision: number,
  release: Partial<Release> = {},
  more: Partial<ReleaseNotice> = {}
): ReleaseNotice => ({
  ...{ ...about, id: `release@${revision}`, kind: 'release_changed', revision },
  release: { releasableTo: [], covert: false, handling: 'H0', listRevision: 0, ...release },
  ...more
})
const take = (state: CaseState | undefined, notice: AnyEntryNotice) =>
  applyNotice(state, notice, hitId, () => 1)
const stored = (
  desks: { readonly [agency: string]: ReturnType<typeof aDesk> },
  hits: readonly CaseHit[] = [{ ...aHit(toCustoms), id: 'wanted/1' }]
) => aCase({ hits, desks })
const both = (state: CaseStateName) =>
  stored({ interior: aDesk({ state }), customs: aDesk({ state }) })
const otherHit: CaseHit = { ...aHit({ ...toCustoms, entryId: '2' }), id: 'wanted/2' }

describe('an entry that its owner keeps to fewer, or shows less of', () => {
  test.for(caseStates.map(state => ({ state })))(
    'that is released no more leaves the sight of the other agency, and the owner’s desk alone: $state',
    ({ state }) => {
      const before = both(state)
      const after = take(before, says(2)) ?? before
      expect(isVisible(after, 'customs')).toBe(false)
      expect(showCase(after, 'customs', () => 1)).toBeUndefined()
      expect(after.desks).toEqual(before.desks)
    }
  )

  test.for(caseStates.map(state => ({ state })))(
    'with a stricter handling shows no more of it to others, whatever the desk has done: $state',
    ({ state }) => {
      const after = take(both(state), says(2, { ...toCustoms, handling: 'H3' }))
      const shown = after && showCase(after, 'customs', () => 1)
      expect(shown).toMatchObject({ state, revision: 2, hits: [{ handling: 'H3' }] })
      expect(JSON.stringify(shown)).not.toContain('LISTED NAME')
      expect(shown?.trail).toEqual([
        { at, by, action: 'release_changed', reason: 'wanted/1: handling H3' }
      ])
      expect(after && showCase(after, 'interior', () => 1)?.hits[0]).toHaveProperty('listedAs')
    }
  )

  test('is told as covert to who sees it', () => {
    const after = take(both('new'), says(2, { ...toCustoms, covert: true }))
    expect(after?.hits[0]?.covert).toBe(true)
    expect(after?.desks['customs']?.trail.at(-1)?.reason).toBe('wanted/1: covert')
    const open = take(after, says(3, toCustoms))
    expect(open?.desks['customs']?.trail.at(-1)?.reason).toBe('wanted/1: not covert any more')
  })

  test('has its warnings told to every desk that sees it', () => {
    const before = both('assigned')
    const armed = take(before, says(2, { ...toCustoms, warnings: ['armed', 'violent'] }))
    for (const agency of ['interior', 'customs']) {
      const shown = armed && showCase(armed, agency, () => 1)
      expect(shown).toMatchObject({ state: 'assigned', hits: [{ warnings: ['armed', 'violent'] }] })
      expect(shown?.trail.at(-1)?.reason).toBe('wanted/1: warnings armed, violent')
    }
    const calm = take(armed, says(3, { ...toCustoms, warnings: [] }))
    expect(calm?.desks['customs']?.trail.at(-1)?.reason).toBe('wanted/1: no warnings any more')
    const late = applyScreening(
      armed,
      aScreening({ id: 's-2', hits: [aHit({ ...toCustoms, score: 0.99 })] }),
      hitId,
      () => 1
    )
    expect(late?.hits).toMatchObject([{ score: 0.99, warnings: ['armed', 'violent'] }])
    const silent = take(armed, says(3, { ...toCustoms, handling: 'H1' }))
    expect(silent?.hits).toMatchObject([{ handling: 'H1', warnings: ['armed', 'violent'] }])
  })

  test.for([
    { why: 'another hit stands', other: otherHit, state: 'assigned' as const, next: 'assigned' },
    {
      ...{ why: 'no other stands', state: 'assigned' as const, next: 'withdrawn' },
      other: { ...otherHit, entrySince: { as: 'withdrawn' as const, revision: 2 } }
    },
    {
      ...{ why: 'it was decided', state: 'confirmed' as const, next: 'confirmed' },
      other: { ...otherHit, entrySince: { as: 'withdrawn' as const, revision: 2 } }
    }
  ])('leaves a desk with its other hits: $why', ({ other, state, next }) => {
    const desks = { interior: aDesk(), customs: aDesk({ state }) }
    const hits = [{ ...aHit(toCustoms), id: 'wanted/1' }, other]
    const after = take(stored(desks, hits), says(2))
    expect(after?.desks['customs']).toMatchObject({ state: next, revision: 2 })
    expect(after?.desks['customs']?.trail).toMatchObject([
      { action: 'release_changed', reason: 'wanted/1: not released any more' }
    ])
    expect(after?.desks['interior']?.revision).toBe(1)
  })

  test('gives a desk back that waits for its owner alone, and tells it nothing of the answer', () => {
    const asks = [{ agency: 'interior' }]
    const theirs = { ...otherHit, ...aHit({ agency: 'navy', entryId: '2', ...toCustoms }) }
    const desks = {
      interior: aDesk({ askedBy: ['customs'] }),
      customs: aDesk({ state: 'referred', asks })
    }
    const before = stored(desks, [{ ...aHit(toCustoms), id: 'wanted/1' }, theirs])
    const lost = take(before, says(2))
    expect(lost?.desks['customs']).toMatchObject({ state: 'new', revision: 2 })
    const both = [...asks, { agency: 'navy' }]
    const waits = { ...before, desks: { customs: aDesk({ state: 'referred', asks: both }) } }
    expect(take(waits, says(2))?.desks['customs']).toMatchObject({ state: 'referred', asks: both })

    const by = { sub: 'ann', agency: 'interior' }
    const said = { action: 'answer', verdict: 'dismissed', reason: 'secret source' } as const
    const command = { ...said, commandId: 'c', caseId: 'case-1', revision: 1, by }
    const answered = lost && applyAction(lost, command, at, caseRules)
    expect(answered).toMatchObject({ ok: true })
    expect(answered?.ok && answered.state.desks['customs']).toEqual(lost?.desks['customs'])
  })

  test('says nothing to a desk of whom else it is released to', () => {
    const before = both('new')
    const after = take(before, says(2, { releasableTo: ['customs', 'police'] }))
    expect(after?.desks).toEqual(before.desks)
    expect(after?.hits[0]?.releasableTo).toEqual(['customs', 'police'])
    expect(deskOf(after ?? before, 'police')).toBeUndefined()
  })

  test('does not make a case that was done with a new one', () => {
    const since = '2020-01-01T00:00:00.000Z'
    const done = aDesk({ state: 'closed', since, updatedAt: since })
    const after = take(stored({ interior: done }), says(2, { handling: 'H3' }))
    expect(after?.desks['interior']?.updatedAt).toBe(at)
    expect(after && openUntil(after)).toBe(Date.parse(since))
  })
})

test('a desk has its case back where the entry is released again, and goes on as it was', () => {
  const after = take(take(both('assigned'), says(2)), says(3, toCustoms))
  expect(after && deskOf(after, 'customs')).toMatchObject({
    state: 'assigned',
    revision: 2,
    trail: [{ action: 'release_changed', reason: 'wanted/1: released again' }]
  })
})

describe('an entry that comes into the sight of a desk which has another', () => {
  const kept = (more: Partial<CaseHit> = {}): CaseHit => ({ ...aHit(), id: 'wanted/1', ...more })
  const beside = (state: CaseStateName, hit = kept()) =>
    stored({ interior: aDesk(), customs: aDesk({ state }) }, [hit, otherHit])

  test.for(caseStates.map(state => ({ state })))(
    'is news to it, as when a screening finds it: $state',
    ({ state }) => {
      const released = take(beside(state), says(2, toCustoms))
      const found = [aHit({ ...toCustoms, entryRevision: 2 })]
      const again = aScreening({ id: 's-2', hits: found })
      const screened = applyScreening(beside(state), again, hitId, () => 1)
      const next = released?.desks['customs']?.state
      // A withdrawn desk with a hit that stands is one whose traveller does not travel: a screening says otherwise, a release does not.
      expect(next).toBe(state === 'withdrawn' ? state : screened?.desks['customs']?.state)
      expect(released?.desks['customs']?.trail.at(-1)?.reason).toBe('wanted/1: released')
    }
  )

  test('is none where it was withdrawn, or where the desk stands as it stood with it', () => {
    const gone = kept({ entrySince: { as: 'withdrawn', revision: 2 } })
    expect(take(beside('dismissed', gone), says(2, toCustoms))?.desks['customs']?.state).toBe(
      'dismissed'
    )
    const dismissed = beside('dismissed', kept(toCustoms))
    const back = take(take(dismissed, says(2)), says(3, toCustoms))
    expect(back?.desks['customs']).toMatchObject({ state: 'dismissed', revision: 3 })
    expect(back?.desks['customs']?.trail.at(-1)?.reason).toBe('wanted/1: released again')
  })

  test('takes up nothing that was done with more than 7 days ago', () => {
    const done = (since: string) => {
      const desk = { state: 'dismissed', since, updatedAt: since } as const
      const desks = { interior: aDesk(desk), customs: aDesk(desk) }
      return take(stored(desks, [kept(), otherHit]), says(2, toCustoms))?.desks['customs']
    }
    expect(done('2026-11-16T09:00:00.000Z')).toMatchObject({ state: 'reopened', revision: 2 })
    expect(done('2026-11-15T09:00:00.000Z')).toMatchObject({ state: 'dismissed', revision: 2 })
  })

  test('is news where the desk was decided while it was out of sight', () => {
    const lost = take(beside('assigned', kept(toCustoms)), says(2))
    const later = '2026-11-22T11:00:00.000Z'
    const decided = aDesk({ state: 'dismissed', since: later, updatedAt: later })
    const back = take(lost && { ...lost, desks: { customs: decided } }, says(3, toCustoms))
    expect(back?.desks['customs']?.state).toBe('reopened')
  })

  test('reopens a desk that was withdrawn as none of its hits stood, unless the traveller does not travel', () => {
    const other = { ...otherHit, entrySince: { as: 'withdrawn' as const, revision: 2 } }
    const desk = aDesk({ state: 'assigned', screenings: ['screening-1'] })
    const before = stored({ interior: aDesk(), customs: desk }, [kept(toCustoms), other])
    const lost = take(before, says(2))
    expect(lost?.desks['customs']?.state).toBe('withdrawn')
    expect(take(lost, says(3, toCustoms))?.desks['customs']?.state).toBe('reopened')
    const stays = lost && { ...lost, gone: ['screening-1'] }
    expect(take(stays, says(3, toCustoms))?.desks['customs']?.state).toBe('withdrawn')
  })
})

test('an agency without a desk has one from the next screening after the entry was released to it', () => {
  const before = stored({ interior: aDesk() }, [{ ...aHit(), id: 'wanted/1' }])
  const released = take(before, says(2, toCustoms))
  const again = aScreening({ id: 's-2', hits: [aHit({ ...toCustoms, entryRevision: 2 })] })
  const after = applyScreening(released, again, hitId, () => 1)
  expect(after?.desks['customs']).toMatchObject({ state: 'new', revision: 1 })
})

test('an agency without a desk has none from a screening that finds only what is hidden from it', () => {
  const before = stored({ interior: aDesk() }, [{ ...aHit(), id: 'wanted/1' }])
  const released = take(before, says(2, toCustoms))
  const hidden = aHit({ list: 'secret', agency: 'navy', covert: true })
  const after = applyScreening(released, aScreening({ id: 's-2', hits: [hidden] }), hitId, () => 1)
  expect(after?.desks).not.toHaveProperty('customs')
  expect(after?.desks).toHaveProperty('navy')
  const late = aScreening({ id: 's-3', hits: [aHit()] })
  expect(applyScreening(after, late, hitId, () => 1)?.desks).toHaveProperty('customs')
})

describe('who may see an entry is heard once', () => {
  test.for([
    { why: 'the same again', late: says(3, toCustoms) },
    { why: 'the same under another id', late: says(3, toCustoms, { id: 'x' }) },
    { why: 'an earlier revision of the entry', late: says(2, { ...toCustoms, listRevision: 9 }) },
    { why: 'another entry', late: says(4, toCustoms, { entryId: '2' }) }
  ])('$why', ({ late }) => {
    const once = take(both('new'), says(3, { listRevision: 1 }))
    expect(once).toBeDefined()
    expect(take(once, late)).toBeUndefined()
  })

  test('of one revision of the entry with a later one of its list, and from no list that is behind', () => {
    const ofList = { revision: 2, handling: 'H0' as const }
    const before = stored({ interior: aDesk() }, [{ ...aHit({ ofList }), id: 'wanted/1' }])
    expect(take(before, says(1, { handling: 'H3', listRevision: 2 }))).toBeUndefined()
    expect(take(before, says(2, { handling: 'H3', listRevision: 1 }))).toBeUndefined()
    const after = take(before, says(1, { handling: 'H3', listRevision: 3 }))
    expect(after?.hits[0]).toMatchObject({
      handling: 'H3',
      release: { revision: 1, listRevision: 3 }
    })
  })

  test('and no list takes back what the entry says itself since', () => {
    const list: DefaultsNotice = {
      ...{ ...about, id: 'list@2', kind: 'list_changed', revision: 1 },
      defaults: { revision: 2, handling: 'H0' }
    }
    const strict = take(both('new'), says(2, { ...toCustoms, handling: 'H3' }))
    expect(take(strict, list)).toBeUndefined()
    expect(take(strict, { ...list, revision: 2 })).toBeDefined()
  })
})

test('whatever screenings come late, a hit is seen by whom the newest revision names', () => {
  const nameOf = (revision: number) => ({ releasableTo: [`to-${revision}`] })
  const step = fc.record({
    revision: fc.integer({ min: 1, max: 5 }),
    isNotice: fc.boolean(),
    isOutdated: fc.boolean(),
    listRevision: fc.integer({ min: 1, max: 5 }),
    score: fc.double({ min: 0, max: 0.999, noNaN: true })
  })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), steps => {
      const state = steps.reduce<CaseState | undefined>(
        (before, { revision, isNotice, isOutdated, listRevision, score }, index) => {
          if (isNotice) {
            const listed = { ...nameOf(revision), listRevision: 5 }
            return take(before, says(revision, listed)) ?? before
          }
          const ofList = { revision: listRevision, handling: 'H0' as const }
          const found = aHit({ ...nameOf(revision), entryRevision: revision, score, ofList })
          const screening = aScreening({ id: `s-${index}`, hits: [found] })
          const marked = before && isOutdated ? outdated(before) : before
          return applyScreening(marked, screening, hitId, () => 1) ?? before
        },
        undefined
      )
      const first = steps.findIndex(({ isNotice }) => !isNotice)
      const newest = Math.max(...steps.slice(first).map(({ revision }) => revision))
      const said = first < 0 ? undefined : nameOf(newest).releasableTo
      expect(state?.hits[0]?.releasableTo).toEqual(said)
    })
  )
})

const outdated = (state: CaseState): CaseState => ({
  ...state,
  hits: state.hits.map(hit => ({ ...hit, isOutdated: true as const }))
})
