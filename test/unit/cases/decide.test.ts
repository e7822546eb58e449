import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CaseState, type CaseStateName, type Desk, openVerdictOf } from '#src/domain/case.ts'
import type { EntryNotice } from '#src/domain/entry-notice.ts'
import type { RecordedHit } from '#src/domain/screening.ts'
import {
  acts,
  after,
  by,
  deps,
  finds,
  notes,
  own,
  type Step,
  time
} from '#test/helpers/case-steps.ts'
import { aCase, aDesk, aHit } from '#test/helpers/screened.ts'

const says =
  (more: Partial<EntryNotice>): Step =>
  stored => {
    const about = { list: 'wanted', entryId: '1', revision: 2, ...more }
    const id = `${about.kind} ${about.entryId} ${about.revision}`
    const notice = { kind: 'entry_changed', id, caseId: 'case-1', at: time, by, ...about } as const
    return notes(notice)(stored)
  }
const releases = (entryId: string, releasableTo: readonly string[]): Step => {
  const release = { releasableTo, covert: true, handling: 'H0', listRevision: 0 } as const
  const about = {
    id: `release ${entryId}`,
    caseId: 'case-1',
    list: 'wanted',
    entryId,
    at: time,
    by
  }
  return notes({ ...about, kind: 'release_changed', revision: 2, release })
}
const hears =
  (kind: 'withdrawn' | 'boarded' | 'changed', found?: readonly RecordedHit[]): Step =>
  stored => {
    const screenings = stored?.screenings ?? []
    const since = found && { caseId: 'case-1', found }
    const id = `${kind} ${stored?.notices?.length}`
    const notice = { id, kind, caseId: 'case-1', screenings, reason: 'says', at: time, by }
    return notes({ ...notice, ...(since && { since }) })(stored)
  }

const open = aHit({ instruction: 'inform_only' })
const covert = aHit({ entryId: '2', instruction: 'discreet_check', covert: true })
const kept = aHit({ entryId: '3', instruction: 'inform_only', releasableTo: ['border'] })
const customs = aHit({ entryId: '4', agency: 'customs', covert: true })
const toldBy = (state: CaseState | undefined, agency?: string) => {
  const desk = own(state, agency)
  return desk && openVerdictOf(desk)
}

