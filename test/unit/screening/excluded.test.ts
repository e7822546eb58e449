import { expect, test } from 'vitest'
import type { Exclusions } from '#src/domain/case-ports.ts'
import type { Exclusion } from '#src/domain/exclusion.ts'
import { Excluded } from '#src/screening/excluded.ts'
import { anExclusion } from '#test/helpers/exclusions.ts'
import { aHit } from '#test/helpers/screened.ts'

const holding = async (...exclusions: readonly Exclusion[]) => {
  const excluded = new Excluded()
  const follow: Exclusions['follow'] = handle => handle(exclusions)
  await excluded.follow({ follow } as Exclusions, new AbortController().signal)
  return excluded
}
const hit = aHit({ identity: 'identity-1' })
const day = '2026-11-23'

test('keeps away the entry that the traveller is not, and no other', async () => {
  const excluded = await holding(anExclusion())
  const other = aHit({ entryId: '2', identity: 'identity-2' })
  expect(excluded.sift('person-1', [hit, other], day)).toEqual({
    hits: [other],
    applied: ['exclusion-1']
  })
})

test.for([
  { person: 'person-2', given: hit, on: day, exclusion: {}, why: 'another traveller' },
  {
    person: undefined,
    given: hit,
    on: day,
    exclusion: {},
    why: 'a traveller of whom too little is known'
  },
  { person: 'person-1', given: hit, on: '2027-06-02', exclusion: {}, why: 'it is over' },
  {
    person: 'person-1',
    given: aHit({ identity: 'identity-9' }),
    on: day,
    exclusion: {},
    why: 'the entry speaks of somebody else now'
  },
  {
    person: 'person-1',
    given: aHit(),
    on: day,
    exclusion: {},
    why: 'the entry’s digest is not known'
  },
  {
    person: 'person-1',
    given: aHit({ list: 'other', identity: 'identity-1' }),
    on: day,
    exclusion: {},
    why: 'the same id on another list'
  },
  {
    person: 'person-1',
    given: hit,
    on: day,
    exclusion: { revoked: { by: { sub: 'sue' }, at: '2026-11-22T10:00:00.000Z' } },
    why: 'it was revoked'
  }
])('keeps nothing away: $why', async ({ person, given, on, exclusion }) => {
  const excluded = await holding(anExclusion(), anExclusion(exclusion))
  expect(excluded.sift(person, [given], on)).toEqual({ hits: [given], applied: [] })
})

test('holds on its last day', async () => {
  const excluded = await holding(anExclusion())
  expect(excluded.sift('person-1', [hit], '2027-06-01').hits).toEqual([])
})
