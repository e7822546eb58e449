import { describe, expect, test } from 'vitest'
import { applyRelease } from '#src/domain/apply-release.ts'
import type { CaseHit, CaseState, CaseStateName, Desk } from '#src/domain/case.ts'
import { loadAuthorities } from '#src/load-authorities.ts'
import type { Found, PersonOutcome } from '#src/manifests/received.ts'
import { statusKey, statusOf } from '#src/manifests/status.ts'
import { aCase, aDesk, aHit } from '#test/helpers/screened.ts'

const authority = loadAuthorities('config/policy.json').default
const hit = (more: Partial<CaseHit> = {}): CaseHit => ({
  ...aHit({ instruction: 'refuse_entry' }),
  id: 'hit-1',
  ...more
})
const state = (hits: readonly CaseHit[], at: { [agency: string]: CaseStateName }, id = 'case-1') =>
  aCase({
    id,
    hits,
    desks: Object.fromEntries(
      Object.entries(at).map(([agency, name]) => [agency, aDesk({ state: name })])
    )
  })
const outcome = (hits: readonly CaseHit[], more: object = {}): PersonOutcome => ({
  person: 1,
  kind: 'screened',
  found: {
    screening: 's',
    caseId: 'case-1',
    hits,
    candidates: [],
    isCutShort: false,
    warnings: [],
    degraded: []
  },
  ...more
})
const told = (of: PersonOutcome, ...cases: readonly CaseState[]) =>
  statusOf(of, new Map(cases.map(one => [one.id, one])), authority)

