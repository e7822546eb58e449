import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyAction } from '#src/domain/apply-action.ts'
import { applyScreening, applyUnscreened } from '#src/domain/apply-case.ts'
import {
  type CaseState,
  type Desk,
  deskOf,
  isVisible,
  storedDesk,
  type Unscreened
} from '#src/domain/case.ts'
import type { CaseCommand } from '#src/domain/case-action.ts'
import type { RecordedHit, Screened } from '#src/domain/screening.ts'
import type { OnManifest } from '#src/domain/traveller.ts'
import { instructions } from '#src/domain/vocabulary.ts'
import { caseRules as rules } from '#test/helpers/case-rules.ts'
import { aCase, aDesk, agencies, aHit, anyHit, aScreening } from '#test/helpers/screened.ts'

const hitId = (list: string, entryId: string) => `${list}/${entryId}`
const urgencyOf = (instruction: (typeof instructions)[number]) =>
  instructions.indexOf(instruction) + 1
const screened = (stored: CaseState | undefined, event: Screened) =>
  applyScreening(stored, event, hitId, urgencyOf)
const after = (events: readonly Screened[], stored?: CaseState) =>
  events.reduce((state, event) => screened(state, event) ?? state, stored)
/** A case that concerns the interior's officers, with their desk like this. */
const atDesk = (desk: Partial<Desk>, more: Partial<CaseState> = {}) =>
  aCase({ desks: { interior: aDesk(desk) }, ...more })
const own = (state: CaseState | undefined, agency = 'interior') => state && deskOf(state, agency)
/** The desks without the screenings that they count, which nobody is shown. */
const shownDesks = (state: CaseState | undefined) =>
  Object.fromEntries(
    Object.entries(state?.desks ?? {}).map(([agency, { screenings: _, ...shown }]) => [
      agency,
      shown
    ])
  )

