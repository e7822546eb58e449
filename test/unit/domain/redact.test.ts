import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyAction } from '#src/domain/apply-action.ts'
import { applyScreening } from '#src/domain/apply-case.ts'
import { agenciesOf, type CaseState, deskOf, isVisible } from '#src/domain/case.ts'
import { type Action, actions, type CaseCommand } from '#src/domain/case-action.ts'
import { showCase, showHit } from '#src/domain/redact.ts'
import type { Screened } from '#src/domain/screening.ts'
import { instructions } from '#src/domain/vocabulary.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { aCase, aDesk, aHit, anyAgency, anyHit, aScreening } from '#test/helpers/screened.ts'

const urgencyOf = (instruction: (typeof instructions)[number]) =>
  instructions.indexOf(instruction) + 1
const withIds = (hits: readonly ReturnType<typeof aHit>[]) =>
  hits.map((hit, at) => ({ ...hit, id: `hit-${at}` }))

test.for([
  { handling: 'H0', agency: 'border', open: true, why: 'H0 is for everybody it is released to' },
  { handling: 'H1', agency: 'border', open: true, why: 'H1 restricts use, not reading' },
  { handling: 'H2', agency: 'border', open: false, why: 'H2 stays with the owner' },
  { handling: 'H3', agency: 'border', open: false, why: 'H3 stays with the owner' },
  {
    handling: 'H2',
    agency: undefined,
    open: false,
    why: 'a caller without an agency is not the owner'
  },
  { handling: 'H3', agency: 'interior', open: true, why: 'the owner reads its own' }
] as const)('hides what is listed as the handling says: $why', ({ handling, agency, open }) => {
  const shown = showHit(aHit({ handling, agency: 'interior' }), agency)
  expect('listedAs' in shown).toBe(open)
  expect(shown.evidence[0]?.listed).toBe(open ? 'LISTED NAME' : undefined)
  expect(shown.evidence[0]?.finding).toBe('same name')
})

test.for(['H1', 'H2'] as const)(
  'shows the prior of a hit with %s, where it is recorded',
  handling => {
    expect(showHit(aHit({ handling, prior: -14.25 }), 'border').prior).toBe(-14.25)
    expect(showHit(aHit({ handling }), 'border')).not.toHaveProperty('prior')
  }
)

test('never shows who owns a hit, to whom it is released or its revision', () => {
  expect(Object.keys(showHit(aHit(), 'interior')).sort()).toEqual([
    'band',
    'entryId',
    'evidence',
    'handling',
    'instruction',
    'list',
    'listedAs',
    'score',
    'warnings'
  ])
})

test('names to officers whose entry a hit is', () => {
  const hits = withIds([aHit({ agency: 'customs', releasableTo: ['interior'] })])
  const shown = showCase(aCase({ hits }), 'interior', urgencyOf)
  expect(shown?.hits.map(({ agency }) => agency)).toEqual(['customs'])
})

test('shows an agency its own hits only, and how urgent those are', () => {
  const state = aCase({
    desks: { interior: aDesk(), customs: aDesk({ urgency: urgencyOf('locate') }) },
    hits: withIds([
      aHit({ entryId: 'a', instruction: 'arrest' }),
      aHit({ entryId: 'b', instruction: 'locate', agency: 'customs' }),
      aHit({ entryId: 'c', instruction: 'inform_only', releasableTo: ['customs'] })
    ])
  })
  const shown = showCase(state, 'customs', urgencyOf)
  expect(shown?.hits.map(({ entryId }) => entryId)).toEqual(['b', 'c'])
  expect(shown?.instruction).toBe('locate')
  expect(shown?.urgency).toBe(urgencyOf('locate'))
})

test('marks hits of entries that were withdrawn or changed, and asks for what the others say', () => {
  const [arrest, inform] = withIds([
    aHit({ entryId: 'a', instruction: 'arrest' }),
    aHit({ entryId: 'b', instruction: 'inform_only' })
  ])
  const since = (as: 'changed' | 'withdrawn' | 'lapsed') => ({ entrySince: { as, revision: 2 } })
  const shown = (...hits: readonly object[]) =>
    showCase(aCase({ hits: hits as CaseState['hits'] }), 'interior', urgencyOf)
  const marked = shown({ ...arrest, ...since('withdrawn') }, { ...inform, ...since('changed') })
  expect(marked?.hits).toMatchObject([{ withdrawn: true }, { changed: true }])
  expect(marked?.instruction).toBe('inform_only')
  expect(JSON.stringify(marked)).not.toContain('entrySince')
  expect(shown({ ...arrest, ...since('lapsed') })?.hits).toMatchObject([{ lapsed: true }])
  for (const as of ['withdrawn', 'lapsed'] as const) {
    expect(shown({ ...arrest, ...since(as) })?.instruction).toBe('refer_second_line')
  }
  expect(shown({ ...arrest, ...since('changed') })?.instruction).toBe('arrest')
})

