import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyAction } from '#src/domain/apply-action.ts'
import {
  type CaseState,
  type CaseStateName,
  caseStates,
  type Desk,
  deskOf
} from '#src/domain/case.ts'
import {
  type Action,
  actions,
  type CaseCommand,
  type PendingStep
} from '#src/domain/case-action.ts'
import { caseRules as rules } from '#test/helpers/case-rules.ts'
import { aCase, aDesk, aHit } from '#test/helpers/screened.ts'

const calm = { ...aHit({ instruction: 'locate' }), id: 'hit-1' }
/** A case that concerns the interior's officers, with their desk like this, that one officer may decide. */
const atDesk = (desk: Partial<Desk>, more: Partial<CaseState> = {}) =>
  aCase({ hits: [calm], desks: { interior: aDesk(desk) }, ...more })
const pendingBy = (sub: string): PendingStep => ({
  action: 'confirm',
  verdict: 'confirmed',
  by: { sub, agency: 'interior' },
  at: '2026-11-22T08:30:00.000Z'
})
const own = (state: CaseState | undefined, agency = 'interior') => state && deskOf(state, agency)

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
    approve: { pending_approval: 'confirmed' },
    reject: { pending_approval: 'new' },
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
    const waits = state === 'pending_approval' && { pending: pendingBy('bob') }
    const asked = command(action, { roles: ['officer'] })
    const applied = applyAction(atDesk({ state, ...waits }), asked, at, rules)
    expect(applied.ok ? own(applied.state)?.state : applied.rejection.code).toBe(
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
    const applied = applyAction(atDesk({ state }), silent, at, rules)
    expect(applied.ok ? 'taken' : applied.rejection.code).toBe(needed ? 'REASON_REQUIRED' : 'taken')
  })

  test('raises the revision and leaves a step with who, when and why', () => {
    const applied = applyAction(aCase(), command('confirm'), at, rules)
    expect(applied).toMatchObject({
      ok: true,
      state: {
        desks: {
          interior: {
            revision: 2,
            updatedAt: at,
            trail: [{ at, by: ann, action: 'confirm', reason: 'because' }]
          }
        }
      }
    })
  })

  test('concerns the desk of the officer’s agency, against that desk’s revision', () => {
    const stored = aCase({
      hits: [{ ...aHit({ releasableTo: ['border'] }), id: 'hit-1' }],
      desks: { interior: aDesk({ revision: 7 }), border: aDesk() }
    })
    const by = { sub: 'bob', agency: 'border' }
    expect(applyAction(stored, command('dismiss', { by, revision: 7 }), at, rules)).toMatchObject({
      rejection: { code: 'STALE_REVISION', revision: 1 }
    })
    const applied = applyAction(stored, command('dismiss', { by }), at, rules)
    expect(applied.ok && own(applied.state, 'border')?.state).toBe('dismissed')
    expect(applied.ok && own(applied.state, 'interior')).toEqual(aDesk({ revision: 7 }))
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
    const stored = atDesk({ state: from, assignee: { sub: 'bob', agency: 'interior' } })
    const applied = applyAction(stored, command(action), at, rules)
    expect(applied.ok && own(applied.state)?.assignee).toEqual(expected)
  })

  test.for([
    { stored: undefined, agency: 'interior', why: 'there is none' },
    { stored: aCase(), agency: 'customs', why: 'nothing in it is released to this agency' },
    {
      stored: aCase({ desks: { interior: aDesk(), customs: aDesk() } }),
      agency: 'customs',
      why: 'what was released to this agency went away'
    },
    { stored: aCase(), agency: undefined, why: 'no agency sees nothing' }
  ])('is refused as if there were no case: $why', ({ stored, agency }) => {
    const by = { sub: 'eve', ...(agency && { agency }) }
    const applied = applyAction(stored, command('confirm', { by }), at, rules)
    expect(applied).toMatchObject({ ok: false, rejection: { code: 'NO_SUCH_CASE' } })
  })

  test.for([{ revision: 1 }, { revision: 3 }])(
    'is refused against revision $revision of a case at 2',
    ({ revision }) => {
      const applied = applyAction(
        atDesk({ revision: 2 }),
        command('confirm', { revision }),
        at,
        rules
      )
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
          const step = command(action, { revision: own(state)?.revision ?? 0 })
          const applied = applyAction(state, step, at, rules)
          if (!applied.ok) continue
          state = applied.state
          expect(applyAction(state, step, at, rules)).toMatchObject({
            ok: false,
            rejection: { code: 'STALE_REVISION' }
          })
        }
      })
    )
  })
})
