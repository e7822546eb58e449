import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isReleasedToOfficers } from '#src/domain/access.ts'
import { applyScreening } from '#src/domain/apply-case.ts'
import { applyNotice } from '#src/domain/apply-notice.ts'
import { type CaseState, type CaseStateName, caseStates, type Notice } from '#src/domain/case.ts'
import type { RecordedHit, Screened } from '#src/domain/screening.ts'
import { aCase, aDesk, agencies, aHit, anyHit, aScreening } from '#test/helpers/screened.ts'

const hitId = (list: string, entryId: string) => `${list}/${entryId}`
const at = '2026-11-22T10:00:00.000Z'
const by = { sub: 'system of YYAIR' }
const aNotice = (more: Partial<Notice> = {}): Notice => ({
  id: 'notice-1',
  kind: 'withdrawn',
  caseId: 'case-1',
  screenings: ['screening-1'],
  reason: 'reservation cancelled',
  at,
  by,
  ...more
})
const screened = (screening: Partial<Screened>, stored?: CaseState) =>
  applyScreening(stored, aScreening(screening), hitId, () => 1) ?? stored
const noticed = (stored: CaseState | undefined, more: Partial<Notice> = {}) =>
  applyNotice(stored, aNotice(more), hitId, () => 1)
/** A case of two agencies, with the interior's desk in this state. */
const inState = (state: CaseStateName) =>
  aCase({
    hits: [{ ...aHit({ releasableTo: ['border'] }), id: 'wanted/1' }],
    desks: {
      interior: aDesk({ state, screenings: ['screening-1'] }),
      border: aDesk({ screenings: ['screening-1'] })
    }
  })

describe('a traveller who does not travel', () => {
  test('has the case withdrawn on every desk, with the reason in its trail', () => {
    const { desks } = noticed(inState('assigned')) ?? aCase()
    for (const agency of ['interior', 'border']) {
      expect(desks[agency]).toMatchObject({ state: 'withdrawn', revision: 2, updatedAt: at })
      expect(desks[agency]?.trail.at(-1)).toEqual({
        at,
        by,
        action: 'withdrawn',
        reason: 'reservation cancelled'
      })
    }
  })

  test.for(caseStates.map(state => ({ state })))(
    'leaves to the officers what they finished: $state',
    ({ state }) => {
      const desk = noticed(inState(state))?.desks['interior']
      const isOver = ['dismissed', 'closed', 'withdrawn'].includes(state)
      expect(desk?.state).toBe(isOver ? state : 'withdrawn')
      expect(desk?.revision).toBe(isOver ? 1 : 2)
    }
  )

  test('is told of once, and without a case of nobody', () => {
    const once = noticed(inState('new'))
    expect(noticed(once)).toBeUndefined()
    expect(noticed(undefined)).toBeUndefined()
  })

  test('keeps a case in which another screening hit the same entry', () => {
    const twice = screened({ id: 'screening-2' }, screened({}))
    const first = noticed(twice)
    expect(first?.desks['interior']).toMatchObject({ state: 'new', revision: 1 })
    const both = noticed(first, { id: 'notice-2', screenings: ['screening-2'] })
    expect(both?.desks['interior']?.state).toBe('withdrawn')
  })

  test('is withdrawn for an agency whatever others have hit since', () => {
    const other = { id: 'screening-2', hits: [aHit({ entryId: '2', agency: 'customs' })] }
    const desks = noticed(screened(other, screened({})))?.desks
    expect(desks?.['interior']?.state).toBe('withdrawn')
    expect(desks?.['customs']?.state).toBe('new')
  })

  test('reopens the case when screened again with the same hit', () => {
    const back = screened({ id: 'screening-2', screenedAt: at }, noticed(screened({})))
    expect(back?.desks['interior']).toMatchObject({ state: 'reopened', revision: 3 })
    expect(back?.desks['interior']?.trail.map(({ action }) => action)).toEqual([
      'opened',
      'withdrawn',
      'screened_again'
    ])
    const again = noticed(back, { id: 'notice-2', screenings: ['screening-1', 'screening-2'] })
    expect(again?.desks['interior']?.state).toBe('withdrawn')
  })

  test('reopens it on board', () => {
    const boarded = { id: 'notice-2', kind: 'boarded', reason: 'on board' } as const
    const back = noticed(noticed(screened({})), boarded)
    expect(back?.desks['interior']).toMatchObject({ state: 'reopened', revision: 3 })
    expect(noticed(screened({}), boarded)?.desks['interior']).toMatchObject({
      state: 'new',
      trail: [{ action: 'opened' }, { action: 'boarded', reason: 'on board' }]
    })
    expect(noticed(inState('dismissed'), boarded)?.desks['interior']?.revision).toBe(1)
  })
})

