import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isReleasedToOfficers } from '#src/domain/access.ts'
import { applyScreening } from '#src/domain/apply-case.ts'
import { applyNotice } from '#src/domain/apply-notice.ts'
import { type CaseState, type CaseStateName, caseStates, type Desk } from '#src/domain/case.ts'
import { type EntryNotice, isStanding, openUntil } from '#src/domain/entry-notice.ts'
import type { RecordedHit, Screened } from '#src/domain/screening.ts'
import { setTimers } from '#src/domain/timers.ts'
import { instructions } from '#src/domain/vocabulary.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { aCase, aDesk, agencies, aHit, anyHit, aScreening } from '#test/helpers/screened.ts'

const hitId = (list: string, entryId: string) => `${list}/${entryId}`
const urgencyOf = (instruction: (typeof instructions)[number]) =>
  instructions.indexOf(instruction) + 1
const at = '2026-11-22T10:00:00.000Z'
const by = { sub: 'portcullis' }
const aNotice = (more: Partial<EntryNotice> = {}): EntryNotice => {
  const whole = { list: 'wanted', entryId: '1', revision: 2, ...more }
  const id = `${whole.list}/${whole.entryId}@${whole.revision}`
  return { kind: 'entry_withdrawn', id, caseId: 'case-1', at, by, ...whole }
}
const noticed = (stored: CaseState | undefined, more: Partial<EntryNotice> = {}) =>
  applyNotice(stored, aNotice(more), hitId, urgencyOf) ?? stored
const screened = (screening: Partial<Screened>, stored?: CaseState) =>
  applyScreening(stored, aScreening(screening), hitId, urgencyOf) ?? stored
const ofTraveller = (stored: CaseState | undefined, kind: 'withdrawn' | 'boarded') =>
  applyNotice(
    stored,
    { id: kind, kind, caseId: 'case-1', screenings: ['screening-1'], reason: 'says', at, by },
    hitId,
    urgencyOf
  ) ?? stored
const own = (state: CaseState | undefined, agency = 'interior') => state?.desks[agency]
const actionsOf = (desk: Desk | undefined) => desk?.trail.map(({ action }) => action)

const grave = aHit({ instruction: 'arrest' })
const light = aHit({ entryId: '2', instruction: 'inform_only' })
/** A case of the interior's, with its desk in this state. */
const inState = (state: CaseStateName, hits: readonly RecordedHit[] = [grave]) =>
  aCase({
    hits: hits.map(hit => ({ ...hit, id: hitId(hit.list, hit.entryId) })),
    desks: { interior: aDesk({ state, screenings: ['screening-1'], urgency: 1 }) }
  })