describe('a screening with hits', () => {
  test('opens a case', () => {
    const hit = aHit({ instruction: 'locate' })
    expect(after([aScreening({ hits: [hit] })])).toEqual({
      id: 'case-1',
      hits: [{ ...hit, id: 'wanted/1' }],
      screenings: ['screening-1'],
      desks: {
        interior: {
          revision: 1,
          state: 'new',
          urgency: urgencyOf('locate'),
          traveller: { names: [{ full: 'SOME TRAVELLER' }] },
          purpose: 'border_control',
          trail: [{ at: '2026-11-22T08:00:00.000Z', by: { sub: 'desk' }, action: 'opened' }],
          screenings: ['screening-1'],
          createdAt: '2026-11-22T08:00:00.000Z',
          updatedAt: '2026-11-22T08:00:00.000Z'
        }
      },
      createdAt: '2026-11-22T08:00:00.000Z'
    })
  })

  test('opens none without a hit', () => {
    expect(screened(undefined, aScreening({ hits: [] }))).toBeUndefined()
  })

  test('changes nothing when its event comes again', () => {
    const state = after([aScreening()])
    expect(screened(state, aScreening())).toBeUndefined()
  })

  test('adds an entry that is new, and is as urgent as the gravest of all', () => {
    const state = after([
      aScreening({ hits: [aHit({ instruction: 'inform_only' })] }),
      aScreening({
        id: 'screening-2',
        screenedAt: '2026-11-22T09:00:00.000Z',
        hits: [aHit({ entryId: '2', score: 0.99, instruction: 'arrest' })]
      })
    ])
    expect(state?.hits.map(({ entryId }) => entryId)).toEqual(['2', '1'])
    const desk = own(state)
    expect(desk?.urgency).toBe(urgencyOf('arrest'))
    expect(desk?.revision).toBe(2)
    expect(desk?.trail.map(({ action }) => action)).toEqual(['opened', 'screened_again'])
    expect(desk?.createdAt).toBe('2026-11-22T08:00:00.000Z')
    expect(desk?.updatedAt).toBe('2026-11-22T09:00:00.000Z')
  })

  test.for([
    {
      stored: { score: 0.9 },
      next: { score: 0.95 },
      kept: { score: 0.95 },
      why: 'the better comparison'
    },
    {
      stored: { score: 0.95 },
      next: { score: 0.9 },
      kept: { score: 0.95 },
      why: 'not the worse one'
    },
    {
      stored: { score: 0.95 },
      next: { score: 0.9, entryRevision: 2 },
      kept: { score: 0.9, entryRevision: 2 },
      why: 'the entry as it is now, though it fits less well'
    },
    {
      stored: { score: 0.9, entryRevision: 2 },
      next: { score: 0.95, entryRevision: 1 },
      kept: { score: 0.9, entryRevision: 2 },
      why: 'not the entry as it was, though that came later'
    }
  ])('keeps of each entry one hit: $why', ({ stored, next, kept }) => {
    const state = after([
      aScreening({ hits: [aHit(stored)] }),
      aScreening({ id: 'screening-2', hits: [aHit(next)] })
    ])
    expect(state?.hits).toHaveLength(1)
    expect(state?.hits[0]).toMatchObject(kept)
  })

  test.for([
    {
      state: 'dismissed',
      hits: [aHit({ entryId: '2' })],
      expected: 'reopened',
      why: 'another entry hits'
    },
    {
      state: 'confirmed',
      hits: [aHit({ entryRevision: 2 })],
      expected: 'reopened',
      why: 'the entry has changed'
    },
    { state: 'closed', hits: [aHit()], expected: 'closed', why: 'the same hit is no news' },
    {
      state: 'closed',
      hits: [aHit({ entryRevision: 0 })],
      expected: 'closed',
      why: 'an older state of the entry is no news'
    },
    {
      state: 'confirmed',
      hits: [aHit({ score: 0.99 })],
      expected: 'confirmed',
      why: 'a better comparison with the same entry is no news'
    },
    {
      state: 'dismissed',
      hits: [aHit({ score: 0.99 }), aHit({ entryId: '2', agency: 'customs' })],
      expected: 'dismissed',
      why: 'what is news to another agency is none here'
    },
    {
      state: 'pending_approval',
      hits: [aHit({ entryId: '2' })],
      expected: 'reopened',
      why: 'what waits for approval was decided on other hits'
    },
    {
      state: 'withdrawn',
      hits: [aHit({ entryId: '2' })],
      expected: 'reopened',
      why: 'withdrawn is decided too'
    },
    {
      state: 'assigned',
      hits: [aHit({ entryId: '2' })],
      expected: 'assigned',
      why: 'an officer is on it already'
    },
    {
      state: 'referred',
      hits: [aHit({ entryId: '2' })],
      expected: 'reopened',
      why: 'others were asked about other hits, and nobody has seen this one'
    }
  ] as const)('reopens what was decided only for news: $why', ({ state, hits, expected }) => {
    const stored = atDesk({ state }, { hits: [{ ...aHit(), id: 'wanted/1' }] })
    const again = after([aScreening({ id: 'screening-2', hits })], stored)
    expect(own(again)?.state).toBe(expected)
  })

  test('remembers a bounded number of screenings, the newest', () => {
    const events = Array.from({ length: 60 }, (_, at) => aScreening({ id: `s-${at}` }))
    const ids = after(events)?.screenings
    expect(ids).toHaveLength(50)
    expect(ids?.at(-1)).toBe('s-59')
  })

  const events = fc
    .array(fc.array(anyHit, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    .map(all => all.map((hits, at) => aScreening({ id: `s-${at}`, hits })))

  test('leaves each entry in the case once, however often and in whatever order events come', () => {
    const repeated = events.chain(all =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })
      )
    )
    fc.assert(
      fc.property(repeated, ([once, shuffled]) => {
        const state = after(shuffled)
        const ids = state?.hits.map(({ id }) => id) ?? []
        expect(new Set(ids).size).toBe(ids.length)
        const place = ({ id, entryRevision, score }: CaseState['hits'][number]) =>
          `${id} ${entryRevision} ${score}`
        expect(state?.hits.map(place).sort()).toEqual(after(once)?.hits.map(place).sort())
        expect(state?.screenings).toHaveLength(once.length)
      })
    )
  })

  describe('on a list of passengers', () => {
    const placed = (id: string, place: Partial<OnManifest>) =>
      aScreening({
        id,
        person: {
          traveller: { names: [{ full: 'SOME TRAVELLER' }] },
          onManifest: { manifestId: id, message: 1, person: 1, ...place }
        }
      })
    const listed = after([placed('list', { seat: '14C', reference: 'YY1' })])

    test('is found in the seat that was said last, all as its list has it', () => {
      const place = { seat: '21A', locator: 'QK7TRN' }
      const moved = own(screened(listed, placed('change', place)))
      expect(moved?.onManifest).toEqual({
        manifestId: 'change',
        message: 1,
        person: 1,
        ...place
      })
      expect(moved?.trail.at(-1)).toMatchObject({
        action: 'screened_again',
        reason: 'now in another seat'
      })
      expect([moved?.revision, moved?.state]).toEqual([2, 'new'])
    })

    test.for([
      ['names no seat', {}],
      ['names the same seat', { seat: '14C' }],
      ['names the same seat for another reference', { seat: '14C', reference: 'YY2' }]
    ] as const)('is no news where a later list %s', ([, place]) => {
      const { onManifest, revision, trail } = own(screened(listed, placed('again', place))) ?? {}
      expect([onManifest, revision, trail?.length]).toEqual([own(listed)?.onManifest, 1, 1])
    })

    test('is told where it was on none before', () => {
      const first = own(screened(after([aScreening()]), placed('list', {})))
      expect([first?.onManifest?.manifestId, first?.trail.at(-1)?.reason, first?.revision]).toEqual(
        ['list', 'now on a list of the flight', 2]
      )
    })

    test('stays decided when it is moved', () => {
      const decided = listed && { ...listed, desks: { interior: aDesk({ state: 'confirmed' }) } }
      const moved = own(screened(decided, placed('change', { seat: '21A' })))
      expect([moved?.state, moved?.onManifest?.seat, moved?.revision]).toEqual([
        'confirmed',
        '21A',
        2
      ])
    })

    test.for([['dismissed'], ['closed']] as const)('tells nobody whose case is %s', ([state]) => {
      const over = listed && { ...listed, desks: { interior: aDesk({ state }) } }
      const moved = own(screened(over, placed('change', { seat: '21A' })))
      expect([moved?.state, moved?.onManifest?.seat, moved?.revision, moved?.trail]).toEqual([
        state,
        '21A',
        1,
        aDesk().trail
      ])
    })

    test('tells no agency that sees no hit of this screening', () => {
      const other = aHit({ entryId: '2', agency: 'customs' })
      const state = after([aScreening({ hits: [aHit(), other] })], listed)
      const before = own(state, 'customs')
      const moved = screened(state, { ...placed('change', { seat: '21A' }), hits: [aHit()] })
      expect(own(moved, 'customs')).toEqual(before)
      expect(own(moved)?.onManifest?.seat).toBe('21A')
    })
  })

  test('shows the best hit first', () => {
    fc.assert(
      fc.property(events, all => {
        const scores = after(all)?.hits.map(({ score }) => score) ?? []
        expect(scores).toEqual(scores.toSorted((a, b) => b - a))
      })
    )
  })

  test('has a desk for every agency that sees a hit, as urgent as the gravest that it sees', () => {
    fc.assert(
      fc.property(events, all => {
        const state = after(all)
        for (const agency of agencies) {
          const seen = state?.hits.filter(
            hit => hit.agency === agency || hit.releasableTo.includes(agency)
          )
          expect(own(state, agency)?.urgency).toBe(
            seen?.length
              ? Math.min(...seen.map(({ instruction }) => urgencyOf(instruction)))
              : undefined
          )
        }
      })
    )
  })

  test('leaves every desk as it is when all that has come comes again', () => {
    fc.assert(
      fc.property(events, all => {
        const state = after(all)
        const again = state && after(all, { ...state, screenings: [] })
        expect(shownDesks(again)).toEqual(shownDesks(state))
      })
    )
  })
})