describe('a traveller described anew', () => {
  const traveller = { names: [{ full: 'CORRECTED TRAVELLER' }] }
  const changed = (found: readonly RecordedHit[], caseId = 'case-1'): Partial<Notice> => ({
    kind: 'changed',
    reason: 'described anew',
    since: { caseId, found },
    person: { traveller }
  })

  test.for([
    { state: 'new', found: 'again', to: 'new', why: 'still waits' },
    { state: 'dismissed', found: 'again', to: 'reopened', why: 'the decision was on other data' },
    { state: 'confirmed', found: 'again', to: 'reopened', why: 'the same' },
    { state: 'pending_approval', found: 'again', to: 'reopened', why: 'nobody has compared this' },
    { state: 'pending_approval', found: 'not', to: 'pending_approval', why: 'it was about these' },
    {
      state: 'pending_approval',
      found: 'elsewhere',
      to: 'withdrawn',
      why: 'the other case has it'
    },
    { state: 'new', found: 'not', to: 'new', why: 'a correction removes no hit' },
    { state: 'confirmed', found: 'not', to: 'confirmed', why: 'nor a decision' },
    { state: 'dismissed', found: 'not', to: 'dismissed', why: 'they agree' },
    { state: 'new', found: 'elsewhere', to: 'withdrawn', why: 'the other case has it' },
    { state: 'confirmed', found: 'elsewhere', to: 'confirmed', why: 'the decision stands' },
    { state: 'assigned', found: 'not elsewhere', to: 'assigned', why: 'nobody else has it' }
  ] as const)('$state, found $found: $to, since $why', ({ state, found, to }) => {
    const caseId = found.endsWith('elsewhere') ? 'case-2' : 'case-1'
    const hits = found.startsWith('not') ? [] : [aHit()]
    const next = noticed(inState(state), changed(hits, caseId))
    expect(next?.desks['interior']).toMatchObject({
      state: to,
      revision: 2,
      changedTo: traveller
    })
    expect(next?.desks['interior']?.trail.at(-1)).toMatchObject({ action: 'changed', at, by })
  })

  test('marks the hits that were not found again, until a screening finds them', () => {
    const outdated = noticed(screened({}), changed([]))
    expect(outdated?.hits).toMatchObject([{ id: 'wanted/1', isOutdated: true }])
    const found = screened({ id: 'screening-2' }, outdated)
    expect(found?.hits[0]).not.toHaveProperty('isOutdated')
    expect(found?.desks['interior']).toMatchObject({ revision: 3 })
  })

  test.for(caseStates.map(state => ({ state })))(
    'leaves hits and desks as they are where nothing could be compared: $state',
    ({ state }) => {
      const { since: _, ...unscreened } = changed([])
      const reason = 'described anew, could not be screened'
      const before = inState(state)
      const next = noticed(before, { ...unscreened, reason })
      expect(next?.hits).toEqual(before.hits)
      const desk = next?.desks['interior']
      expect(desk).toMatchObject({ state, revision: 2, changedTo: traveller })
      expect(desk?.trail.at(-1)).toMatchObject({ action: 'changed', reason })
    }
  )

  test('names the other case only to agencies that have a hit in it', () => {
    const hits = [aHit(), aHit({ entryId: '2', agency: 'customs' })]
    const desks = noticed(screened({ hits }), changed([aHit()], 'case-2'))?.desks
    expect(desks?.['interior']?.trail.at(-1)?.reason).toContain('case-2')
    expect(desks?.['customs']?.trail.at(-1)?.reason).not.toContain('case-2')
    expect(desks?.['customs']?.state).toBe('new')
  })
})

test('what a notice does to a desk follows from the hits that its agency sees', () => {
  const entries = fc.uniqueArray(anyHit, { minLength: 1, selector: hit => hit.entryId })
  const kind = fc.constantFrom('withdrawn', 'changed', 'boarded')
  const about = fc.subarray(['s-0', 's-1', 's-2'])
  const aHistory = entries.chain(all =>
    fc.record({
      screenings: fc.array(fc.subarray(all), { minLength: 1, maxLength: 3 }),
      found: fc.subarray(all)
    })
  )
  fc.assert(
    fc.property(aHistory, kind, about, ({ screenings, found }, is, named) => {
      const run = (visible: (hit: RecordedHit) => boolean) => {
        const state = screenings.reduce<CaseState | undefined>(
          (before, hits, at) => screened({ id: `s-${at}`, hits: hits.filter(visible) }, before),
          undefined
        )
        const since = { caseId: 'case-2', found: found.filter(visible) }
        return noticed(state, { kind: is, screenings: named, since })
      }
      const whole = run(() => true)
      for (const agency of agencies) {
        const sees = (hit: RecordedHit) => isReleasedToOfficers(hit, agency)
        expect(run(sees)?.desks[agency]).toEqual(whole?.desks[agency])
      }
    })
  )
})
