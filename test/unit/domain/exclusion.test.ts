import { expect, test } from 'vitest'
import { type Exclusion, exclusionFor, showExclusion } from '#src/domain/exclusion.ts'
import { anExclusion } from '#test/helpers/exclusions.ts'
import { aHit } from '#test/helpers/screened.ts'

const hit = aHit({ identity: 'identity-1' })
const until = '2027-06-01'
const revoked = { by: { sub: 'eve', agency: 'interior' }, at: '2026-11-23T09:00:00.000Z' }

test('holds on its last day, and not on the next', () => {
  const exclusion = anExclusion({ until })
  expect(exclusionFor([exclusion], 'person-1', hit, until)).toBe(exclusion)
  expect(exclusionFor([exclusion], 'person-1', hit, '2027-06-02')).toBeUndefined()
})

test.for<{ why: string; exclusion?: Partial<Exclusion>; person?: string; given?: typeof hit }>([
  { why: 'another traveller', person: 'person-2' },
  { why: 'another list', given: aHit({ identity: 'identity-1', list: 'other' }) },
  { why: 'another entry', given: aHit({ identity: 'identity-1', entryId: '9' }) },
  {
    why: 'an entry that says something else by now',
    given: aHit({ identity: 'identity-9' })
  },
  { why: 'a revoked exclusion', exclusion: { revoked } }
])('keeps nothing away from $why', ({ exclusion = {}, person = 'person-1', given = hit }) => {
  const one = anExclusion({ until, ...exclusion })
  expect(exclusionFor([one], person, given, '2026-11-23')).toBeUndefined()
})

test('is shown without the digests it compares, and with the end that somebody gave it', () => {
  const shown = showExclusion(anExclusion({ revoked }))
  expect(shown).toMatchObject({ list: hit.list, entryId: hit.entryId, revokedAt: revoked.at })
  expect(Object.keys(shown)).not.toContain('identity')
  expect(Object.keys(shown)).not.toContain('person')
  expect(showExclusion(anExclusion())).not.toHaveProperty('revokedAt')
})
