import { describe, expect, test } from 'vitest'
import { bestAgreement, shapeNames } from '#matchers/names/compare-names.ts'
import { createLexicon } from '#matchers/names/word.ts'
import { model } from '../fixtures.ts'
import { agree } from './agree.ts'

describe('words of one part of a name', () => {
  const listed = { family: 'Featherstone Ibarruri', given: 'Heinrich Peter' }
  const { weight } = agree(listed, listed)

  test.for([
    ['Featherstone Ibarruri', 'Peter Heinrich', 'given names'],
    ['Ibarruri Featherstone', 'Heinrich Peter', 'family names']
  ] as const)('%s, %s: %s in another order are less like the same', ([family, given]) => {
    expect(agree({ family, given }, listed).weight).toBeCloseTo(
      weight + model.name.partReordered,
      9
    )
  })

  test.for([
    [{ full: 'Featherstone Ibarruri Heinrich Peter' }, 'as one string, whatever their order'],
    [{ full: 'Peter Heinrich Ibarruri Featherstone' }, 'as one string, whatever their order']
  ] as const)('%o: the same %s', ([traveller]) => {
    expect(agree(traveller, listed).weight).toBeCloseTo(weight, 9)
  })

  test('keep their order where given and family names are swapped', () => {
    const swapped = { family: 'Heinrich Peter', given: 'Featherstone Ibarruri' }
    expect(agree(swapped, listed).weight).toBeCloseTo(weight + model.name.swapped, 9)
  })
})

test('a name that may be cut off is no other name because its beginning is one', () => {
  const shaped = (given: string, cutOff: boolean) =>
    shapeNames(
      [{ family: 'Featherstone', given, ...(cutOff && { cutOff }) }],
      createLexicon(model.word)
    )
  const respelled = { ...model.name.respelled, variant: 50, otherName: 50 }
  const strict = { ...model, name: { ...model.name, respelled } }
  const weightOf = (cutOff: boolean, by: typeof model) =>
    bestAgreement(shaped('Maria', cutOff), shaped('Marian', false), by)?.weight
  expect(weightOf(true, strict)).toBe(weightOf(true, model))
  expect(weightOf(false, strict)).toBeLessThan(weightOf(false, model) ?? 0)
})
