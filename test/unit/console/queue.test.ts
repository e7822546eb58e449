import { describe, expect, test } from 'vitest'
import type { SessionView } from '#src/console/api/views.ts'
import { timeText } from '#src/console/case/time-text.ts'
import { everythingOpen, filterCases } from '#src/console/queue/filter.ts'
import { mostUrgentFirst } from '#src/console/queue/order.ts'
import { dueOf, dueText, spanText, withoutTimer } from '#src/console/queue/time-left.ts'
import { scrolledTo, visibleRows } from '#src/console/queue/visible-rows.ts'
import { isAnnounced } from '#src/console/shell/is-announced.ts'
import { createNews } from '#src/console/shell/news.ts'
import type { Journey } from '#src/domain/traveller.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { aCase, aHit } from './a-case.ts'

const now = Date.parse('2026-11-22T08:00:00Z')
const inMinutes = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
const crossingAt = (minutes: number): Journey => ({
  kind: 'crossing',
  checkpoint: 'T5-12',
  direction: 'entry',
  at: inMinutes(minutes)
})
const arrivingIn = (minutes: number): Journey => ({
  kind: 'leg',
  mode: 'air',
  carrier: 'XB',
  number: '421',
  departureDate: '2026-11-22',
  from: 'OSL',
  to: 'BRU',
  arrives: inMinutes(minutes)
})

type Leg = Extract<Journey, { kind: 'leg' }>
type Crossing = Extract<Journey, { kind: 'crossing' }>

const departing = (departs?: string): Journey => {
  const { arrives: _, ...leg } = arrivingIn(0) as Leg
  return { ...leg, ...(departs && { departs }) }
}

describe('what presses', () => {
  test.for([
    { why: 'somebody stands at the desk', one: { journey: crossingAt(-2) }, kind: 'desk' },
    { why: 'somebody has left the desk', one: { journey: crossingAt(-31) }, kind: 'past' },
    { why: 'nobody knows of a journey', one: { createdAt: inMinutes(-2) }, kind: 'opened' },
    { why: 'a flight is under way', one: { journey: arrivingIn(40) }, kind: 'inbound' },
    { why: 'a flight has arrived', one: { journey: arrivingIn(-40) }, kind: 'past' },
    { why: 'a flight is to depart', one: { journey: departing(inMinutes(9)) }, kind: 'inbound' },
    {
      why: 'a flight has departed, and nobody knows when it arrives',
      one: { journey: departing(inMinutes(-9)) },
      kind: 'underway'
    },
    {
      why: 'a flight has departed so long ago that it has arrived',
      one: { journey: departing(inMinutes(-25 * 60)) },
      kind: 'past'
    },
    { why: 'of a flight only the day is known', one: { journey: departing() }, kind: 'day' },
    {
      why: 'a timer runs, whatever the journey',
      one: { journey: arrivingIn(40), dueAt: { at: inMinutes(1), what: 'decide' } },
      kind: 'timer'
    }
  ] as const)('is known when $why', ({ one, kind }) => {
    expect(dueOf(aCase('1', one), now).kind).toBe(kind)
  })

  test('is said no more exactly than it is known', () => {
    const textOf = (journey: Journey) => {
      const due = dueOf(aCase('1', { journey }), now)
      return dueText(due, now)
    }
    expect(textOf(departing(inMinutes(-9)))).toBe('left 9:00 ago')
    expect(textOf(departing())).toBe('on 22 Nov')
  })

  test('is known of a journey whose time no clock counts by what else is known', () => {
    const leap = '2026-11-22T07:59:60Z'
    const crossed: Journey = { ...(crossingAt(0) as Crossing), at: leap }
    expect(dueOf(aCase('1', { journey: crossed, createdAt: inMinutes(-2) }), now)).toEqual({
      at: now - 120_000,
      kind: 'desk'
    })
    const flown: Journey = { ...(departing(inMinutes(5)) as Leg), arrives: leap }
    expect(dueOf(aCase('1', { journey: flown }), now).at).toBe(now + 300_000)
    expect(timeText(leap, now)).toBe(leap)
  })

  test('is said of the journey beside the timer', () => {
    const one = aCase('1', {
      journey: arrivingIn(40),
      dueAt: { at: inMinutes(-1), what: 'decide' }
    })
    expect(dueText(dueOf(one, now), now)).toBe('overdue 1:00')
    expect(dueText(dueOf(withoutTimer(one), now), now)).toBe('in 40:00')
  })

  test.for([
    [45_000, '0:45'],
    [-125_000, '2:05'],
    [3 * 3_600_000 + 20 * 60_000, '3 h 20'],
    [3 * 86_400_000, '3 d']
  ] as const)('reads at a glance: %d ms are %s', ([ms, text]) => {
    expect(spanText(ms)).toBe(text)
  })
})

