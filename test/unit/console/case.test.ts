import { describe, expect, test } from 'vitest'
import type { CaseView, SessionView } from '#src/console/api/views.ts'
import { alignNames } from '#src/console/case/align-names.ts'
import { bestHit } from '#src/console/case/best-hit.ts'
import { contributionsOf, scoreText } from '#src/console/case/contributions.ts'
import { decidedText } from '#src/console/case/decided-text.ts'
import { defaultText } from '#src/console/case/default-text.ts'
import { markDifference } from '#src/console/case/mark-difference.ts'
import { marksOf } from '#src/console/case/marks-of.ts'
import { possibleActions } from '#src/console/case/possible-actions.ts'
import { reasonText } from '#src/console/case/reason-text.ts'
import { outcomeOf } from '#src/console/case/settle-action.ts'
import { timeText } from '#src/console/case/time-text.ts'
import { type ActionForm, emptyForm, needsSecond, toAction } from '#src/console/case/to-action.ts'
import { travellerName } from '#src/console/case/traveller-text.ts'
import { warningsOf } from '#src/console/case/warnings-of.ts'
import { withViews } from '#src/console/case/with-views.ts'
import { exclusionState } from '#src/console/exclusions/exclusion-state.ts'
import type { Action } from '#src/domain/case-action.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { aCase, aHit } from './a-case.ts'

const shortly = (traveller: string, listed: string) =>
  alignNames(traveller, listed)?.map(
    ({ traveller: ours = '–', listed: theirs = '–', how, moved }) =>
      `${ours} ${theirs} ${how}${moved ? ' moved' : ''}`
  )

describe('names word by word', () => {
  test.for([
    {
      why: 'umlauts spelled out',
      traveller: 'MÜLLER, JÜRGEN',
      listed: 'Mueller, Juergen',
      is: ['MÜLLER Mueller transliteration', 'JÜRGEN Juergen transliteration']
    },
    {
      why: 'accents left out',
      traveller: 'GARCIA, JOSE',
      listed: 'García, José',
      is: ['GARCIA García transliteration', 'JOSE José transliteration']
    },
    {
      why: 'a letter too few and a word too few',
      traveller: 'KELDERMAN, ANSELM',
      listed: 'Keldermann, Anselm Joris',
      is: ['KELDERMAN Keldermann spelling', 'ANSELM Anselm same', '– Joris missing']
    },
    {
      why: 'an initial',
      traveller: 'OKONKWO, C EMMANUEL',
      listed: 'Okonkwo, Chidi Emmanuel',
      is: ['OKONKWO Okonkwo same', 'C Chidi initial', 'EMMANUEL Emmanuel same']
    },
    {
      why: 'a name cut off by its document',
      traveller: 'WICKRAMA, SAMAN',
      listed: 'Wickramasinghe, Saman',
      is: ['WICKRAMA Wickramasinghe cutOff', 'SAMAN Saman same']
    },
    {
      why: 'another order',
      traveller: 'KARL, MEIER',
      listed: 'Meier, Karl',
      is: ['MEIER Meier same', 'KARL Karl same moved']
    },
    {
      why: 'a word that is not listed',
      traveller: 'LINDQVIST, ELSA MARIA',
      listed: 'Lindqvist, Elsa',
      is: ['LINDQVIST Lindqvist same', 'ELSA Elsa same', 'MARIA – extra']
    },
    {
      why: 'nothing in common',
      traveller: 'BROWN',
      listed: 'Sikorski',
      is: ['– Sikorski missing', 'BROWN – extra']
    }
  ])('show $why', ({ traveller, listed, is }) => {
    expect(shortly(traveller, listed)).toEqual(is)
  })

  test('are not compared letter by letter across scripts', () => {
    expect(alignNames('MANSOUR, LAYLA', 'ليلى منصور')).toBeUndefined()
    expect(alignNames('Мансур, Лейла', 'ليلى منصور')).toBeUndefined()
    expect(alignNames('คำหล้า', 'ຄຳຫລ້າ')).toBeUndefined()
    expect(shortly('ليلى منصور', 'ليلى منصور')).toEqual(['ليلى ليلى same', 'منصور منصور same'])
    expect(shortly('李 Xiaoming', '李 小明')?.[0]).toBe('李 李 same')
  })
})

