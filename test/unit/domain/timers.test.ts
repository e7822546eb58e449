import { describe, expect, test } from 'vitest'
import { applyAction } from '#src/domain/apply-action.ts'
import { applyEscalation } from '#src/domain/apply-escalation.ts'
import type { CaseState, Desk } from '#src/domain/case.ts'
import type { TimerRule } from '#src/domain/case-rules.ts'
import { setTimers } from '#src/domain/timers.ts'
import type { Journey } from '#src/domain/traveller.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { aCase, aDesk, aHit } from '#test/helpers/screened.ts'

const rules = {
  ...caseRules,
  minTimerSeconds: 30,
  timers: [
    { what: 'acknowledge', situation: 'desk', seconds: 40, escalateTo: ['officer', 'supervisor'] },
    {
      what: 'acknowledge',
      situation: 'inbound',
      seconds: 900,
      beforeSeconds: 3600,
      escalateTo: ['supervisor']
    },
    {
      what: 'acknowledge',
      situation: 'boarding',
      seconds: 900,
      beforeSeconds: 600,
      escalateTo: ['supervisor']
    },
    { what: 'decide', instructions: ['arrest'], seconds: 60, escalateTo: ['agency'] },
    { what: 'decide', seconds: 300, escalateTo: ['supervisor'] },
    { what: 'answer', seconds: 7200, escalateTo: ['agency'] }
  ]
} satisfies typeof caseRules

const eight = '2026-11-22T08:00:00.000Z'
const clock = (time: string) => `2026-11-22T${time}.000Z`
const deskAfter = (desk: Partial<Desk>, more: Partial<CaseState> = {}, before?: CaseState) =>
  setTimers(before, aCase({ desks: { interior: aDesk(desk) }, ...more }), rules).desks['interior']

const leg = (times: { departs?: string; arrives?: string }): Journey => ({
  kind: 'leg',
  mode: 'air',
  carrier: 'XB',
  number: '417',
  departureDate: '2026-11-22',
  from: 'IST',
  to: 'VIE',
  ...times
})

describe('the next timer of a desk', () => {
  test.for([
    { desk: {}, at: clock('08:00:40'), what: 'acknowledge', why: 'somebody stands at the counter' },
    {
      desk: { journey: leg({}) },
      at: clock('08:15:00'),
      what: 'acknowledge',
      why: 'a flight without times'
    },
    {
      desk: { journey: leg({ arrives: clock('09:10:00') }) },
      at: clock('08:10:00'),
      what: 'acknowledge',
      why: 'an hour before arrival'
    },
    {
      desk: { journey: leg({ arrives: clock('08:20:00') }) },
      at: clock('08:00:30'),
      what: 'acknowledge',
      why: 'arrival is near, but nobody can act in no time'
    },
    {
      desk: { journey: leg({ departs: clock('08:12:00') }) },
      at: clock('08:02:00'),
      what: 'acknowledge',
      why: 'before the doors close'
    },
    {
      desk: { journey: leg({ arrives: '2026-12-31T23:59:60Z' }) },
      at: clock('08:15:00'),
      what: 'acknowledge',
      why: 'a time that an earlier version took, and nobody can count with'
    },
    {
      desk: { state: 'assigned' },
      at: clock('08:01:00'),
      what: 'decide',
      why: 'an arrest leaves a minute'
    },
    {
      desk: { state: 'pending_approval' },
      at: clock('08:01:00'),
      what: 'decide',
      why: 'the second person decides too'
    },
    {
      desk: { state: 'referred' },
      at: clock('10:00:00'),
      what: 'answer',
      why: 'the owner has longer'
    },
    {
      desk: { state: 'reopened' },
      at: clock('08:00:40'),
      what: 'acknowledge',
      why: 'as if it were new'
    },
    { desk: { state: 'confirmed' }, at: undefined, what: undefined, why: 'it is decided' },
    { desk: { state: 'closed' }, at: undefined, what: undefined, why: 'it is over' }
  ] as const)('is $what at $at: $why', ({ desk, at, what }) => {
    const { due } = deskAfter(desk) ?? {}
    expect([due?.at, due?.what]).toEqual([at, what])
  })

  test('follows from the instructions that the agency sees', () => {
    const hits = [{ ...aHit({ instruction: 'locate' }), id: 'hit-1' }]
    expect(deskAfter({ state: 'assigned' }, { hits })?.due?.at).toBe(clock('08:05:00'))
  })

  test('is that of an answer where another agency has asked', () => {
    const trail = [{ at: eight, by: { sub: 'eve', agency: 'border' }, action: 'asked' as const }]
    const due = deskAfter({ state: 'confirmed', askedBy: ['border'], trail })?.due
    expect(due).toMatchObject({ at: clock('10:00:00'), what: 'answer' })
  })

  test('does not move while the desk stands as it did', () => {
    const before = setTimers(undefined, aCase(), rules)
    const noted = { revision: 2, since: eight, updatedAt: clock('08:00:20') }
    expect(deskAfter(noted, {}, before)?.due?.at).toBe(clock('08:00:40'))
    const taken = { ...noted, state: 'assigned' } as const
    expect(deskAfter(taken, {}, before)?.due?.at).toBe(clock('08:01:20'))
  })
})