describe('an entry that is withdrawn', () => {
  test.for(caseStates.map(state => ({ state })))(
    'takes its case from whoever works on it, not what was decided: $state',
    ({ state }) => {
      const desk = own(noticed(inState(state)))
      const isOver = ['confirmed', 'dismissed', 'closed', 'withdrawn'].includes(state)
      expect(desk).toMatchObject({ state: isOver ? state : 'withdrawn', revision: 2 })
      expect(desk?.trail).toEqual([{ at, by, action: 'entry_withdrawn', reason: 'wanted/1' }])
    }
  )

  test('leaves the case open where another hit stands, as urgent as that', () => {
    const after = noticed(inState('assigned', [grave, light]))
    expect(own(after)).toMatchObject({ state: 'assigned', urgency: urgencyOf('inform_only') })
    expect(after?.hits[0]?.entrySince).toEqual({ as: 'withdrawn', revision: 2 })
    const both = noticed(after, { entryId: '2' })
    expect(own(both)).toMatchObject({ state: 'withdrawn', revision: 3 })
  })

  test('gives a case back that waits for nobody but its owner, where another hit stands', () => {
    const theirs = { ...grave, agency: 'navy', releasableTo: ['interior'] }
    const waits = inState('referred', [theirs, light])
    const asking = (...owners: readonly string[]) => {
      const asks = owners.map(agency => ({ agency }))
      return { ...waits, desks: { interior: aDesk({ state: 'referred', asks }) } }
    }
    expect(own(noticed(asking('navy')))).toMatchObject({ state: 'new' })
    expect(own(noticed(asking('navy', 'interior')))).toMatchObject({ state: 'referred' })
  })

  test('leaves a traveller whom nobody could screen as urgent as a second look', () => {
    const state = inState('assigned')
    const unscreened = { reason: 'could not be screened', agencies: ['interior'] }
    const after = noticed({ ...state, unscreened })
    expect(own(after)).toMatchObject({ state: 'assigned', urgency: urgencyOf('refer_second_line') })
  })

  test('is told of once, in whatever order, and where the hit is of that revision not at all', () => {
    const early = noticed(inState('new', [light]))
    expect(own(noticed(screened({ id: 'screening-2' }, early)))?.revision).toBe(3)
    const once = noticed(inState('new'))
    expect(applyNotice(once, aNotice(), hitId, urgencyOf)).toBeUndefined()
    expect(own(noticed(once, { id: 'again' }))).toEqual(own(once))
    const newest = noticed(inState('new'), { kind: 'entry_changed', revision: 3 })
    expect(own(noticed(newest))).toEqual(own(newest))
    const relisted = inState('new', [aHit({ entryRevision: 2 })])
    expect(own(noticed(relisted))).toEqual(own(relisted))
    expect(own(noticed(inState('new'), { entryId: 'of another case' }))?.revision).toBe(1)
  })

  test('counts nothing down any more, whoever asked', () => {
    const asking = aCase({
      hits: [{ ...grave, id: 'wanted/1' }],
      desks: {
        interior: aDesk({
          askedBy: ['border'],
          trail: [{ at: '2026-11-22T09:00:00.000Z', by, action: 'asked' }]
        })
      }
    })
    const before = setTimers(undefined, asking, caseRules)
    expect(own(before)?.due).toBeDefined()
    const after = noticed(before)
    expect(own(after && setTimers(before, after, caseRules))?.due).toBeUndefined()
  })

  test('is not brought back by a screening that had not heard of it, nor by boarding', () => {
    const gone = noticed(screened({}))
    const late = screened({ id: 'screening-2', hits: [aHit({ score: 0.99 })] }, gone)
    expect(own(late)?.state).toBe('withdrawn')
    expect(late?.hits).toMatchObject([{ score: 0.99, entrySince: { as: 'withdrawn' } }])
    const between = { id: 'screening-3', hits: [aHit({ entryRevision: 2 })] }
    const twice = screened(between, noticed(screened({}), { revision: 3 }))
    expect(own(twice)?.state).toBe('withdrawn')
    expect(own(ofTraveller(gone, 'boarded'))?.state).toBe('withdrawn')
  })

  test('reopens the case when it is listed again, or hits in a newer revision', () => {
    const gone = noticed(screened({}))
    const again = noticed(gone, { kind: 'entry_changed', revision: 3 })
    expect(own(again)).toMatchObject({ state: 'reopened', urgency: urgencyOf('arrest') })
    expect(again?.hits[0]?.entrySince).toEqual({ as: 'changed', revision: 3 })
    const hit = screened({ id: 'screening-2', hits: [aHit({ entryRevision: 3 })] }, gone)
    expect(own(hit)?.state).toBe('reopened')
    expect(hit?.hits[0]).not.toHaveProperty('entrySince')
    const elsewhere = screened({ id: 'screening-2', hits: [light] }, gone)
    expect(own(elsewhere)).toMatchObject({ state: 'reopened', urgency: urgencyOf('inform_only') })
  })

  test('does not bring back a traveller who does not travel', () => {
    const stays = ofTraveller(noticed(screened({})), 'withdrawn')
    const again = noticed(stays, { kind: 'entry_changed', revision: 3 })
    expect(own(again)?.state).toBe('withdrawn')
  })
})

