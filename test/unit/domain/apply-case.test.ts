import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyAction, applyScreening, applyUnscreened } from '#src/domain/apply-case.ts'
import {
  type Action,
  actions,
  type CaseCommand,
  type CaseState,
  type CaseStateName,
  caseStates,
  type Unscreened
} from '#src/domain/case.ts'
import type { Screened } from '#src/domain/screening.ts'
import { instructions } from '#src/domain/vocabulary.ts'
import { aCase, aHit, anyHit, aScreening } from '#test/helpers/screened.ts'

const hitId = (list: string, entryId: string) => `${list}/${entryId}`
const urgencyOf = (instruction: (typeof instructions)[number]) =>
  instructions.indexOf(instruction) + 1
const screened = (stored: CaseState | undefined, event: Screened) =>
  applyScreening(stored, event, hitId, urgencyOf)
const after = (events: readonly Screened[], stored?: CaseState) =>
  events.reduce((state, event) => screened(state, event) ?? state, stored)

describe('a screening with hits', () => {
  test('opens a case', () => {
    const hit = aHit({ instruction: 'locate' })
    expect(after([aScreening({ hits: [hit] })])).toEqual({
      id: 'case-1',
      revision: 1,
      state: 'new',
      urgency: urgencyOf('locate'),
      traveller: { names: [{ full: 'SOME TRAVELLER' }] },
      purpose: 'border_control',
      hits: [{ ...hit, id: 'wanted/1' }],
      screenings: ['screening-1'],
      trail: [{ at: '2026-11-22T08:00:00.000Z', by: { sub: 'desk' }, action: 'opened' }],
      createdAt: '2026-11-22T08:00:00.000Z',
      updatedAt: '2026-11-22T08:00:00.000Z'
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
    expect(state?.urgency).toBe(urgencyOf('arrest'))
    expect(state?.revision).toBe(2)
    expect(state?.trail.map(({ action }) => action)).toEqual(['opened', 'screened_again'])
    expect(state?.createdAt).toBe('2026-11-22T08:00:00.000Z')
    expect(state?.updatedAt).toBe('2026-11-22T09:00:00.000Z')
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
      expected: 'referred',
      why: 'it is open already'
    }
  ] as const)('reopens what was decided only for news: $why', ({ state, hits, expected }) => {
    const stored = aCase({ state, hits: [{ ...aHit(), id: 'wanted/1' }] })
    expect(after([aScreening({ id: 'screening-2', hits })], stored)?.state).toBe(expected)
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
        expect(state?.revision).toBe(once.length)
      })
    )
  })

  test('shows the best hit first and is as urgent as the gravest', () => {
    fc.assert(
      fc.property(events, all => {
        const hits = after(all)?.hits ?? []
        const scores = hits.map(({ score }) => score)
        expect(scores).toEqual(scores.toSorted((a, b) => b - a))
        expect(after(all)?.urgency).toBe(
          Math.min(...hits.map(({ instruction }) => urgencyOf(instruction)))
        )
      })
    )
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
      state: 'new',
      urgency: 5,
      hits: [],
      unscreened: { reason: 'invalid: data.traveller', agencies: ['border'] },
      trail: [{ action: 'not_screened', reason: 'invalid: data.traveller' }]
    })
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
    expect(applyAction(state, action('border'), at)).toMatchObject({ ok: true })
    expect(applyAction(state, action('customs'), at)).toMatchObject({
      rejection: { code: 'NO_SUCH_CASE' }
    })
  })
})

