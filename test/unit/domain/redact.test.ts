import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agenciesOf, isVisible } from '#src/domain/case.ts'
import { showCase, showHit } from '#src/domain/redact.ts'
import { instructions } from '#src/domain/vocabulary.ts'
import { aCase, aHit, anyAgency, anyHit } from '#test/helpers/screened.ts'

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

test('shows an agency its own hits only, and how urgent those are', () => {
  const state = aCase({
    urgency: 1,
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

test('shows a reason to the agency of the officer who gave it only', () => {
  const by = { sub: 'ann', agency: 'interior' }
  const at = '2026-11-22T08:00:00.000Z'
  const state = aCase({
    hits: withIds([aHit({ releasableTo: ['customs'] })]),
    trail: [{ at, by, action: 'note', reason: 'see our source' }]
  })
  expect(showCase(state, 'interior', urgencyOf)?.trail[0]?.reason).toBe('see our source')
  expect(showCase(state, 'customs', urgencyOf)?.trail).toEqual([{ at, by, action: 'note' }])
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
      const concerned = agency !== undefined && agenciesOf(state).includes(agency)
      expect(isVisible(state, agency)).toBe(concerned)
      expect(showCase(state, agency, urgencyOf) !== undefined).toBe(concerned)
    })
  )
})