const me: SessionView = {
  sub: 'me',
  agency: 'interior',
  roles: ['officer'],
  purposes: [],
  expiresAt: ''
}

describe('the queue', () => {
  test('shows what is to be approved to those who may', () => {
    const waiting = (id: string, sub: string, verdict: 'confirmed' | 'dismissed') =>
      aCase(id, {
        state: 'pending_approval',
        pendingApproval: { action: 'confirm', verdict, by: { sub }, at: inMinutes(-1) }
      })
    const cases = [
      waiting('of an officer', 'you', 'confirmed'),
      waiting('of a supervisor', 'you', 'dismissed'),
      waiting('own', 'me', 'confirmed'),
      aCase('of nobody')
    ]
    const toApprove = { ...everythingOpen, show: 'approval' } as const
    const shownTo = (person: SessionView) =>
      filterCases(cases, toApprove, person, caseRules).map(({ id }) => id)
    expect(shownTo(me)).toEqual(['of an officer'])
    expect(shownTo({ ...me, roles: ['supervisor'] })).toEqual(['of an officer', 'of a supervisor'])
  })

  test('puts the gravest first, then who waits longest, who arrives soonest, and the past, newest first', () => {
    const cases = [
      aCase('past, older', { journey: crossingAt(-90) }),
      aCase('past, newer', { journey: crossingAt(-60) }),
      aCase('arrives later', { journey: arrivingIn(90) }),
      aCase('arrives sooner', { journey: arrivingIn(20) }),
      aCase('has departed', { journey: departing(inMinutes(-60)) }),
      aCase('some time that day', { journey: departing() }),
      aCase('came now', { journey: crossingAt(-1) }),
      aCase('waits', { journey: crossingAt(-9) }),
      aCase('gravest', { urgency: 1, journey: crossingAt(-90) })
    ]
    expect(mostUrgentFirst(cases, now).map(({ id }) => id)).toEqual([
      'gravest',
      'waits',
      'came now',
      'has departed',
      'arrives sooner',
      'arrives later',
      'some time that day',
      'past, newer',
      'past, older'
    ])
  })

  test('shows by default what is open', () => {
    const cases = [aCase('a'), aCase('b', { state: 'dismissed' })]
    expect(filterCases(cases, everythingOpen, me, caseRules).map(({ id }) => id)).toEqual(['a'])
  })

  test('shows an officer’s own', () => {
    const cases = [
      aCase('a', { assignee: { sub: 'me' } }),
      aCase('b', { assignee: { sub: 'you' } })
    ]
    const mine = { ...everythingOpen, show: 'mine' } as const
    expect(filterCases(cases, mine, me, caseRules).map(({ id }) => id)).toEqual(['a'])
  })

  test.for(['müller', 'MULLER', 'muller t5-12', 'wanted', 'C01X'])(
    'finds a case by “%s”',
    search => {
      const traveller = {
        names: [{ family: 'MÜLLER', given: 'KARL' }],
        documents: [{ number: 'C01X0006H' }]
      }
      const cases = [aCase('a', { traveller, journey: crossingAt(-1) })]
      expect(filterCases(cases, { ...everythingOpen, search }, me, caseRules)).toHaveLength(1)
      expect(
        filterCases(cases, { ...everythingOpen, search: `${search} zzz` }, me, caseRules)
      ).toHaveLength(0)
    }
  )

  test('draws only the rows in sight and some around', () => {
    expect(visibleRows(0, 400, 40, 2_000)).toEqual({ from: 0, to: 18 })
    expect(visibleRows(40_000, 400, 40, 2_000)).toEqual({ from: 992, to: 1_018 })
    expect(visibleRows(400_000, 400, 40, 10)).toEqual({ from: 10, to: 10 })
  })

  test('scrolls no further than a row needs to be seen', () => {
    expect(scrolledTo(3, 0, 400, 40)).toBe(0)
    expect(scrolledTo(12, 0, 400, 40)).toBe(120)
    expect(scrolledTo(3, 400, 400, 40)).toBe(120)
  })
})