describe('what was decided about open hits', () => {
  const dismissed = after(undefined, finds('screening-1', open), acts('dismiss'))
  const withCovert = after(
    undefined,
    finds('screening-1', open, covert),
    acts('dismiss'),
    acts('approve', 'interior', 'bob')
  )

  test.for([
    { state: dismissed, step: finds('s-2', open, covert), why: 'a covert entry hits' },
    { state: dismissed, step: finds('s-2', open, kept), why: 'one kept to some agencies does' },
    {
      state: withCovert,
      step: finds('s-2', open, { ...covert, entryRevision: 2 }),
      why: 'a newer revision of a covert one does'
    },
    { state: withCovert, step: says({ entryId: '2' }), why: 'a covert one is changed' },
    { state: withCovert, step: hears('changed', [covert]), why: 'it alone is found again' },
    {
      state: after(undefined, finds('screening-1', open, customs), acts('dismiss')),
      step: releases('4', ['interior']),
      why: 'another agency releases an entry of its own'
    },
    {
      state: after(dismissed, acts('close')),
      step: finds('s-2', open, covert),
      why: 'the same, where the case was closed'
    },
    {
      state: after(
        undefined,
        finds('screening-1', open),
        acts('confirm'),
        says({ kind: 'entry_withdrawn' }),
        hears('withdrawn')
      ),
      step: finds('s-2', covert),
      why: 'the same, where the traveller did not travel'
    }
  ])('stands for carriers, though officers look again, when $why', ({ state, step }) => {
    const again = step(state)
    expect(toldBy(state)).toBeDefined()
    expect(own(again)?.state).toBe('reopened')
    expect(toldBy(again)).toBe(toldBy(state))
  })

  const reopened = after(dismissed, finds('s-2', open, covert))

  test.for([
    { steps: [acts('acknowledge'), acts('note'), acts('release')], why: 'somebody looks' },
    { steps: [acts('dismiss')], why: 'a decision waits for approval' },
    { steps: [acts('dismiss'), acts('reject', 'interior', 'bob')], why: 'it is rejected' },
    { steps: [finds('s-3', open, covert)], why: 'nothing new is found' },
    {
      steps: [finds('s-3', open, aHit({ entryId: '4', agency: 'customs' }))],
      why: 'others see it'
    },
    { steps: [hears('withdrawn')], why: 'the traveller does not travel' },
    { steps: [hears('withdrawn'), hears('boarded')], why: 'the traveller is on board after all' }
  ])('goes on standing while $why', ({ steps }) => {
    expect(toldBy(after(reopened, ...steps))).toBe('dismissed')
  })

  test.for([
    { steps: [finds('s-3', { ...open, entryRevision: 2 })], why: 'the entry has changed' },
    { steps: [finds('s-3', open, aHit({ entryId: '4' }))], why: 'another one hits' },
    {
      steps: [finds('s-3', { ...covert, covert: false, entryRevision: 2 })],
      why: 'it is open now'
    },
    { steps: [says({})], why: 'the entry is changed' },
    { steps: [hears('changed', [open, covert])], why: 'the traveller is described anew' }
  ])('stands no more when $why', ({ steps }) => {
    expect(toldBy(dismissed)).toBe('dismissed')
    expect(toldBy(after(reopened, ...steps))).toBeUndefined()
  })

  test('ends with the next decision, and with what officers reopen themselves', () => {
    const approved = after(reopened, acts('confirm'), acts('approve', 'interior', 'bob'))
    expect(own(approved)).toMatchObject({ state: 'confirmed' })
    expect(own(approved)).not.toHaveProperty('openly')
    expect(toldBy(after(approved, acts('reopen')))).toBeUndefined()
    const gone = after(reopened, hears('withdrawn'))
    expect(own(gone)?.state).toBe('withdrawn')
    expect(toldBy(after(gone, acts('reopen')))).toBeUndefined()
  })

  test('stands when another agency asks, since none sees an open hit of the owner', () => {
    const shared = { ...covert, releasableTo: ['customs'] }
    const asked = after(dismissed, finds('s-2', open, shared), acts('dismiss'))
    const decidedAgain = after(asked, acts('approve', 'interior', 'bob'))
    expect(own(decidedAgain)?.state).toBe('dismissed')
    const again = after(decidedAgain, acts('refer', 'customs'))
    expect(own(again)).toMatchObject({ state: 'reopened', askedBy: ['customs'] })
    expect(toldBy(again)).toBe('dismissed')
  })

  test('needs nothing of a case that was stored before, and leaves the desk as it was shown', () => {
    const stored = aCase({
      hits: [{ ...open, id: deps.ids.hit('case-1', 'wanted', '1') }],
      desks: { interior: aDesk({ state: 'confirmed' }) }
    })
    const { openly, ...shown } = own(finds('s-2', open, covert)(stored)) ?? aDesk()
    expect(openly).toEqual({ state: 'confirmed' })
    expect(shown).toMatchObject({ state: 'reopened', revision: 2 })
    expect(Object.keys(shown).sort()).toEqual(Object.keys(aDesk({ screenings: [] })).sort())
  })

  test('is the same whatever becomes of hits that are not open', () => {
    const state = fc.constantFrom<Partial<Desk> & { readonly state: CaseStateName }>(
      { state: 'confirmed' },
      { state: 'dismissed' },
      { state: 'closed', verdict: 'confirmed' },
      { state: 'closed', verdict: 'dismissed' },
      { state: 'withdrawn', verdict: 'confirmed' }
    )
    const entry = fc.constantFrom(open, covert, kept)
    const hits = fc
      .subarray([covert, kept, aHit({ entryId: '4' })])
      .map(more => [open, ...more] as const)
    const revised = fc
      .tuple(hits, fc.integer({ min: 1, max: 3 }))
      .map(([all, entryRevision]) => all.map(hit => ({ ...hit, entryRevision })))
    const isOpen = (hit: RecordedHit) => !hit.covert && hit.releasableTo.length === 0
    const found = revised.map(all => ({
      whole: (at: number) => finds(`s-${at}`, ...all),
      openly: (at: number) => finds(`s-${at}`, ...all.filter(isOpen))
    }))
    const changed = revised.map(all => ({
      whole: () => hears('changed', all),
      openly: () => hears('changed', all.filter(isOpen))
    }))
    const heard = fc.constantFrom('withdrawn' as const, 'boarded' as const).map(kind => ({
      whole: () => hears(kind),
      openly: () => hears(kind)
    }))
    const noticed = fc
      .record({
        hit: entry,
        revision: fc.integer({ min: 1, max: 4 }),
        kind: fc.constantFrom(
          'entry_changed' as const,
          'entry_withdrawn' as const,
          'entry_lapsed' as const
        )
      })
      // Who works on a hit is told that it is not valid any more, who has decided is not: a desk that was reopened knows more.
      .filter(({ hit, kind }) => kind !== 'entry_lapsed' || !isOpen(hit))
      .map(({ hit, ...more }) => {
        const step = says({ entryId: hit.entryId, ...more })
        return {
          whole: () => step,
          openly: () => (isOpen(hit) ? step : (stored: CaseState | undefined) => stored)
        }
      })
    const history = fc.array(fc.oneof(found, changed, heard, noticed), { maxLength: 10 })
    fc.assert(
      fc.property(state, history, (desk, steps) => {
        const stored = aCase({
          hits: [{ ...open, id: deps.ids.hit('case-1', 'wanted', '1') }],
          desks: { interior: aDesk({ ...desk, screenings: ['screening-1'] }) }
        })
        const whole = after(stored, ...steps.map((step, at) => step.whole(at)))
        const openly = after(stored, ...steps.map((step, at) => step.openly(at)))
        expect(toldBy(whole)).toBe(toldBy(openly))
      }),
      { numRuns: 500 }
    )
  })
})