test('shows an agency its own desk, and nothing of another', () => {
  const at = '2026-11-22T08:00:00.000Z'
  const ann = { sub: 'ann', agency: 'interior' }
  const state = aCase({
    hits: withIds([aHit({ releasableTo: ['customs'] })]),
    desks: {
      interior: aDesk({
        revision: 7,
        state: 'assigned',
        assignee: ann,
        trail: [{ at, by: ann, action: 'note', reason: 'see our source' }],
        updatedAt: '2026-11-22T09:00:00.000Z'
      }),
      customs: aDesk({ urgency: 4, purpose: 'visa', createdAt: at })
    }
  })
  expect(showCase(state, 'interior', urgencyOf)).toMatchObject({
    revision: 7,
    state: 'assigned',
    assignee: ann,
    trail: [{ at, by: ann, action: 'note', reason: 'see our source' }]
  })
  const shown = showCase(state, 'customs', urgencyOf)
  expect(shown).toMatchObject({ revision: 1, state: 'new', urgency: 4, purpose: 'visa', trail: [] })
  const { interior: _, ...desks } = state.desks
  expect(showCase({ ...state, desks }, 'customs', urgencyOf)).toEqual(shown)
  expect(shown).not.toHaveProperty('assignee')
})

test('names where a traveller was screened, and keeps who acted for another agency to that agency', () => {
  const step = { at: '2026-11-22T08:00:00.000Z', action: 'opened', checkpoint: 'T5-12' } as const
  const trail = [
    { ...step, by: { sub: 'gate', agency: 'border' } },
    { ...step, by: { sub: 'ann', agency: 'interior' } },
    { ...step, by: { sub: 'desk' } }
  ]
  const shown = showCase(aCase({ desks: { interior: aDesk({ trail }) } }), 'interior', urgencyOf)
  expect(shown?.trail).toEqual([
    { ...step, by: { sub: 'somebody of border', agency: 'border' } },
    trail[1],
    trail[2]
  ])
})

test('counts down to departure while boarding is ahead, then to arrival', () => {
  const [departs, arrives] = ['2026-11-22T09:00:00Z', '2026-11-22T11:00:00Z']
  const journey = {
    kind: 'leg' as const,
    mode: 'air' as const,
    carrier: 'XB',
    number: '417',
    departureDate: '2026-11-22',
    from: 'IST',
    to: 'VIE',
    departs,
    arrives
  }
  const shownAt = (createdAt: string) =>
    showCase(aCase({ desks: { interior: aDesk({ journey, createdAt }) } }), 'interior', urgencyOf)
  expect(shownAt('2026-11-22T08:00:00.000Z')?.countdownTo).toBe(departs)
  expect(shownAt('2026-11-22T10:00:00.000Z')?.countdownTo).toBe(arrives)
})

test('shows a traveller that could not be screened to the agencies that must look', () => {
  const state = aCase({ hits: [], unscreened: { reason: 'invalid: data', agencies: ['border'] } })
  expect(showCase(state, 'border', urgencyOf)).toMatchObject({
    unscreened: 'invalid: data',
    instruction: 'refer_second_line',
    hits: []
  })
  expect(showCase(state, 'interior', urgencyOf)).toBeUndefined()
  expect(showCase(state, undefined, urgencyOf)).toBeUndefined()
})

