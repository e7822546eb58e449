import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyScreening } from '#src/domain/apply-case.ts'
import { applyNotice } from '#src/domain/apply-notice.ts'
import { type CaseState, type CaseStateName, caseStates } from '#src/domain/case.ts'
import { type DefaultsNotice, listsAtWork } from '#src/domain/entry-notice.ts'
import type { RecordedHit, Screened } from '#src/domain/screening.ts'
import { instructions } from '#src/domain/vocabulary.ts'
import { aCase, aDesk, aHit, aScreening } from '#test/helpers/screened.ts'

const hitId = (list: string, entryId: string) => `${list}/${entryId}`
const urgencyOf = (instruction: (typeof instructions)[number]) =>
  instructions.indexOf(instruction) + 1
const at = '2026-11-22T10:00:00.000Z'
const by = { sub: 'portcullis' }

type Said = (typeof instructions)[number]
/** A hit of an entry that leaves its instruction to its list, and has a handling of its own. */
const leaving = (instruction: Said, revision: number, more: Partial<RecordedHit> = {}) =>
  aHit({ instruction, ofList: { revision, instruction }, ...more })
const aNotice = (instruction: Said, revision: number, more: Partial<DefaultsNotice> = {}) => ({
  id: `${instruction}@${revision}`,
  kind: 'list_changed' as const,
  caseId: 'case-1',
  list: 'wanted',
  entryId: '1',
  revision: 1,
  defaults: { revision, instruction },
  at,
  by,
  ...more
})
const noticed = (stored: CaseState | undefined, notice: DefaultsNotice) =>
  applyNotice(stored, notice, hitId, urgencyOf) ?? stored
const screened = (hits: readonly RecordedHit[], stored?: CaseState, more: Partial<Screened> = {}) =>
  applyScreening(stored, aScreening({ hits, ...more }), hitId, urgencyOf) ?? stored
const inState = (state: CaseStateName, hit: RecordedHit = leaving('inform_only', 1)) =>
  aCase({
    hits: [{ ...hit, id: hitId(hit.list, hit.entryId) }],
    desks: { interior: aDesk({ state, urgency: urgencyOf(hit.instruction) }) }
  })
const own = (state: CaseState | undefined) => state?.desks['interior']

describe('a list that says something else for entries that leave it to the list', () => {
  const over = ['confirmed', 'dismissed', 'closed', 'withdrawn']
  test.for(caseStates.filter(state => !over.includes(state)).map(state => ({ state })))(
    'tells a desk that works on them: $state',
    ({ state }) => {
      const after = noticed(inState(state), aNotice('arrest', 2))
      expect(own(after)).toMatchObject({
        state: state === 'pending_approval' ? 'reopened' : state,
        revision: 2,
        urgency: urgencyOf('arrest')
      })
      expect(own(after)?.trail).toEqual([step])
      expect(after?.hits[0]).toMatchObject({ instruction: 'arrest', handling: 'H0' })
    }
  )
  const step = {
    ...{ at, by, action: 'list_changed', reason: 'wanted/1' },
    defaults: [{ field: 'instruction', before: 'inform_only', now: 'arrest' }]
  }

  test.for(over.map(state => ({ state: state as CaseStateName })))(
    'leaves a case alone that was done with: $state',
    ({ state }) => {
      expect(applyNotice(inState(state), aNotice('arrest', 2), hitId, urgencyOf)).toBeUndefined()
    }
  )

  const released = leaving('inform_only', 1, { releasableTo: ['border'] })
  const desksOf = (state: CaseStateName, verdict?: 'confirmed') => ({
    interior: aDesk({ state, urgency: 5, ...(verdict && { verdict }) }),
    border: aDesk({ state: 'assigned', urgency: 5 })
  })

  test('leaves a desk done with where another one works on the hit, and tells both', () => {
    const after = noticed(
      { ...inState('new', released), desks: desksOf('dismissed') },
      aNotice('arrest', 2)
    )
    expect(own(after)).toMatchObject({ state: 'dismissed', urgency: 5, trail: [step] })
    expect(after?.desks['border']).toMatchObject({ state: 'assigned', urgency: 1, trail: [step] })
  })

  test('leaves what its owner has confirmed as it is, whoever else works on it', () => {
    for (const desks of [desksOf('confirmed'), desksOf('closed', 'confirmed')]) {
      const stored = { ...inState('new', released), desks }
      expect(applyNotice(stored, aNotice('arrest', 2), hitId, urgencyOf)).toBeUndefined()
    }
  })

  test('lets another handling alone reopen nothing', () => {
    const handled = aNotice('inform_only', 2, { defaults: { revision: 2, handling: 'H2' } })
    const after = noticed(inState('pending_approval'), handled)
    expect(own(after)?.state).toBe('pending_approval')
    expect(own(after)?.trail[0]?.defaults).toEqual([{ field: 'handling', before: 'H0', now: 'H2' }])
  })

  test('is heard once, in whatever order', () => {
    const once = noticed(inState('new'), aNotice('arrest', 3))
    for (const late of [
      aNotice('arrest', 3),
      aNotice('locate', 2),
      aNotice('arrest', 3, { id: 'x' })
    ])
      expect(applyNotice(once, late, hitId, urgencyOf)).toBeUndefined()
  })

  test.for([
    { why: 'a case of other entries', notice: aNotice('arrest', 2, { entryId: '2' }) },
    { why: 'a withdrawn entry', hit: { entrySince: { as: 'withdrawn' as const, revision: 2 } } },
    { why: 'a later revision of the entry', hit: { entryRevision: 2 } }
  ])('is no matter of $why', ({ notice = aNotice('arrest', 2), hit = {} }) => {
    const stored = inState('new', { ...leaving('inform_only', 1), ...hit })
    expect(applyNotice(stored, notice, hitId, urgencyOf)).toBeUndefined()
  })

  test('says it to cases that were stored before lists had revisions', () => {
    const after = noticed(inState('new', aHit({ instruction: 'locate' })), aNotice('arrest', 1))
    expect(after?.hits[0]).toMatchObject({ instruction: 'arrest', ofList: { revision: 1 } })
  })

  test('says it to no desk that does not see the hit', () => {
    const state = { ...inState('new'), desks: { interior: aDesk(), border: aDesk() } }
    const after = noticed(state, aNotice('arrest', 2))
    expect(after?.desks['border']).toBe(state.desks.border)
  })
})