describe('an entry that is changed', () => {
  test.for(caseStates.map(state => ({ state })))(
    'has what was decided compared anew: $state',
    ({ state }) => {
      const desk = own(noticed(inState(state), { kind: 'entry_changed' }))
      const reopens = ['confirmed', 'dismissed', 'pending_approval', 'closed'].includes(state)
      expect(desk).toMatchObject({ state: reopens ? 'reopened' : state, revision: 2 })
      expect(actionsOf(desk)).toEqual(['entry_changed'])
    }
  )

  test('marks its hit until a screening finds it in the new revision', () => {
    const changed = noticed(screened({}), { kind: 'entry_changed' })
    expect(changed?.hits[0]?.entrySince).toEqual({ as: 'changed', revision: 2 })
    const late = screened({ id: 'screening-2', hits: [aHit({ score: 0.99 })] }, changed)
    expect(late?.hits[0]?.entrySince).toEqual({ as: 'changed', revision: 2 })
    const found = screened({ id: 'screening-3', hits: [aHit({ entryRevision: 2 })] }, late)
    expect(found?.hits[0]).not.toHaveProperty('entrySince')
  })
})

describe('an entry whose validity is over', () => {
  const lapses = { kind: 'entry_lapsed', revision: 1 } as const

  test.for(caseStates.map(state => ({ state })))(
    'takes its case from whoever works on it, and says why; what was decided hears nothing: $state',
    ({ state }) => {
      const before = inState(state)
      const after = noticed(before, lapses)
      if (['confirmed', 'dismissed', 'closed', 'withdrawn'].includes(state)) {
        return expect(after).toBe(before)
      }
      expect(own(after)).toMatchObject({ state: 'withdrawn', revision: 2 })
      const said = { at, by, action: 'entry_lapsed', reason: 'wanted/1: validity has ended' }
      expect(own(after)?.trail).toEqual([said])
    }
  )

  test('leaves a case open where another hit stands, and is told once', () => {
    const after = noticed(inState('assigned', [grave, light]), lapses)
    expect(own(after)).toMatchObject({ state: 'assigned', urgency: urgencyOf('inform_only') })
    expect(after?.hits[0]?.entrySince).toEqual({ as: 'lapsed', revision: 1 })
    expect(noticed(after, { ...lapses, id: 'again' })).toBe(after)
  })

  test('has its case back when it is prolonged, not by a late notice of its own revision', () => {
    const gone = noticed(screened({}), lapses)
    expect(noticed(gone, { kind: 'entry_changed', revision: 1 })).toBe(gone)
    expect(own(noticed(gone, { kind: 'entry_changed' }))?.state).toBe('reopened')
  })

  test('has its case back when a screening finds it, even once, by whatever clock', () => {
    const hit = aHit({ entryRevision: 2 })
    const gone = noticed(screened({ hits: [hit] }), { ...lapses, revision: 2 })
    const early = screened({ id: 'screening-2', hits: [aHit({ score: 0.99 })] }, gone)
    expect(own(early)?.state).toBe('withdrawn')
    const found = screened({ id: 'screening-3', hits: [hit] }, early)
    expect(own(found)?.state).toBe('reopened')
    expect(found?.hits[0]).not.toHaveProperty('entrySince')
    expect(own(noticed(found, { ...lapses, revision: 2 }))?.state).toBe('withdrawn')
  })

  test('waits for its first day where that is still to come, each revision once', () => {
    const waits = { kind: 'entry_lapsed', revision: 2, begins: '2026-12-01' } as const
    const gone = noticed(screened({}), waits)
    expect(own(gone)?.trail.at(-1)?.reason).toBe('wanted/1: not valid yet')
    const back = noticed(gone, { kind: 'entry_changed', revision: 2 })
    expect(own(back)?.state).toBe('reopened')
    expect(noticed(back, { kind: 'entry_changed', revision: 2 })).toBe(back)
    expect(noticed(back, waits)).toBe(back)
    const over = noticed(back, { ...lapses, revision: 2 })
    expect(own(over)?.state).toBe('withdrawn')
    expect(over?.hits[0]?.entrySince).not.toHaveProperty('begins')
  })
})