describe('a difference', () => {
  const marked = (text: string, other: string) =>
    markDifference(text, other)
      .map(piece => (piece.differs ? `[${piece.text}]` : piece.text))
      .join('')

  test.for([
    { text: 'C01X0008H', other: 'C01X0006H', is: 'C01X000[8]H' },
    { text: '1971-09-04', other: '1971-04-09', is: '1971-0[9]-0[4]' },
    { text: 'X1234567', other: 'X123456', is: 'X123456[7]' },
    { text: 'X123456', other: 'X1234567', is: 'X123456' },
    { text: 'same', other: 'same', is: 'same' },
    { text: 'abc', other: '', is: '[abc]' }
  ])('of $text from $other is marked as $is', ({ text, other, is }) => {
    expect(marked(text, other)).toBe(is)
  })
})

describe('a score', () => {
  test('is what the prior and the evidence add up to', () => {
    const evidence = [
      { field: 'name' as const, finding: '', weight: 18.72 },
      { field: 'birthDate' as const, finding: '', weight: -2 }
    ]
    const score = 1 / (1 + Math.exp(-(-15 + 18.72 - 2)))
    expect(contributionsOf({ score, evidence })).toEqual([
      { field: 'prior', weight: -15 },
      { field: 'name', weight: 18.72 },
      { field: 'birthDate', weight: -2 }
    ])
  })

  test('that is cut off before certainty is shown with the prior that the hit names', () => {
    const evidence = [{ field: 'document' as const, finding: '', weight: 45 }]
    expect(contributionsOf({ score: 0.999999, prior: -14.25, evidence })[0]).toEqual({
      field: 'prior',
      weight: -14.25
    })
  })

  test.for([
    [0.97, '97 %'],
    [0.8759, '87.5 %'],
    [0.9999999, '> 99.9 %']
  ] as const)('of %d reads %s, never as certainty', ([score, text]) => {
    expect(scoreText(score)).toBe(text)
  })
})

describe('actions offered', () => {
  const me = {
    sub: 'me',
    agency: 'interior',
    roles: ['officer' as const],
    purposes: [],
    expiresAt: ''
  }
  const supervisor = { ...me, roles: ['supervisor' as const] }
  const offered = (more: Parameters<typeof aCase>[1] = {}, who: SessionView = me) =>
    possibleActions(aCase('1', more), who, caseRules)
  const at = '2026-11-22T08:00:00.000Z'
  const waiting = (sub: string, verdict: 'confirmed' | 'dismissed' = 'confirmed') =>
    ({
      state: 'pending_approval',
      pendingApproval: { action: 'confirm', verdict, by: { sub }, at }
    }) as const

  test('in a new case are to take, decide, refer and note', () => {
    expect(offered()).toEqual(['acknowledge', 'confirm', 'dismiss', 'refer', 'note'])
  })

  test('let nobody approve what they have asked for themselves, but take it back', () => {
    expect(offered(waiting('me'))).toEqual(['reject', 'note'])
    expect(offered(waiting('you'))).toEqual(['approve', 'reject', 'note'])
  })

  test('let approve only whom the policy admits', () => {
    const dismissed = waiting('you', 'dismissed')
    expect(offered(dismissed)).toEqual(['note'])
    expect(offered(dismissed, supervisor)).toEqual(['approve', 'reject', 'note'])
    expect(possibleActions(aCase('1', dismissed), me, undefined)).toContain('approve')
  })

  test('let an officer release only an own case', () => {
    const assigned = { state: 'assigned', assignee: { sub: 'you' } } as const
    expect(offered(assigned)).not.toContain('release')
    expect(offered(assigned)).toContain('assign')
  })

  test('let an agency answer that is asked, in whatever state its own decision is', () => {
    expect(offered()).not.toContain('answer')
    expect(offered({ askedBy: ['customs'] })).toContain('answer')
    expect(offered({ askedBy: ['customs'], state: 'dismissed' })).toContain('answer')
    expect(offered({ askedBy: ['customs'], ...waiting('you') })).not.toContain('answer')
  })

  test('let a colleague answer where no other agency owns an entry, not who referred', () => {
    const referredBy = (sub: string) => ({
      state: 'referred' as const,
      asked: [{ agency: 'interior' }],
      trail: [{ at, by: { sub, agency: 'interior' }, action: 'refer', reason: 'unsure' }]
    })
    expect(offered(referredBy('you'))).toContain('answer')
    expect(offered(referredBy('me'))).not.toContain('answer')
    expect(offered({ ...referredBy('you'), asked: [{ agency: 'customs' }] })).not.toContain(
      'answer'
    )
  })
})