describe('a screening', () => {
  test('that knew the list as it was before takes nothing back', () => {
    const told = noticed(screened([leaving('inform_only', 1)]), aNotice('arrest', 2))
    const late = screened([leaving('inform_only', 1, { score: 0.99 })], told, { id: 's-2' })
    expect(late?.hits[0]).toMatchObject({ score: 0.99, instruction: 'arrest' })
    expect(late?.hits[0]?.ofList).toEqual({ revision: 2, instruction: 'arrest' })
    const newest = leaving('inform_only', 1, { entryRevision: 2 })
    expect(screened([newest], told, { id: 's-3' })?.hits[0]?.instruction).toBe('arrest')
  })

  test('that finds the entry in a revision that says it itself is right about that', () => {
    const told = noticed(screened([leaving('inform_only', 1)]), aNotice('arrest', 2))
    const itself = aHit({ instruction: 'locate', entryRevision: 2, ofList: { revision: 1 } })
    expect(screened([itself], told, { id: 's-2' })?.hits[0]?.instruction).toBe('locate')
  })

  test('that knows the list as it is by now says so, however good it compares, and reopens', () => {
    const decided = { ...screened([leaving('inform_only', 1)]), ...inState('confirmed') }
    const worse = screened([leaving('arrest', 2, { score: 0.9 })], decided, { id: 's-2' })
    expect(worse?.hits[0]).toMatchObject({ score: 0.97, instruction: 'arrest' })
    expect(own(worse)).toMatchObject({ state: 'reopened', urgency: urgencyOf('arrest') })
    const same = screened([leaving('inform_only', 9)], decided, { id: 's-2' })
    expect(own(same)?.revision).toBe(1)
  })
})

test('whatever order screenings and notices come in, the newest revision of the list is said', () => {
  const said = (revision: number) => instructions[revision % 3] ?? 'arrest'
  const step = fc.record({
    revision: fc.integer({ min: 1, max: 9 }),
    isNotice: fc.boolean(),
    score: fc.double({ min: 0, max: 0.999, noNaN: true })
  })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), steps => {
      const state = steps.reduce<CaseState | undefined>(
        (before, { revision, isNotice, score }, index) =>
          isNotice
            ? noticed(before, aNotice(said(revision), revision))
            : screened([leaving(said(revision), revision, { score })], before, {
                id: `s-${index}`
              }),
        undefined
      )
      const first = steps.findIndex(({ isNotice }) => !isNotice)
      const newest = Math.max(...steps.slice(first).map(({ revision }) => revision))
      expect(state?.hits[0]?.instruction).toBe(first < 0 ? undefined : said(newest))
    })
  )
})

test('a desk works on a list while it is not done with and sees a hit that stands', () => {
  const hits = [
    { ...aHit(), id: '1' },
    { ...aHit({ list: 'missing', agency: 'border' }), id: '2' }
  ]
  const lists = (interior: CaseStateName, border: CaseStateName) => [
    ...listsAtWork(
      aCase({
        hits,
        desks: { interior: aDesk({ state: interior }), border: aDesk({ state: border }) }
      })
    )
  ]
  expect(lists('new', 'escalated')).toEqual(['wanted', 'missing'])
  expect(lists('closed', 'referred')).toEqual(['missing'])
  expect(lists('pending_approval', 'dismissed')).toEqual(['wanted'])
  expect(lists('withdrawn', 'confirmed')).toEqual([])
})