describe('an urgent case', () => {
  const urgent = aCase('1', { urgency: 1 })
  const covert = aCase('2', { urgency: 1, hits: [{ ...aHit(), id: 'h', covert: true }] })

  const heard = { shared: true, isSupervisor: false, adverse: ['refuse_entry'] }

  test('is announced until somebody takes it', () => {
    expect(isAnnounced(urgent, heard)).toBe(true)
    expect(isAnnounced({ ...urgent, state: 'assigned' }, heard)).toBe(false)
  })

  test('is not announced on a shared desk when it is covert', () => {
    expect(isAnnounced(covert, heard)).toBe(false)
    expect(isAnnounced(covert, { ...heard, shared: false })).toBe(true)
  })

  test('is one of an adverse instruction, whatever its rank', () => {
    const refused = aHit({ instruction: 'refuse_entry' })
    const one = aCase('3', { urgency: 3, hits: [{ ...refused, id: 'h', covert: false }] })
    expect(isAnnounced(one, heard)).toBe(true)
    expect(isAnnounced(one, { ...heard, adverse: [] })).toBe(false)
  })
})

describe('a case whose time is over', () => {
  const at = inMinutes(-1)
  const step = { at, by: { sub: 'clock' }, action: 'escalated' }
  const taken = { at: inMinutes(0), by: { sub: 'ann' }, action: 'acknowledge' }
  const escalation = { to: 'officer', what: 'acknowledge', at } as const
  const late = aCase('1', { state: 'escalated', escalation, trail: [step] })
  const toSupervisor = aCase('1', {
    ...late,
    escalation: { to: 'supervisor', what: 'decide', at }
  })
  const answerIsLate = aCase('2', {
    ...toSupervisor,
    id: '2',
    state: 'referred',
    trail: [{ ...taken, at, action: 'refer' }, step, { ...taken, action: 'note' }]
  })
  const heard = { shared: true, isSupervisor: false, adverse: [] }

  test('is announced until somebody acts, whatever its urgency', () => {
    expect(isAnnounced(late, heard)).toBe(true)
    expect(isAnnounced({ ...late, state: 'assigned', trail: [step, taken] }, heard)).toBe(false)
  })

  test('is announced to supervisors alone when it went to them', () => {
    for (const one of [toSupervisor, answerIsLate]) {
      expect(isAnnounced(one, heard)).toBe(false)
      expect(isAnnounced(one, { ...heard, isSupervisor: true })).toBe(true)
    }
  })

  test('is not announced on a shared desk when it is covert', () => {
    const covert = { ...late, hits: [{ ...aHit(), id: 'h', covert: true }] }
    expect(isAnnounced(covert, heard)).toBe(false)
    expect(isAnnounced(covert, { ...heard, shared: false })).toBe(true)
  })

  test('has a filter of its own', () => {
    const filter = { ...everythingOpen, show: 'escalated' } as const
    const cases = [late, answerIsLate, aCase('3')]
    expect(filterCases(cases, filter, me, caseRules).map(({ id }) => id)).toEqual(['1', '2'])
  })

  test('is news once, and again when it is escalated further or reopened', () => {
    const isNews = createNews()
    expect(isNews([late])).toBe(true)
    expect(isNews([late])).toBe(false)
    expect(isNews([{ ...late, escalation: { ...escalation, at: inMinutes(0) } }])).toBe(true)
    expect(isNews([])).toBe(false)
    expect(isNews([{ ...late, state: 'reopened' }])).toBe(true)
  })
})
