import { describe, expect, test } from 'vitest'
import { answersToNamed, superseding } from '#src/manifests/carry-earlier.ts'
import type { EarlierPerson } from '#src/manifests/earlier.ts'
import type { Person } from '#src/manifests/person.ts'
import { casesOf, outcomesByPerson, type PersonOutcome } from '#src/manifests/received.ts'
import { aScreenedPerson } from '#test/helpers/received-manifest.ts'

const person = (more: Partial<Person> = {}): Person => ({
  ordinal: 1,
  role: 'passenger',
  sent: { given: [] },
  names: [],
  isNameCut: false,
  nationalities: [],
  documents: [],
  unread: [],
  findings: [],
  ...more
})
const listed = (list: string, who: Partial<Person>, outcome: PersonOutcome): EarlierPerson => ({
  list,
  person: person(who),
  outcome,
  place: list,
  places: [list],
  flown: {}
})

const screened = (caseId: string) => aScreenedPerson(1, caseId)
const unscreened: PersonOutcome = {
  person: 1,
  kind: 'unscreened',
  caseId: 'no name',
  agencies: ['border'],
  reason: 'no name'
}
/** The outcome of a person who is named by this, where these were found. */
const answered = (earlier: readonly EarlierPerson[]) => answersToNamed(() => earlier)(person())
const standing = (...earlier: readonly EarlierPerson[]) => {
  const outcome = answered(earlier)
  return outcome.kind === 'noted' ? outcome.standing?.flatMap(casesOf) : undefined
}

describe('who is only named', () => {
  const [a, b] = [{ reference: 'A' }, { reference: 'B' }]
  const [ann, ben] = ['ANN', 'BEN'].map(given => ({ names: [{ family: 'DOE', given }] }))

  test.for([
    {
      why: 'a newer list',
      found: [listed('2', a, screened('new')), listed('1', a, screened('old'))],
      stands: ['new']
    },
    {
      why: 'a newer description that could not be screened',
      found: [listed('2', a, unscreened), listed('1', a, screened('old'))],
      stands: ['no name']
    },
    {
      why: 'a newer message that only names',
      found: [listed('2', a, { person: 1, kind: 'noted' }), listed('1', a, screened('old'))],
      stands: ['old']
    },
    {
      why: 'two persons of a reservation',
      found: [listed('2', b, screened('b')), listed('1', a, screened('a'))],
      stands: ['b', 'a']
    },
    {
      why: 'two without a reference, told apart by name',
      found: [listed('2', { ...ann }, screened('ann')), listed('1', { ...ben }, screened('ben'))],
      stands: ['ann', 'ben']
    },
    {
      why: 'father and son of one name on one list',
      found: [
        listed('2', { ...ben }, screened('father')),
        listed('2', { ...ben }, aScreenedPerson(2, 'son')),
        listed('1', { ...ben }, screened('as before'))
      ],
      stands: ['father', 'son']
    }
  ])('has what stands about everybody who may be meant: $why', ({ found, stands }) => {
    expect(standing(...found)).toEqual(stands)
  })

  test('has all their cases, each once', () => {
    const before = { ...screened('newer'), earlierCases: ['oldest'] } as PersonOutcome
    const outcome = answered([
      listed('3', a, screened('newest')),
      listed('2', a, before),
      listed('1', a, screened('oldest'))
    ])
    expect(casesOf(outcome)).toEqual(['newest', 'newer', 'oldest'])
  })

  test('has nothing where nobody is known', () => {
    expect(answered([])).toEqual({ person: 1, kind: 'noted' })
  })

  test('by the same as somebody before has the same, kept once', () => {
    const named = [1, 2, 3].map(ordinal =>
      person({ ordinal, locator: ordinal < 3 ? 'PARTY' : 'OTHER' })
    )
    const outcomes = named.map(answersToNamed(() => [listed('1', a, screened('a'))]))
    expect(outcomes[1]).toEqual({ person: 2, kind: 'noted', sameAs: 1 })
    expect(outcomes[2]).toHaveProperty('standing')
    const meant = outcomesByPerson(outcomes)
    expect([1, 2, 3].map(one => meant.get(one)).map(one => one && casesOf(one))).toEqual([
      ['a'],
      ['a'],
      ['a']
    ])
  })
})

test('who is described anew keeps the cases of every description before, those of another flight too', () => {
  const moved = { ...screened('moved'), earlierCases: ['on the former flight'] } as PersonOutcome
  const outcome = superseding(screened('now'), [listed('1', {}, moved)])
  expect(outcome).toMatchObject({ earlierCases: ['moved', 'on the former flight'] })
  expect(outcome).toHaveProperty('supersedes')
})
