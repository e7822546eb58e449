import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Caller } from '#src/domain/access.ts'
import type { Role } from '#src/domain/vocabulary.ts'
import { replyTo } from '#src/screening/reply.ts'
import { aHit, anyAgency, anyHit, aScreening } from '#test/helpers/screened.ts'

const caller = (roles: readonly Role[], agency?: string): Caller => ({
  sub: 'ann',
  jti: 'token-1',
  roles,
  purposes: ['border_control'],
  expiresAt: 0,
  ...(agency && { agency })
})
const desk = caller(['checkpoint'], 'border')
const officer = caller(['officer'], 'interior')

test('refers to a case when there is a hit that the caller may see', () => {
  const reply = replyTo(desk, aScreening())
  expect(reply.decision).toBe('refer')
  expect(reply.caseId).toBe('case-1')
  expect(reply.hits).toHaveLength(1)
})

test('names no case without one', () => {
  expect(replyTo(desk, aScreening({ hits: [] }))).toMatchObject({ decision: 'clear', hits: [] })
  expect(replyTo(desk, aScreening({ hits: [] }))).not.toHaveProperty('caseId')
})

test('shows the candidates of a traveller who is not described specifically enough', () => {
  const candidates = [aHit({ band: 'possible' })]
  const reply = replyTo(desk, aScreening({ hits: [], candidates }))
  expect(reply.decision).toBe('insufficient')
  expect(reply.hits).toHaveLength(1)
  expect(reply).not.toHaveProperty('caseId')
})

test('shows no mere candidate beside a hit', () => {
  const candidates = [aHit({ entryId: '2', band: 'possible' })]
  expect(replyTo(desk, aScreening({ candidates })).hits).toHaveLength(1)
})

test('shows as many candidates as the policy allows, and is insufficient with none shown', () => {
  const candidates = ['1', '2', '3'].map(entryId => aHit({ entryId, band: 'possible' }))
  const some = replyTo(desk, aScreening({ hits: [], candidates, maxCandidatesShown: 2 }))
  expect(some.hits.map(({ entryId }) => entryId)).toEqual(['1', '2'])
  const none = replyTo(desk, aScreening({ hits: [], candidates, maxCandidatesShown: 0 }))
  expect(none).toMatchObject({ decision: 'insufficient', hits: [] })
})

test('never calls a search clear that was cut short', () => {
  const cut = aScreening({ hits: [], cutShort: true, degraded: ['search cut short'] })
  expect(replyTo(desk, cut)).toMatchObject({
    decision: 'insufficient',
    degraded: ['search cut short']
  })
  expect(replyTo(desk, { ...cut, hits: [aHit()] }).decision).toBe('refer')
})

test('shows a covert hit to the owner’s officers, and to no checkpoint', () => {
  const covert = aScreening({ hits: [aHit({ covert: true })] })
  expect(replyTo(officer, covert).decision).toBe('refer')
  expect(replyTo(caller(['checkpoint'], 'interior'), covert).decision).toBe('clear')
})

test('gives one who is both what both may see', () => {
  const hits = [aHit({ entryId: 'a', covert: true }), aHit({ entryId: 'b', agency: 'customs' })]
  const both = caller(['checkpoint', 'officer'], 'interior')
  expect(replyTo(both, aScreening({ hits })).hits.map(({ entryId }) => entryId)).toEqual(['a', 'b'])
})

test.for<{ role: Role }>([{ role: 'carrier' }, { role: 'agency_editor' }, { role: 'admin' }])(
  'shows no hit to a mere $role',
  ({ role }) => {
    expect(replyTo(caller([role], 'interior'), aScreening()).hits).toEqual([])
  }
)

const anyHits = fc.array(anyHit, { maxLength: 6 })
const anyCaller = fc
  .tuple(fc.constantFrom<Role>('checkpoint', 'officer', 'supervisor'), anyAgency)
  .map(([role, agency]) => caller([role], agency))

test('gives the reply that it would give if what the caller may not see were not listed', () => {
  fc.assert(
    fc.property(anyCaller, anyHits, anyHits, fc.boolean(), (who, hits, candidates, cutShort) => {
      const isShown = (hit: (typeof hits)[number]) =>
        replyTo(who, aScreening({ hits: [hit] })).hits.length === 1
      const all = aScreening({ hits, candidates, cutShort })
      const seen = { hits: hits.filter(isShown), candidates: candidates.filter(isShown) }
      expect(replyTo(who, all)).toEqual(replyTo(who, { ...all, ...seen }))
    })
  )
})

test('gives a checkpoint the same reply with and without covert entries', () => {
  fc.assert(
    fc.property(anyAgency, anyHits, anyHits, (agency, hits, candidates) => {
      const who = caller(['checkpoint'], agency)
      const open = (all: typeof hits) => all.filter(({ covert }) => !covert)
      expect(replyTo(who, aScreening({ hits, candidates }))).toEqual(
        replyTo(who, aScreening({ hits: open(hits), candidates: open(candidates) }))
      )
    })
  )
})