describe('a timer that is over', () => {
  const first = setTimers(undefined, aCase(), rules)
  const escalate = (
    state: CaseState,
    at: string,
    revision = state.desks['interior']?.revision ?? 0
  ) => {
    const due = state.desks['interior']?.due
    if (!due) throw new Error('no timer')
    const by = { sub: 'portcullis', agency: 'interior' }
    const command = {
      commandId: 'c',
      caseId: 'case-1',
      action: 'escalate',
      revision,
      due,
      by
    } as const
    const applied = applyEscalation(state, command, at)
    return applied.ok ? setTimers(state, applied.state, rules) : applied.rejection
  }

  test('tells one after the other, and then nobody more', () => {
    const once = escalate(first, clock('08:00:41')) as CaseState
    expect(once.desks['interior']).toMatchObject({
      state: 'escalated',
      revision: 2,
      escalation: { to: 'officer', what: 'acknowledge', at: clock('08:00:41') },
      due: { at: clock('08:01:21'), what: 'acknowledge', to: 'supervisor' },
      trail: [
        {
          action: 'escalated',
          by: { sub: 'portcullis' },
          escalation: { what: 'acknowledge', to: 'officer' }
        }
      ]
    })
    const twice = escalate(once, clock('08:01:22')) as CaseState
    expect(twice.desks['interior']?.escalation).toMatchObject({ to: 'supervisor' })
    expect(twice.desks['interior']).not.toHaveProperty('due')
  })

  test('tells of a late decision and of a late answer each in its own turn, and ends', () => {
    const ann = { sub: 'ann', agency: 'interior' }
    const pending = { action: 'confirm', verdict: 'confirmed', by: ann, at: eight } as const
    const trail = [{ at: eight, by: { sub: 'eve', agency: 'border' }, action: 'asked' as const }]
    const desk = aDesk({ state: 'pending_approval', pending, askedBy: ['border'], trail })
    let now = setTimers(undefined, aCase({ desks: { interior: desk } }), rules)
    const told: string[] = []
    for (let due = now.desks['interior']?.due; due && told.length < 9; ) {
      told.push(`${due.what} ${due.to} ${due.at.slice(11, 16)}`)
      now = escalate(now, due.at) as CaseState
      due = now.desks['interior']?.due
    }
    expect(told).toEqual(['decide agency 08:01', 'answer agency 10:00'])
  })

  describe('of an answer', () => {
    const timers = rules.timers.map(
      (one): TimerRule =>
        one.what === 'answer' ? { ...one, escalateTo: ['supervisor', 'agency'] } : one
    )
    const twoSteps = { ...rules, timers }
    const asked = (desk: Partial<Desk>) => {
      const trail = [{ at: eight, by: { sub: 'eve', agency: 'border' }, action: 'asked' as const }]
      const interior = aDesk({ askedBy: ['border'], trail, ...desk })
      return setTimers(undefined, aCase({ desks: { interior } }), twoSteps)
    }
    const late = (state: CaseState) => {
      const { due, revision = 0 } = state.desks['interior'] ?? {}
      if (!due) throw new Error('no timer')
      const by = { sub: 'portcullis', agency: 'interior' }
      const about = { commandId: 'c', caseId: 'case-1', action: 'escalate' } as const
      const applied = applyEscalation(state, { ...about, revision, due, by }, due.at)
      if (!applied.ok) throw new Error(applied.rejection.code)
      return setTimers(state, applied.state, twoSteps)
    }
    const acts = (state: CaseState, action: 'answer' | 'note', at: string) => {
      const { revision = 0 } = state.desks['interior'] ?? {}
      const by = { sub: 'ann', agency: 'interior' }
      const command = { commandId: 'c', caseId: 'case-1', action, revision, reason: 'because', by }
      const applied = applyAction(state, command, at, twoSteps)
      if (!applied.ok) throw new Error(applied.rejection.code)
      return setTimers(state, applied.state, twoSteps)
    }

    test('ends with the answer, also where that leaves the case open', () => {
      const escalated = late(late(late(asked({}))))
      expect(escalated.desks['interior']).toMatchObject({
        ...{ state: 'escalated', escalation: { what: 'answer' } },
        due: { what: 'answer', to: 'agency' }
      })
      const answered = acts(escalated, 'answer', clock('10:10:00'))
      expect(answered.desks['interior']).not.toHaveProperty('due')
    })

    test('goes on at a desk that is decided, whatever is noted there', () => {
      const told = late(asked({ state: 'confirmed', verdict: 'confirmed' }))
      const due = { at: clock('12:00:00'), what: 'answer', to: 'agency', step: 1 }
      expect(told.desks['interior']).toMatchObject({ state: 'confirmed', due })
      const noted = acts(told, 'note', clock('10:10:00'))
      expect(noted.desks['interior']?.due).toEqual(due)
      const answered = acts(noted, 'answer', clock('10:20:00'))
      expect(answered.desks['interior']).toMatchObject({ state: 'confirmed' })
      expect(answered.desks['interior']).not.toHaveProperty('due')
      expect(answered.desks['interior']).not.toHaveProperty('escalation')
    })
  })

  test('begins anew when somebody who took the case gives it back', () => {
    const once = escalate(first, clock('08:00:41')) as CaseState
    const at = (desk: Partial<Desk>, before: CaseState) => {
      const was = before.desks['interior'] as Desk
      const revision = was.revision + 1
      const moved = { ...was, ...desk, revision }
      return setTimers(before, aCase({ desks: { interior: moved } }), rules)
    }
    const taken = at({ state: 'assigned', updatedAt: clock('08:01:00') }, once)
    const back = at({ state: 'new', updatedAt: clock('08:01:30') }, taken)
    expect(back.desks['interior']?.due).toMatchObject({ at: clock('08:02:10'), to: 'officer' })
  })

  test('takes the case from whoever did not decide, but not a decision from its approval', () => {
    const at = (desk: Partial<Desk>) =>
      setTimers(undefined, aCase({ desks: { interior: aDesk(desk) } }), rules)
    const ann = { sub: 'ann', agency: 'interior' }
    const left = escalate(at({ state: 'assigned', assignee: ann }), clock('08:02:00')) as CaseState
    expect(left.desks['interior']).not.toHaveProperty('assignee')
    const pending = { action: 'confirm', verdict: 'confirmed', by: ann, at: eight } as const
    const waits = escalate(at({ state: 'pending_approval', pending }), clock('08:02:00'))
    expect((waits as CaseState).desks['interior']).toMatchObject({
      state: 'pending_approval',
      pending
    })
  })

  test('is refused when it comes again, or after somebody acted', () => {
    const once = escalate(first, clock('08:00:41')) as CaseState
    expect(escalate(once, clock('08:00:42'), 1)).toMatchObject({ code: 'STALE_REVISION' })
    const { due } = first.desks['interior'] ?? {}
    if (!due) throw new Error('no timer')
    const by = { sub: 'portcullis', agency: 'interior' }
    const late = {
      commandId: 'c',
      caseId: 'case-1',
      action: 'escalate',
      revision: 2,
      due,
      by
    } as const
    expect(applyEscalation(once, late, eight)).toMatchObject({
      rejection: { code: 'STALE_REVISION' }
    })
  })
})