test('never shows a hit that is not released, nor what is listed beyond the owner from H2 on', () => {
  fc.assert(
    fc.property(fc.array(anyHit, { maxLength: 6 }), anyAgency, (hits, agency) => {
      const secrets = hits.map((hit, at) => ({
        ...hit,
        entryId: `entry-${at}`,
        id: `hit-${at}`,
        listedAs: { kind: 'person' as const, reference: `secret-${at}` },
        evidence: [{ field: 'name' as const, finding: 'same', listed: `secret-${at}`, weight: 1 }]
      }))
      const text = JSON.stringify(showCase(aCase({ hits: secrets }), agency, urgencyOf)) ?? ''
      for (const [at, hit] of secrets.entries()) {
        const released =
          agency !== undefined && (hit.agency === agency || hit.releasableTo.includes(agency))
        const readable = released && (/H[01]/.test(hit.handling) || hit.agency === agency)
        expect(text.includes(`"entry-${at}"`)).toBe(released)
        expect(text.includes(`"secret-${at}"`)).toBe(readable)
      }
    })
  )
})

test('shows a case to exactly the agencies that it concerns', () => {
  fc.assert(
    fc.property(fc.array(anyHit, { maxLength: 6 }), anyAgency, (hits, agency) => {
      const state = aCase({ hits: withIds(hits) })
      const concerned = agency !== undefined && agenciesOf(state.hits).includes(agency)
      expect(isVisible(state, agency)).toBe(concerned)
      expect(showCase(state, agency, urgencyOf) !== undefined).toBe(concerned)
    })
  )
})

describe('what an agency is shown of a case', () => {
  const hitId = (list: string, entryId: string) => `${list}/${entryId}`
  const at = '2026-11-22T10:00:00.000Z'
  const viewer = 'border'
  /** What happens to a case: a screening, or an action against the revision that the officer reads. */
  type Step =
    | { readonly screened: Screened }
    | { readonly action: Action; readonly agency: string | undefined; readonly second: boolean }
  const take = (state: CaseState | undefined, step: Step): CaseState | undefined => {
    if ('screened' in step) return applyScreening(state, step.screened, hitId, urgencyOf) ?? state
    const { action, agency, second } = step
    const command: CaseCommand = {
      commandId: 'c',
      caseId: 'case-1',
      action,
      reason: `because of ${agency}`,
      revision: (state && deskOf(state, agency)?.revision) ?? 1,
      by: { sub: `officer ${second ? 2 : 1} of ${agency}`, ...(agency && { agency }) },
      roles: ['supervisor']
    }
    const applied = applyAction(state, command, at, caseRules)
    return applied.ok ? applied.state : state
  }
  const shown = (steps: readonly Step[]) => {
    const state = steps.reduce(take, undefined)
    return JSON.stringify(state && showCase(state, viewer, urgencyOf))
  }

  const secret = anyHit.map(hit => ({
    ...hit,
    list: 'secret',
    agency: 'navy',
    covert: true,
    releasableTo: hit.releasableTo.filter(agency => agency !== viewer)
  }))
  // To refer a case is to ask the owner, and to answer is to tell: these alone are meant to be seen elsewhere.
  const untold = actions.filter(action => action !== 'refer' && action !== 'answer')
  const hits = fc.array(fc.oneof(anyHit, secret), { minLength: 1, maxLength: 4 })
  const steps: fc.Arbitrary<readonly Step[]> = fc
    .array(
      fc.oneof(
        hits.map(found => ({ found })),
        fc.record({
          action: fc.constantFrom(...untold),
          agency: fc.oneof(anyAgency, fc.constant('navy')),
          second: fc.boolean()
        })
      ),
      { minLength: 1, maxLength: 12 }
    )
    .map(all =>
      all.map((step, index) => {
        if (!('found' in step)) return step
        const traveller = { names: [{ full: `SPELLING ${index}` }] }
        const screenedAt = `2026-11-22T08:00:${String(index).padStart(2, '0')}.000Z`
        const more = { hits: step.found, person: { traveller }, screenedAt }
        return { screened: aScreening({ id: `s-${index}`, ...more }) }
      })
    )
  /** The same as if nobody had listed what is hidden from the viewer, and nobody else had acted. */
  const withoutOthers = (all: readonly Step[]): readonly Step[] =>
    all.flatMap((step): Step[] => {
      if (!('screened' in step)) return step.agency === viewer ? [step] : []
      const open = step.screened.hits.filter(({ list }) => list !== 'secret')
      return [{ screened: { ...step.screened, hits: open } }]
    })

  test('is byte for byte the same, whatever others list, find and do', () => {
    fc.assert(
      fc.property(steps, all => {
        expect(shown(all)).toBe(shown(withoutOthers(all)))
      }),
      { numRuns: 500 }
    )
  })
})