describe('an action', () => {
  const filled = (more: Partial<ActionForm>) => ({ ...emptyForm, ...more })

  test('is sent against the revision that was looked at, with what was filled in', () => {
    const form = filled({ reasonCode: 'other_document', words: ' a twin ', until: '2027-01-31' })
    expect(toAction('dismiss', 3, form)).toEqual({
      action: 'dismiss',
      revision: 3,
      reason: 'a twin',
      reasonCode: 'other_document',
      exclude: { until: '2027-01-31' }
    })
    expect(toAction('acknowledge', 1, emptyForm)).toEqual({ action: 'acknowledge', revision: 1 })
    const answer = filled({ verdict: 'dismissed', words: 'she is here', outcome: 'interviewed' })
    expect(toAction('answer', 2, answer)).toMatchObject({
      verdict: 'dismissed',
      outcome: 'interviewed'
    })
  })

  test.for(['confirm', 'dismiss', 'refer', 'answer', 'reject', 'reopen', 'note'] as const)(
    'to %s needs a reason, and “other” needs words',
    action => {
      expect(toAction(action, 1, emptyForm)).toBeUndefined()
      expect(toAction(action, 1, filled({ reasonCode: 'other', words: '  ' }))).toBeUndefined()
      expect(toAction(action, 1, filled({ reasonCode: 'other', words: 'a scar' }))).toBeDefined()
    }
  )

  test('says beforehand that it takes a second person', () => {
    const of = (more: object) => ({ hits: [{ ...aHit(), id: 'h', covert: false, ...more }] })
    const needs = (action: Action, more: object, form: Partial<ActionForm> = {}) =>
      needsSecond(action, of(more), filled(form), caseRules)
    expect(needs('confirm', { instruction: 'arrest' })).toBe(true)
    expect(needs('confirm', { instruction: 'locate' })).toBe(false)
    expect(needs('dismiss', { instruction: 'arrest' })).toBe(false)
    expect(needs('dismiss', { covert: true })).toBe(true)
    expect(needs('dismiss', {}, { until: '2027-01-31' })).toBe(true)
    expect(needs('answer', { instruction: 'arrest' }, { verdict: 'confirmed' })).toBe(true)
    expect(needs('answer', { covert: true })).toBe(false)
    expect(needs('approve', { instruction: 'arrest', covert: true })).toBe(false)
  })
})

describe('a reason', () => {
  test.for([
    { reasonCode: 'other_document', is: 'Another document' },
    { reasonCode: 'other_document', reason: 'a twin', is: 'Another document: a twin' },
    { reasonCode: 'other', reason: 'a scar', is: 'a scar' },
    { reasonCode: 'no_longer_listed', is: 'no_longer_listed' },
    { is: '' }
  ])('reads “$is”', ({ is, ...step }) => {
    expect(reasonText(step, caseRules)).toBe(is)
  })
})

test('what was decided reads as verdict and reason', () => {
  const reasonCode = 'photograph_agrees'
  expect(decidedText({ verdict: 'confirmed', reasonCode }, caseRules)).toBe(
    'Same person: The photograph agrees'
  )
  expect(decidedText({ verdict: 'dismissed' }, caseRules)).toBe('Not the person')
})

describe('a trail', () => {
  test('says what a list says by now, and what it said before', () => {
    const instruction = { field: 'instruction', before: 'inform_only', now: 'arrest' } as const
    expect(defaultText(instruction)).toBe('Instruction is now: Arrest (before: Inform the owner)')
    const handling = { field: 'handling', before: 'H0', now: 'of tomorrow' } as const
    expect(defaultText(handling)).toContain('Handling is now: of tomorrow')
  })

  test('shows who looked where it happened in time', () => {
    const step = (minute: number, action: string) => ({
      at: `2026-11-22T08:0${minute}:00.000Z`,
      by: { sub: 'ann' },
      action
    })
    const { at, by } = step(1, '')
    const shown = withViews({ trail: [step(0, 'opened'), step(2, 'note')], views: [{ at, by }] })
    expect(shown.map(({ action }) => action)).toEqual(['opened', 'viewed', 'note'])
  })
})

describe('a moment', () => {
  const now = Date.parse('2026-11-30T12:00:00Z')

  test.for([
    { why: 'of these days', at: '2026-11-28T12:00:00Z', is: /^28 Nov, / },
    { why: 'of a year ago', at: '2025-11-28T12:00:00Z', is: /^28 Nov 2025, / },
    { why: 'of the turn of the year', at: '2027-01-05T12:00:00Z', is: /^05 Jan, / }
  ])('$why reads as no other year’s', ({ at, is }) => {
    expect(timeText(at, now)).toMatch(is)
  })
})