describe('an officer’s action', () => {
  const at = '2026-11-22T09:00:00.000Z'
  const ann = { sub: 'ann', agency: 'interior' }
  const command = (action: Action, more: Partial<CaseCommand> = {}): CaseCommand => ({
    commandId: 'c',
    caseId: 'case-1',
    revision: 1,
    by: ann,
    reason: 'because',
    action,
    ...more
  })

  const possible: {
    readonly [action in Action]?: { readonly [from in CaseStateName]?: CaseStateName }
  } = {
    assign: {
      new: 'assigned',
      assigned: 'assigned',
      referred: 'assigned',
      escalated: 'assigned',
      reopened: 'assigned'
    },
    acknowledge: {
      new: 'assigned',
      assigned: 'assigned',
      escalated: 'assigned',
      reopened: 'assigned'
    },
    release: { assigned: 'new' },
    confirm: {
      new: 'confirmed',
      assigned: 'confirmed',
      referred: 'confirmed',
      escalated: 'confirmed',
      reopened: 'confirmed'
    },
    dismiss: {
      new: 'dismissed',
      assigned: 'dismissed',
      referred: 'dismissed',
      escalated: 'dismissed',
      reopened: 'dismissed'
    },
    refer: { new: 'referred', assigned: 'referred', escalated: 'referred', reopened: 'referred' },
    note: Object.fromEntries(caseStates.map(state => [state, state])),
    close: { confirmed: 'closed', dismissed: 'closed' },
    reopen: {
      confirmed: 'reopened',
      dismissed: 'reopened',
      closed: 'reopened',
      withdrawn: 'reopened'
    }
  }
  const all = actions.flatMap(action =>
    caseStates.map(state => ({ action, state, expected: possible[action]?.[state] }))
  )

  test.for(all)('$action of a case that is $state → $expected', ({ action, state, expected }) => {
    const applied = applyAction(aCase({ state }), command(action), at)
    expect(applied.ok ? applied.state.state : applied.rejection.code).toBe(
      expected ?? 'ACTION_NOT_POSSIBLE'
    )
  })

  test.for([
    { action: 'confirm', needed: true, state: 'new' },
    { action: 'dismiss', needed: true, state: 'new' },
    { action: 'refer', needed: true, state: 'new' },
    { action: 'note', needed: true, state: 'new' },
    { action: 'reopen', needed: true, state: 'closed' },
    { action: 'assign', needed: false, state: 'new' },
    { action: 'acknowledge', needed: false, state: 'new' },
    { action: 'release', needed: false, state: 'assigned' },
    { action: 'close', needed: false, state: 'confirmed' }
  ] as const)('$action needs a reason: $needed', ({ action, state, needed }) => {
    const { reason: _, ...silent } = command(action)
    const applied = applyAction(aCase({ state }), silent, at)
    expect(applied.ok ? 'taken' : applied.rejection.code).toBe(needed ? 'REASON_REQUIRED' : 'taken')
  })

  test('raises the revision and leaves a step with who, when and why', () => {
    const applied = applyAction(aCase(), command('confirm'), at)
    expect(applied).toMatchObject({
      ok: true,
      state: {
        revision: 2,
        updatedAt: at,
        trail: [{ at, by: ann, action: 'confirm', reason: 'because' }]
      }
    })
  })

  test.for([
    { action: 'assign', from: 'new', expected: ann, why: 'whoever takes it has it' },
    { action: 'acknowledge', from: 'new', expected: ann, why: 'as with an acknowledgement' },
    {
      action: 'release',
      from: 'assigned',
      expected: undefined,
      why: 'whoever gives it back has it no longer'
    },
    {
      action: 'note',
      from: 'assigned',
      expected: { sub: 'bob', agency: 'interior' },
      why: 'a note by another changes nothing'
    },
    { action: 'reopen', from: 'closed', expected: undefined, why: 'a reopened case is nobody’s' }
  ] as const)('knows who works on a case: $action – $why', ({ action, from, expected }) => {
    const stored = aCase({ state: from, assignee: { sub: 'bob', agency: 'interior' } })
    const applied = applyAction(stored, command(action), at)
    expect(applied.ok && applied.state.assignee).toEqual(expected)
  })

  test.for([
    { stored: undefined, agency: 'interior', why: 'there is none' },
    { stored: aCase(), agency: 'customs', why: 'nothing in it is released to this agency' },
    { stored: aCase(), agency: undefined, why: 'no agency sees nothing' }
  ])('is refused as if there were no case: $why', ({ stored, agency }) => {
    const by = { sub: 'eve', ...(agency && { agency }) }
    const applied = applyAction(stored, command('confirm', { by }), at)
    expect(applied).toMatchObject({ ok: false, rejection: { code: 'NO_SUCH_CASE' } })
  })

  test.for([{ revision: 1 }, { revision: 3 }])(
    'is refused against revision $revision of a case at 2',
    ({ revision }) => {
      const applied = applyAction(aCase({ revision: 2 }), command('confirm', { revision }), at)
      expect(applied).toMatchObject({
        ok: false,
        rejection: { code: 'STALE_REVISION', revision: 2 }
      })
    }
  )

  test('changes nothing when it is replayed on the state that it made', () => {
    const steps = fc.array(fc.constantFrom(...actions), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(steps, asked => {
        let state = aCase()
        for (const action of asked) {
          const step = command(action, { revision: state.revision })
          const applied = applyAction(state, step, at)
          if (!applied.ok) continue
          state = applied.state
          expect(applyAction(state, step, at)).toMatchObject({
            ok: false,
            rejection: { code: 'STALE_REVISION' }
          })
        }
      })
    )
  })
})