describe('a desk', () => {
  const later = '2026-11-22T09:00:00.000Z'
  const next = (hits: readonly RecordedHit[]) =>
    aScreening({ id: 'screening-2', screenedAt: later, by: { sub: 'gate' }, hits })
  const first = after([aScreening({ hits: [aHit({ releasableTo: ['border'] })] })])

  test('is opened for the owner and for each agency that the entry names', () => {
    expect(Object.keys(first?.desks ?? {})).toEqual(['interior', 'border'])
    expect(own(first, 'border')).toEqual(own(first, 'interior'))
  })

  test('is opened by the first screening with a hit that its agency sees', () => {
    const traveller = { names: [{ full: 'SOME OTHER SPELLING' }] }
    const purpose = 'visa'
    const more = { purpose, person: { traveller } }
    const state = after([{ ...next([aHit({ agency: 'customs', entryId: '2' })]), ...more }], first)
    expect(own(state, 'customs')).toMatchObject({
      revision: 1,
      state: 'new',
      traveller,
      purpose,
      trail: [{ at: later, by: { sub: 'gate' }, action: 'opened' }],
      createdAt: later
    })
    expect(state?.createdAt).toBe('2026-11-22T08:00:00.000Z')
  })

  test.for([
    { hit: {}, revision: 1, why: 'the same hit again is nothing new' },
    { hit: { score: 0.5 }, revision: 1, why: 'nor is a worse comparison' },
    { hit: { entryRevision: 0 }, revision: 1, why: 'nor an older state of the entry' },
    { hit: { entryId: '2', agency: 'customs' }, revision: 1, why: 'nor a hit of another agency' },
    { hit: { score: 0.99 }, revision: 2, why: 'a better comparison is' },
    { hit: { entryRevision: 2 }, revision: 2, why: 'a changed entry is' },
    { hit: { entryId: '2' }, revision: 2, why: 'another entry is' }
  ])('has revision $revision after the next screening: $why', ({ hit, revision }) => {
    const before = after([aScreening()])
    const state = after([next([aHit(hit)])], before)
    expect(state?.screenings).toContain('screening-2')
    expect(own(state)?.revision).toBe(revision)
    if (revision === 1)
      expect(shownDesks(state)['interior']).toEqual(shownDesks(before)['interior'])
    else
      expect(own(state)?.trail.at(-1)).toEqual({
        at: later,
        by: { sub: 'gate' },
        action: 'screened_again'
      })
  })

  test('is kept, out of sight, when the last hit that its agency saw went away', () => {
    const gone = after([next([aHit({ entryRevision: 2 })])], first)
    expect(gone && isVisible(gone, 'border')).toBe(false)
    expect(own(gone, 'border')).toBeUndefined()
    expect(gone && storedDesk(gone, 'border')).toEqual(own(first, 'border'))
    const again = aHit({ entryRevision: 3, releasableTo: ['border'], instruction: 'locate' })
    const back = after([{ ...next([again]), id: 'screening-3' }], gone)
    expect(own(back, 'border')).toMatchObject({ revision: 2, urgency: urgencyOf('locate') })
  })

  test('is as urgent as what is left when one of the hits that its agency saw went away', () => {
    const locate = aHit({ entryId: '2', agency: 'border', instruction: 'locate' })
    const both = after([next([locate])], first)
    expect(own(both, 'border')).toMatchObject({ revision: 2, urgency: urgencyOf('arrest') })
    const left = after([{ ...next([aHit({ entryRevision: 2 })]), id: 'screening-3' }], both)
    expect(own(left, 'border')).toMatchObject({
      revision: 3,
      state: 'new',
      urgency: urgencyOf('locate')
    })
  })

  test('can belong to an agency of any name', () => {
    const state = after([aScreening({ hits: [aHit({ agency: 'constructor' })] })])
    expect(own(state, 'constructor')?.revision).toBe(1)
    expect(own(aCase(), 'constructor')).toBeUndefined()
    const again = after([next([aHit({ entryId: '2', agency: 'constructor' })])], aCase())
    expect(own(again, 'constructor')?.state).toBe('new')
  })
})

