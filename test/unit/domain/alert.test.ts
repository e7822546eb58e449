import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alertsFor, shortened, withoutPerson } from '#src/domain/alert.ts'
import { type CaseState, type Desk, hitsFor } from '#src/domain/case.ts'
import type { DeskRule } from '#src/domain/case-rules.ts'
import { anAlert } from '#test/helpers/alerts.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { aCase, aDesk, agencies, aHit, anyHit } from '#test/helpers/screened.ts'

const alertId = (...place: readonly unknown[]) => place.join('/')
const raised = (
  state: CaseState,
  { desks = [] as readonly DeskRule[], before = undefined as CaseState | undefined } = {}
) => {
  const rules = { ...caseRules, desks: { interior: [...desks] } }
  return alertsFor(before, state, rules, () => 1, alertId)
}
const withHits = (...hits: readonly ReturnType<typeof aHit>[]) =>
  hits.map((hit, at) => ({ ...hit, id: `hit-${at}` }))
const atDesk = (desk: Partial<Desk>) => aCase({ desks: { interior: aDesk(desk) } })

describe('a change of a case', () => {
  test('is told to the agencies alone whose own desks changed', () => {
    const hits = withHits(aHit({ releasableTo: ['border'] }))
    const before = aCase({ hits })
    const desks = { ...before.desks, border: aDesk({ revision: 2 }) }
    const alerts = raised({ ...before, desks }, { before })
    expect(alerts.map(({ id }) => id)).toEqual(['border/duty/2'])
  })

  test('says what has happened, and shows the case as the agency may see it', () => {
    const by = { sub: 'ann', agency: 'interior' }
    const trail = [{ at: '2026-11-22T08:00:00.000Z', by, action: 'confirm' as const }]
    expect(raised(atDesk({ revision: 3, trail }))).toMatchObject([
      {
        agency: 'interior',
        desk: 'duty',
        caseId: 'case-1',
        revision: 3,
        what: 'confirm',
        person: { revision: 3 }
      }
    ])
  })

  test('shows no agency an entry that is not released to it', () => {
    fc.assert(
      fc.property(fc.array(anyHit, { minLength: 1, maxLength: 6 }), hits => {
        const secrets = hits.map((hit, at) => ({ ...hit, id: `hit-${at}`, entryId: `entry-${at}` }))
        const alerts = raised(aCase({ hits: secrets }))
        for (const agency of agencies) {
          const text = JSON.stringify(alerts.filter(alert => alert.agency === agency))
          for (const hit of secrets) {
            const isReleased = hit.agency === agency || hit.releasableTo.includes(agency)
            expect(text.includes(`"${hit.entryId}"`)).toBe(isReleased)
          }
        }
      })
    )
  })
})