describe('the best match of a case', () => {
  const hit = (id: string, more: Partial<CaseView['hits'][number]> = {}) => ({
    ...aHit(),
    id,
    covert: false,
    ...more
  })

  test.for([
    { why: 'the best score', hits: [hit('a'), hit('b')], is: 'a' },
    { why: 'of an entry that stands', hits: [hit('a', { withdrawn: true }), hit('b')], is: 'b' },
    { why: 'of one that is valid', hits: [hit('a', { lapsed: true }), hit('b')], is: 'b' },
    { why: 'of one found anew', hits: [hit('a', { outdated: true }), hit('b')], is: 'b' },
    {
      why: 'of one that stands before one that was found anew',
      hits: [hit('a', { withdrawn: true }), hit('b', { outdated: true })],
      is: 'b'
    },
    { why: 'the best, where none stands', hits: [hit('a', { withdrawn: true })], is: 'a' },
    { why: 'none, where nobody was screened', hits: [], is: undefined }
  ])('is $why', ({ hits, is }) => {
    expect(bestHit({ hits })?.id).toBe(is)
  })
})

test('what must be known of a hit is said of its entry, its validity and the traveller', () => {
  expect(marksOf(aHit())).toEqual([])
  expect(marksOf(aHit({ withdrawn: true, outdated: true }))).toEqual([
    'The owner has withdrawn this entry',
    'Not found again since the traveller was described anew'
  ])
  expect(marksOf(aHit({ lapsed: true, changed: true }))).toHaveLength(2)
})

describe('an exclusion', () => {
  test.for([
    { until: '2026-11-22', is: 'inForce' },
    { until: '2026-11-21', is: 'over' },
    { until: '2027-11-22', revokedAt: '2026-11-21T08:00:00.000Z', is: 'ended' }
  ])('until $until is $is', ({ is, ...one }) => {
    expect(exclusionState(one, Date.parse('2026-11-22T23:59:00Z'))).toBe(is)
  })
})

describe('whom a case is about', () => {
  test.for([
    { why: 'the name', traveller: { names: [{ family: 'DOE', given: 'JO' }] }, is: 'DOE, JO' },
    { why: 'the whole name', traveller: { names: [{ full: 'ليلى منصور' }] }, is: 'ليلى منصور' },
    {
      why: 'the zone of a passport',
      traveller: {
        mrz: 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159<<<<<<<<<<<<<<06'
      },
      is: 'ERIKSSON, ANNA MARIA'
    },
    { why: 'a document alone', traveller: { documents: [{ number: 'X1' }] }, is: 'X1' },
    { why: 'nothing', traveller: {}, is: '–' }
  ])('reads by $why', ({ traveller, is }) => {
    expect(travellerName(traveller)).toBe(is)
  })
})

describe('an action that was only received', () => {
  const step = (sub: string, action: string) => ({
    at: '2026-11-22T08:00:00Z',
    by: { sub },
    action
  })
  const trail = [step('me', 'note')]
  const received = { action: 'note' as const, me: 'me', before: { revision: 2, trail } }

  test.for([
    { why: 'the case can not be read', is: 'waiting' },
    { why: 'the case has not moved', now: { revision: 2, trail }, is: 'waiting' },
    {
      why: 'the own step stands in the trail',
      now: { revision: 3, trail: [...trail, step('me', 'note')] },
      is: 'taken'
    },
    {
      why: 'somebody else was first',
      now: { revision: 3, trail: [...trail, step('you', 'note')] },
      is: 'refused'
    },
    {
      why: 'the clock was first',
      now: { revision: 3, trail: [...trail, step('clock', 'escalated')] },
      is: 'refused'
    }
  ])('is told of as what it became: $why', ({ now, is }) => {
    expect(outcomeOf(received, now)).toBe(is)
  })
})

test('what to be careful about is what any hit says, the gravest first', () => {
  const hit = (id: string, warnings: readonly string[]) => ({
    ...aHit({ warnings: warnings as never }),
    id,
    covert: false
  })
  const hits = [hit('best', ['minor']), hit('other', ['escape_risk', 'armed', 'minor'])]
  expect(warningsOf({ hits })).toEqual(['armed', 'escape_risk', 'minor'])
})