describe('a traveller that could not be screened', () => {
  const message: Unscreened = {
    id: 'message-1',
    caseId: 'message-1',
    purpose: 'border_control',
    reason: 'invalid: data.traveller',
    agencies: ['border'],
    screenedAt: '2026-11-22T08:00:00.000Z',
    by: { sub: 'desk' },
    person: { traveller: {} }
  }

  test('has a case of its own, with the reason and no hit', () => {
    expect(applyUnscreened(undefined, message, 5)).toMatchObject({
      id: 'message-1',
      hits: [],
      unscreened: { reason: 'invalid: data.traveller', agencies: ['border'] },
      desks: {
        border: {
          revision: 1,
          state: 'new',
          urgency: 5,
          trail: [{ action: 'not_screened', reason: 'invalid: data.traveller' }]
        }
      }
    })
  })

  test('has a desk at each agency that must look', () => {
    const state = applyUnscreened(undefined, { ...message, agencies: ['border', 'customs'] }, 5)
    expect(Object.keys(state?.desks ?? {})).toEqual(['border', 'customs'])
    expect(own(state, 'customs')).toEqual(own(state, 'border'))
  })

  test('has one case, however often the message comes', () => {
    const state = applyUnscreened(undefined, message, 5)
    expect(applyUnscreened(state, message, 5)).toBeUndefined()
  })

  test('can be dealt with like any other case by the agencies that must look', () => {
    const state = applyUnscreened(undefined, message, 5)
    const action = (agency: string): CaseCommand => ({
      commandId: 'c',
      caseId: 'message-1',
      action: 'acknowledge',
      revision: 1,
      by: { sub: 'bob', agency }
    })
    const at = '2026-11-22T09:00:00.000Z'
    expect(applyAction(state, action('border'), at, rules)).toMatchObject({ ok: true })
    expect(applyAction(state, action('customs'), at, rules)).toMatchObject({
      rejection: { code: 'NO_SUCH_CASE' }
    })
  })
})