describe('an agency’s desks', () => {
  const airport = { desk: 'airport', places: ['LHR'] }
  const arrests = { desk: 'arrests', instructions: ['arrest' as const] }
  const secret = { desk: 'secret', handling: ['H3' as const], lists: ['covert'] }
  const late = { desk: 'late', escalatedTo: ['agency' as const] }
  const all = [{ desk: 'all' }, airport, arrests, secret, late]
  const crossing = (checkpoint: string) =>
    ({ kind: 'crossing', checkpoint, direction: 'entry', at: '2026-11-22T08:00:00Z' }) as const
  const escalation = { to: 'agency', what: 'decide', at: '' } as const
  /** The entries of the hits that each desk is shown. */
  const shownAt = (state: CaseState, desks: readonly DeskRule[], before?: CaseState) =>
    Object.fromEntries(
      raised(state, { desks, before }).map(({ desk, person }) => [
        desk,
        person.hits.map(({ entryId }) => entryId)
      ])
    )

  test.for([
    { hit: {}, desk: {}, to: ['all', 'arrests'], why: 'by instruction' },
    {
      hit: { instruction: 'locate' },
      desk: { journey: crossing('LHR-T5') },
      to: ['all', 'airport'],
      why: 'by place'
    },
    {
      hit: { instruction: 'locate', list: 'covert', handling: 'H3' },
      desk: {},
      to: ['all', 'secret'],
      why: 'by list and handling'
    },
    {
      hit: { instruction: 'locate', handling: 'H3' },
      desk: {},
      to: ['all'],
      why: 'all that is named must fit'
    },
    {
      hit: { instruction: 'locate' },
      desk: { escalation },
      to: ['all', 'late'],
      why: 'once it is escalated'
    }
  ] as const)('get what fits them: $why', ({ hit, desk, to }) => {
    const state = aCase({ hits: withHits(aHit(hit)), desks: { interior: aDesk(desk) } })
    expect(raised(state, { desks: all }).map(alert => alert.desk)).toEqual(to)
  })

  test('are shown the hits that are theirs', () => {
    const hits = withHits(aHit(), aHit({ entryId: '2', instruction: 'locate' }))
    const rest = { desk: 'rest', instructions: ['locate' as const] }
    expect(shownAt(aCase({ hits }), [arrests, rest])).toEqual({ arrests: ['1'], rest: ['2'] })
  })

  test('have each alert once, however many rows name them: one that fits is enough', () => {
    const hits = withHits(
      aHit(),
      aHit({ entryId: '2', instruction: 'locate', list: 'missing' }),
      aHit({ entryId: '3', instruction: 'locate' })
    )
    const rows = [{ desk: 'rest' }, arrests, { desk: 'arrests', lists: ['missing'] }]
    expect(raised(aCase({ hits }), { desks: rows }).map(({ id }) => id)).toEqual([
      'interior/rest/1',
      'interior/arrests/1'
    ])
    expect(shownAt(aCase({ hits }), rows)).toMatchObject({ arrests: ['1', '2'] })
  })

  test('lose nothing: what fits none goes to the first', () => {
    const calm = aCase({ hits: withHits(aHit({ instruction: 'locate' })) })
    expect(raised(calm, { desks: [arrests, airport] }).map(({ desk }) => desk)).toEqual(['arrests'])
    const unscreened = { reason: 'invalid: data', agencies: ['interior'] }
    const nobody = aCase({ hits: [], unscreened })
    expect(raised(nobody, { desks: [arrests] }).map(({ desk }) => desk)).toEqual(['arrests'])
  })

  test('lose no hit beside one that another desk has: it goes to the first, wherever that is', () => {
    const hits = withHits(aHit(), aHit({ entryId: '2', instruction: 'locate' }))
    expect(shownAt(aCase({ hits }), [airport, arrests])).toEqual({ airport: ['2'], arrests: ['1'] })
    const [arrest, locate] = hits.map(hit => ({ ...hit }))
    if (!arrest || !locate) throw new Error('no hits')
    const withdrawn = { ...arrest, entrySince: { as: 'withdrawn' as const, revision: 2 } }
    const left = aCase({ hits: [withdrawn, locate] })
    expect(shownAt(left, [airport, arrests])).toMatchObject({ airport: ['2'] })
  })

  test('hear of the change that takes a case from them, and of nothing after it', () => {
    const hits = withHits(aHit({ instruction: 'locate' }))
    const at = (desk: Partial<Desk>) => aCase({ hits, desks: { interior: aDesk(desk) } })
    const [fresh, escalated] = [at({}), at({ revision: 2, state: 'escalated', escalation })]
    const [done, closed] = [
      at({ revision: 3, state: 'confirmed' }),
      at({ revision: 4, state: 'closed' })
    ]
    const rows = [airport, late]
    expect(shownAt(fresh, rows)).toEqual({ airport: ['1'] })
    expect(shownAt(escalated, rows, fresh)).toEqual({ airport: ['1'], late: ['1'] })
    expect(shownAt(done, rows, escalated)).toEqual({ airport: ['1'], late: ['1'] })
    expect(shownAt(closed, rows, done)).toEqual({ airport: ['1'] })
  })

  test('hear that a hit asks for something else by now, and is another desk’s', () => {
    const [before, after] = (['arrest', 'locate'] as const).map((instruction, index) =>
      aCase({
        hits: withHits(aHit({ instruction })),
        desks: { interior: aDesk({ revision: index + 1 }) }
      })
    )
    if (!before || !after) throw new Error('no case')
    expect(shownAt(after, [airport, arrests], before)).toEqual({ airport: ['1'], arrests: ['1'] })
  })

  test('show together every hit that the agency sees, and tell each desk once', () => {
    const row = fc.record(
      {
        desk: fc.constantFrom('one', 'two', 'three'),
        instructions: fc.subarray(['arrest' as const, 'locate' as const]),
        handling: fc.subarray(['H0' as const, 'H3' as const]),
        places: fc.subarray(['LHR', 'DVR']),
        escalatedTo: fc.subarray(['agency' as const])
      },
      { requiredKeys: ['desk'] }
    )
    fc.assert(
      fc.property(
        fc.array(row),
        fc.array(anyHit, { minLength: 1, maxLength: 5 }),
        (rows, found) => {
          const state = aCase({ hits: withHits(...found) })
          const journey = crossing('LHR-T5')
          const desks = Object.fromEntries(
            Object.keys(state.desks).map(agency => [agency, aDesk({ journey })])
          )
          const own = raised({ ...state, desks }, { desks: rows }).filter(
            ({ agency }) => agency === 'interior'
          )
          const shown = new Set(own.flatMap(({ person }) => person.hits.map(({ id }) => id)))
          expect(shown).toEqual(new Set(hitsFor(state.hits, 'interior').map(({ id }) => id)))
          expect(new Set(own.map(({ id }) => id)).size).toBe(own.length)
        }
      )
    )
  })

  test('are not decided by hits of others', () => {
    const foreign = aHit({ entryId: '2', agency: 'customs', instruction: 'arrest' })
    const hits = withHits(aHit({ instruction: 'locate' }), foreign)
    const alerts = raised(aCase({ hits }), { desks: [arrests, { desk: 'rest' }] })
    expect(alerts.filter(({ agency }) => agency === 'interior').map(({ desk }) => desk)).toEqual([
      'rest'
    ])
  })
})