test('is open until the last desk is done with', () => {
  const desk = (state: CaseStateName, updatedAt: string) => aDesk({ state, updatedAt })
  const [early, late] = ['2026-11-22T08:00:00.000Z', '2026-11-22T09:00:00.000Z']
  const until = (interior: Desk, border: Desk) => openUntil(aCase({ desks: { interior, border } }))
  expect(until(desk('closed', early), desk('dismissed', late))).toBe(Date.parse(late))
  expect(until(desk('closed', late), desk('pending_approval', early))).toBeGreaterThan(
    Date.parse('9999-12-31')
  )
})

describe('whatever order screenings and notices come in', () => {
  type Step = { readonly hits: readonly RecordedHit[] } | { readonly notice: EntryNotice }
  const notice = fc
    .record({
      kind: fc.constantFrom(
        'entry_withdrawn' as const,
        'entry_changed' as const,
        'entry_lapsed' as const
      ),
      entryId: fc.constantFrom('1', '2', '3', '4'),
      revision: fc.integer({ min: 2, max: 5 }),
      begins: fc.option(fc.constant('2026-12-01'), { nil: undefined })
    })
    .map(({ begins, ...said }) => ({
      notice: aNotice(said.kind === 'entry_lapsed' && begins ? { ...said, begins } : said)
    }))
  /** Each entry keeps its owner, and those whom it is released to. */
  const history = fc
    .uniqueArray(anyHit, { minLength: 1, selector: ({ entryId }) => entryId })
    .chain(all => {
      const hits = fc
        .subarray(all, { minLength: 1 })
        .chain(some =>
          fc.tuple(
            ...some.map(hit =>
              fc.integer({ min: 1, max: 4 }).map(entryRevision => ({ ...hit, entryRevision }))
            )
          )
        )
        .map(found => ({ hits: found }))
      const steps = fc.array(fc.oneof(hits, notice), { minLength: 2, maxLength: 12 })
      return steps.map(taken => ({ all, steps: taken as readonly Step[] }))
    })
  const run = (steps: readonly Step[], sees: (entryId: string) => boolean) =>
    steps.reduce<CaseState | undefined>((state, step, index) => {
      if ('notice' in step) return sees(step.notice.entryId) ? noticed(state, step.notice) : state
      const hits = step.hits.filter(({ entryId }) => sees(entryId))
      return screened({ id: `s-${index}`, hits }, state)
    }, undefined)

  test('nobody learns of an entry of another agency', () => {
    fc.assert(
      fc.property(history, ({ all, steps }) => {
        const whole = run(steps, () => true)
        for (const agency of agencies) {
          const seen = new Set(
            all.flatMap(hit => (isReleasedToOfficers(hit, agency) ? hit.entryId : []))
          )
          expect(run(steps, entryId => seen.has(entryId))?.desks[agency]).toEqual(
            whole?.desks[agency]
          )
        }
      }),
      { numRuns: 500 }
    )
  })

  test('no desk is open without a hit that stands, nor withdrawn with one', () => {
    fc.assert(
      fc.property(history, ({ steps }) => {
        const state = run(steps, () => true)
        for (const [agency, desk] of Object.entries(state?.desks ?? {})) {
          const hits = state?.hits.filter(hit => isReleasedToOfficers(hit, agency)) ?? []
          const stands = hits.some(isStanding)
          expect(desk.state === 'withdrawn').toBe(!stands)
        }
      }),
      { numRuns: 500 }
    )
  })
})
