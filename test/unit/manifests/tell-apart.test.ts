import { describe, expect, test } from 'vitest'
import type { Person } from '#src/manifests/person.ts'
import { areApart, narrow, tellApart } from '#src/manifests/tell-apart.ts'
import { readPerson } from './build-paxlst.ts'

/** A description of DOE/JOHN: `D1 1950 on 2` has that document and year, on list 2; words are left out where not known. */
const described = (words: string, reference?: string) => {
  const number = /D\d/.exec(words)?.[0]
  const year = /19\d\d/.exec(words)?.[0]
  const { person } = readPerson(
    'NAD+FL+++DOE:JOHN',
    'RFF+AVF:PARTY',
    ...(year ? [`DTM+329:${year}0417:102`] : []),
    ...(reference ? [`RFF+ABO:${reference}`] : []),
    ...(number ? [`DOC+P+${number}`] : [])
  )
  const list = words.at(-1) ?? ''
  return { person, words, list, outcome: { person: ordinalOf(words) } }
}
/** Of one list everybody has a place of their own. */
const ordinalOf = (words: string) =>
  [...words].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
const wordsOf = (people: readonly (readonly { words: string }[])[]) =>
  people.map(one => one.map(({ words }) => words))

describe('descriptions of one name in one reservation', () => {
  test.for([
    { from: ['D1 1950 on 1', 'D2 1980 on 1'], people: 2, why: 'on one list' },
    { from: ['D1 1950 on 1', 'D1 1950 on 2'], people: 1, why: 'the same on two lists' },
    { from: ['D9 1950 on 2', 'D1 1950 on 1'], people: 1, why: 'with another document' },
    { from: ['D1 1951 on 2', 'D1 1950 on 1'], people: 1, why: 'born in another year' },
    { from: ['D1 1950 on 2', 'D2 1980 on 1'], people: 2, why: 'who differ in both' },
    { from: ['D1 on 2', '1980 on 1'], people: 2, why: 'with nothing that both have' },
    { from: ['on 2', 'on 1'], people: 1, why: 'by name alone' }
  ])('$why are of $people', ({ from, people }) => {
    expect(tellApart(from.map(words => described(words)))).toHaveLength(people)
  })

  test('are told apart person by person when a list comes again', () => {
    const all = ['D1 1950 on 2', 'D2 1980 on 2', 'D2 1980 on 1', 'D1 1950 on 1']
    expect(wordsOf(tellApart(all.map(words => described(words))))).toEqual([
      ['D1 1950 on 2', 'D1 1950 on 1'],
      ['D2 1980 on 2', 'D2 1980 on 1']
    ])
  })

  test('are of one where the reference is one, whatever else differs', () => {
    const all = [described('D1 1950 on 2', 'A1'), described('D2 1980 on 1', 'A1')]
    expect(tellApart(all)).toHaveLength(1)
    expect(tellApart([...all, described('D1 1950 on 1', 'A2')])).toHaveLength(2)
  })
})

describe('of several who may be meant', () => {
  const all = ['D1 1950 on 1', 'D2 1980 on 1', 'D9 1980 on 2'].map(words => described(words))
  test.for([
    { named: 'D1', meant: ['D1 1950 on 1'], why: 'the document says who it is' },
    { named: '1950', meant: ['D1 1950 on 1'], why: 'the birth date does' },
    { named: 'D9', meant: ['D2 1980 on 1', 'D9 1980 on 2'], why: 'as described before, too' },
    { named: 'D1 1980', meant: ['D1 1950 on 1'], why: 'the document does rather than the date' },
    { named: '', meant: ['D1 1950 on 1', 'D2 1980 on 1', 'D9 1980 on 2'], why: 'nothing does' },
    { named: 'D7 1999', meant: ['D1 1950 on 1', 'D2 1980 on 1', 'D9 1980 on 2'], why: 'nobody is' }
  ])('$why: $named', ({ named, meant }) => {
    expect(narrow(described(named).person, all).map(({ words }) => words)).toEqual(meant)
  })
})

test('two of one name are apart where one thing differs and nothing agrees', () => {
  const apart = (one: string, other: string) =>
    areApart(described(one).person as Person, described(other).person as Person)
  expect(apart('D1 1950', 'D2 1980')).toBe(true)
  expect(apart('D1', 'D2 1980')).toBe(true)
  expect(apart('D1 1950', 'D2 1950')).toBe(false)
  expect(apart('D1', '1980')).toBe(false)
})

test('who says neither when they were born nor a number is compared with nobody', () => {
  const { person: named } = readPerson('NAD+FL+++DOE:JOHN', 'RFF+AVF:PARTY')
  let compared = 0
  const found = [1, 2, 3].map(at => ({
    ...described(`on ${at}`),
    get person(): Person {
      compared++
      return named
    }
  }))
  expect(narrow(named, found)).toBe(found)
  // Of a party of thousands each is named so.
  expect(compared).toBe(0)
})
