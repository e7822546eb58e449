import { describe, expect, test } from 'vitest'
import { compareAll, createWatchIndex, type IndexEntry } from '#matchers/index.ts'
import { bearersWithoutLimit, listedLimit } from '#matchers/names/listed-frequency.ts'
import { documentAllowance, priorFor, scoreOf, weightFor } from '#matchers/prior.ts'
import { inventPeople, model, options, person } from './fixtures.ts'

describe('the prior', () => {
  test.for([
    [0, -14.25],
    [1000, -14.25],
    [5000, -14.25],
    [100_000, -17.5],
    [1_000_000, -20.25]
  ] as const)('of a list of %i persons is %f', ([persons, expected]) => {
    expect(priorFor(persons, model.prior)).toBe(expected)
  })

  test('hardly ever shows one entry more', () => {
    let steps = 0
    for (let persons = 0; persons < 20_000; persons++) {
      if (priorFor(persons, model.prior) !== priorFor(persons + 1, model.prior)) steps++
    }
    expect(steps).toBeLessThan(15)
  })

  test('turns into scores and back', () => {
    expect(scoreOf(weightFor(0.5, -15), -15)).toBeCloseTo(0.5, 12)
    expect(weightFor(0.5, -15)).toBe(15)
  })

  test('is given back by a search, for the persons of the lists that were searched', () => {
    const many = inventPeople(6000, 5)
    const few = [person('1', { names: [{ full: 'Ann Other' }] }, 'small')]
    const lost: IndexEntry = {
      list: 'small',
      id: 'd',
      subject: { kind: 'document', names: [], documents: [{ number: 'A1234567' }] },
      payload: {}
    }
    const index = createWatchIndex(model)
    index.apply([...many, ...few, lost].map(entry => ({ op: 'put', entry }) as const))
    const traveller = { names: [{ full: 'Ann Other' }] }
    const small = { ...options, lists: new Set(['small']) }
    for (const wanted of [options, small]) {
      const { prior } = index.search(traveller, wanted)
      expect(prior).toBe(compareAll(traveller, [...many, ...few, lost], model, wanted).prior)
    }
    expect(index.search(traveller, options).prior).toBe(priorFor(6001, model.prior))
    expect(index.search(traveller, small).prior).toBe(priorFor(1, model.prior))
    index.apply(many.map(({ list, id }) => ({ op: 'withdraw', list, id }) as const))
    expect(index.search(traveller, options).prior).toBe(priorFor(1, model.prior))
  })

  test('of a long list does not take from documents', () => {
    const prior = priorFor(1_000_000, model.prior)
    expect(prior + documentAllowance(prior, model)).toBe(priorFor(0, model.prior))
  })
})

describe('a name that many listed persons bear', () => {
  test.for([
    [3, 100_000, Number.POSITIVE_INFINITY, 'a family proves nothing'],
    [1200, 100_000, 4.5, 'a common one'],
    [100, 100_000, 7.5, 'a not so rare one']
  ] as const)('%i of %i: at most %f, %s', ([bearers, persons, expected]) => {
    expect(listedLimit(bearers, persons, model.word)).toBe(expected)
  })

  test('weighs less, and weighs as before once they are withdrawn', () => {
    const bearers = Array.from({ length: 60 }, (_, at) =>
      person(`b${at}`, {
        names: [{ family: 'QUETZALCOATL', given: `Xi${'abcdefghij'[at % 10]}mena` }],
        birthDates: [`19${10 + at}-05-06`]
      })
    )
    const index = createWatchIndex(model)
    index.apply(bearers.map(entry => ({ op: 'put', entry }) as const))
    const traveller = {
      names: [{ family: 'QUETZALCOATL', given: 'Xiamena' }],
      birthDate: '1910-05-06'
    }
    const weightOfName = () =>
      index.search(traveller, options).matches[0]?.evidence.find(({ field }) => field === 'name')
        ?.weight ?? 0
    const common = weightOfName()
    index.apply(bearers.slice(1).map(({ list, id }) => ({ op: 'withdraw', list, id }) as const))
    expect(weightOfName()).toBeGreaterThan(common + 4)
  })
})

test.for([0, 1, 2, 3.5])(
  'only more bearers than said limit a word, at %d deviations',
  deviations => {
    const weights = { ...model.word, listedDeviations: deviations }
    const few = bearersWithoutLimit(weights)
    expect(listedLimit(few, 1_000_000, weights)).toBe(Number.POSITIVE_INFINITY)
    expect(listedLimit(few + 1, 1_000_000, weights)).toBeLessThan(Number.POSITIVE_INFINITY)
  }
)