describe('a carrier is told', () => {
  test.for([
    { at: 'new', to: 'refer', why: 'nobody has decided' },
    { at: 'assigned', to: 'refer', why: 'the same' },
    { at: 'confirmed', to: 'do_not_board', why: 'an officer says so' },
    { at: 'dismissed', to: 'ok', why: 'it is somebody else' },
    { at: 'reopened', to: 'refer', why: 'the decision does not stand' },
    { at: 'withdrawn', to: 'refer', why: 'that changes nothing' }
  ] as const)('$to while the case is $at: $why', ({ at, to }) => {
    expect(told(outcome([hit()]), state([hit()], { interior: at }))).toBe(to)
  })

  test('what the screening said as long as there is no case', () => {
    expect(told(outcome([hit()]))).toBe('refer')
    expect(told(outcome([]))).toBe('ok')
  })

  test('what the instruction of a confirmed hit asks', () => {
    const known = [hit({ instruction: 'inform_only' })]
    expect(told(outcome(known), state(known, { interior: 'confirmed' }))).toBe('refer')
  })

  test('the gravest of several hits', () => {
    const both = [hit(), hit({ id: 'hit-2', entryId: '2', agency: 'customs' })]
    const one = { interior: 'dismissed', customs: 'new' } as const
    expect(told(outcome(both), state(both, one))).toBe('refer')
    const each = { interior: 'dismissed', customs: 'confirmed' } as const
    expect(told(outcome(both), state(both, each))).toBe('do_not_board')
  })

  test.for([{ covert: true }, { releasableTo: ['customs'] }])(
    'the same whatever becomes of a hit that not every checkpoint may see: %o',
    more => {
      const hidden = [hit(more)]
      for (const at of ['new', 'confirmed', 'dismissed'] as const) {
        const known = state(hidden, { interior: at, customs: at })
        expect(told(outcome(hidden), known)).toBe('ok')
        expect(statusKey(known)).toBe(statusKey(state([], {})))
      }
    }
  )

  test('what was decided, though a hit that carriers must not notice had it reopened since', () => {
    const both = [hit(), hit({ id: 'hit-2', entryId: '2', covert: true })]
    const known = (desk: Partial<Desk>) => aCase({ hits: both, desks: { interior: aDesk(desk) } })
    const before = known({ state: 'dismissed' })
    const reopened = known({ state: 'reopened', openly: { state: 'dismissed' } })
    expect(told(outcome(both), reopened)).toBe('ok')
    expect(statusKey(reopened)).toBe(statusKey(before))
    const closed = { state: 'closed', verdict: 'confirmed' } as const
    expect(told(outcome(both), known({ state: 'assigned', openly: closed }))).toBe('do_not_board')
  })

  test.for([
    { release: { covert: true }, later: 'do_not_board', why: 'covert by now: nothing more' },
    { release: { releasableTo: ['customs'] }, later: 'ok', why: 'kept to some by now: as before' }
  ])('of a hit that any checkpoint could see, $why', ({ release, later }) => {
    const confirmed = state([hit()], { interior: 'confirmed' })
    const about = { caseId: 'case-1', list: 'wanted', entryId: '1', at: '', by: { sub: 'x' } }
    const said = { releasableTo: [], covert: false, handling: 'H0' as const, listRevision: 0 }
    const released = (known: CaseState | undefined, revision: number, more: object) =>
      applyRelease(
        known ?? confirmed,
        {
          ...{ ...about, id: `${revision}`, kind: 'release_changed', revision },
          release: { ...said, ...more }
        },
        hit().id,
        () => 1
      )
    const kept = released(confirmed, 2, release) ?? confirmed
    expect(statusKey(kept)).toBe(statusKey(confirmed))
    const desks = state([hit()], { interior: 'dismissed' }).desks
    expect(told(outcome([hit()]), { ...kept, desks })).toBe(later)
    const again = released({ ...kept, desks }, 3, release) ?? { ...kept, desks }
    expect(told(outcome([hit()]), again)).toBe(later)
    const open = released(again, 4, {})
    expect(open && told(outcome([hit()]), open)).toBe('ok')
  })

  test('of a case that another screening opened', () => {
    expect(told(outcome([]), state([hit()], { interior: 'new' }))).toBe('refer')
  })

  test('what the latest data say, unless an officer confirmed a hit of the data before', () => {
    const corrected = outcome([], { earlierCases: ['case-0'] })
    const before = (at: CaseStateName) => state([hit()], { interior: at }, 'case-0')
    expect(told(corrected, before('new'))).toBe('ok')
    expect(told(corrected, before('confirmed'))).toBe('do_not_board')
    const outdated = [hit({ isOutdated: true })]
    expect(told(outcome([]), state(outdated, { interior: 'new' }))).toBe('ok')
    expect(told(outcome([]), state(outdated, { interior: 'confirmed' }))).toBe('do_not_board')
  })

  describe('of somebody who is only named', () => {
    const named = (...standing: readonly PersonOutcome[]) =>
      ({ person: 1, kind: 'noted', standing }) as PersonOutcome
    const [clear, unscreened] = [
      outcome([]),
      { person: 1, kind: 'unscreened', caseId: 'case-2', agencies: ['border'], reason: 'no name' }
    ] as const

    test.for([
      { standing: [clear, outcome([hit()])], to: 'refer' },
      { standing: [outcome([hit()]), clear], to: 'refer' },
      { standing: [clear, unscreened], to: 'insufficient_data' },
      { standing: [clear, outcome([hit({ covert: true })])], to: 'ok' },
      { standing: [], to: 'insufficient_data' }
    ] as const)('the gravest of all who may be meant: $to', ({ standing, to }) => {
      expect(told(named(...standing))).toBe(to)
    })

    test('each by what was decided in the case of that one', () => {
      const both = [outcome([hit()]), unscreened] as const
      const dismissed = state([hit()], { interior: 'dismissed' })
      expect(told(named(...both), dismissed)).toBe('insufficient_data')
      const looked = {
        ...state([], { border: 'dismissed' }, 'case-2'),
        unscreened: { reason: 'no name', agencies: ['border'] }
      }
      expect(told(named(...both), dismissed, looked)).toBe('ok')
      expect(told(named(...both), looked)).toBe('refer')
    })

    test('what was confirmed about any of them as described before', () => {
      const confirmed = state([hit()], { interior: 'confirmed' }, 'case-0')
      const earlierCases = { earlierCases: ['case-0'] }
      expect(told({ ...named(clear), ...earlierCases }, confirmed)).toBe('do_not_board')
      expect(told(named(outcome([], earlierCases)), confirmed)).toBe('do_not_board')
    })

    test('what builds of before have kept', () => {
      const kept = { ...outcome([hit()]), kind: 'noted' } as const
      const { found: stands } = kept as unknown as { found: Found }
      const noted: PersonOutcome = { person: 1, kind: 'noted', stands }
      expect(told(noted)).toBe('refer')
      expect(told(noted, state([hit()], { interior: 'confirmed' }))).toBe('do_not_board')
    })
  })

  test('nothing more of a hit whose entry was withdrawn, unless officers confirmed it', () => {
    const withdrawn = [hit({ entrySince: { as: 'withdrawn', revision: 2 } })]
    const known = state(withdrawn, { interior: 'withdrawn' })
    expect(told(outcome([hit()]), known)).toBe('ok')
    expect(statusKey(known)).not.toBe(statusKey(state([hit()], { interior: 'withdrawn' })))
    expect(told(outcome([hit()]), state(withdrawn, { interior: 'confirmed' }))).toBe('do_not_board')
    const other = hit({ id: 'hit-2', entryId: '2' })
    expect(told(outcome([hit()]), state([...withdrawn, other], { interior: 'new' }))).toBe('refer')
    const changed = [hit({ entrySince: { as: 'changed', revision: 2 } })]
    expect(told(outcome([hit()]), state(changed, { interior: 'new' }))).toBe('refer')
  })

  test('of somebody who could not be screened what all officers who must look have said', () => {
    const unscreened = { person: 1, kind: 'unscreened', caseId: 'case-1' } as const
    const of = { ...unscreened, agencies: ['border', 'customs'], reason: 'unreadable' }
    const looked = (border: CaseStateName, customs: CaseStateName) => ({
      ...state([], { border, customs }),
      unscreened: { reason: 'unreadable', agencies: ['border', 'customs'] }
    })
    expect(told(of, looked('new', 'new'))).toBe('insufficient_data')
    expect(told(of, looked('dismissed', 'new'))).toBe('insufficient_data')
    expect(told(of, looked('dismissed', 'dismissed'))).toBe('ok')
    expect(told(of, looked('new', 'confirmed'))).toBe('do_not_board')
  })

  test('a decision that was made before the case was closed or withdrawn', () => {
    const closed = (at: CaseStateName, verdict?: 'confirmed' | 'dismissed') =>
      aCase({
        hits: [hit()],
        desks: { interior: aDesk({ state: at, ...(verdict && { verdict }) }) }
      })
    expect(told(outcome([hit()]), closed('closed', 'confirmed'))).toBe('do_not_board')
    expect(told(outcome([hit()]), closed('closed', 'dismissed'))).toBe('ok')
    expect(told(outcome([hit()]), closed('withdrawn', 'confirmed'))).toBe('do_not_board')
    expect(told(outcome([hit()]), closed('withdrawn'))).toBe('refer')
  })
})