test('an alert without its person holds ids, codes and urgency, and nothing else', () => {
  const { hits, ...rest } = withoutPerson(anAlert())
  expect(Object.keys(rest).sort()).toEqual(
    ['agency', 'at', 'caseId', 'desk', 'id', 'revision', 'state', 'urgency', 'what'].sort()
  )
  expect(hits.map(hit => Object.keys(hit).sort())).toEqual([
    ['band', 'entryId', 'id', 'instruction', 'list', 'score']
  ])
})

describe('an alert that is shortened', () => {
  const by = { sub: 'ann', agency: 'interior' }
  const trail = Array.from({ length: 500 }, (_, at) => ({
    ...{ at: `2026-11-22T08:00:00.${String(at).padStart(3, '0')}Z`, by, action: 'note' as const },
    reason: 'x'.repeat(2_000)
  }))
  const names = Array.from({ length: 200 }, () => ({ full: 'LISTED NAME '.repeat(16) }))
  const hits = withHits(
    ...Array.from({ length: 50 }, (_, at) =>
      aHit({ entryId: `${at}`, listedAs: { kind: 'person', names } })
    )
  )
  const [whole] = raised(aCase({ hits, desks: { interior: aDesk({ trail }) } }))
  if (!whole) throw new Error('no alert')
  const short = shortened(whole)

  test('says so, and what it is about and what to do as before', () => {
    const { person, ...rest } = whole
    expect(short).toMatchObject({ ...rest, shortened: true })
    const { traveller, state, urgency, instruction, revision } = person
    expect(short.person).toMatchObject({ traveller, state, urgency, instruction, revision })
    expect(short.person.trail).toEqual(person.trail.slice(-1))
    expect(short.person.hits.map(({ entryId }) => entryId)).toEqual(
      person.hits.slice(0, 10).map(({ entryId }) => entryId)
    )
  })

  test('is small, however much the case holds', () => {
    expect(JSON.stringify(whole).length).toBeGreaterThan(2_000_000)
    expect(JSON.stringify(short).length).toBeLessThan(10_000)
  })

  test('has its hits’ ids in the topic of the agency', () => {
    expect(withoutPerson(short)).toMatchObject({ shortened: true, hits: { length: 10 } })
  })
})
