import { expect, test } from 'vitest'
import {
  bracketVariants,
  distinctNames,
  fullName,
  listedName,
  splitScripts
} from '#src/watchlist/import/person-names.ts'

test.for([
  ['VERLANE, Osric Tamsin', { family: 'VERLANE', given: 'Osric Tamsin' }],
  ['KNOWLEDGE, JR., Samuel', { family: 'KNOWLEDGE', given: 'Samuel' }],
  ['DE LOS EJEMPLOS, Feliz Sem, Jr.', { family: 'DE LOS EJEMPLOS', given: 'Feliz Sem' }],
  ['Feliz Ejemplo, III', { full: 'Feliz Ejemplo' }],
  ['SENIOR, Paula', { family: 'SENIOR', given: 'Paula' }],
  ['JUNIOR, Feliz, Jr.', { family: 'JUNIOR', given: 'Feliz' }],
  ['DA EXEMPLO, Junior', { family: 'DA EXEMPLO', given: 'Junior' }],
  ['DA EXEMPLO, Feliz, Junior', { family: 'DA EXEMPLO', given: 'Feliz' }],
  ['SINGLENAME', { full: 'SINGLENAME' }],
  ['“The Example”', { full: 'The Example' }]
] as const)('reads %s', ([text, name]) => {
  expect(listedName(text, 'strong')).toEqual({ ...name, quality: 'strong' })
})

test('notes the script of names that are not Latin', () => {
  expect(fullName('Пример', 'weak')).toEqual({ full: 'Пример', quality: 'weak', script: 'Cyrl' })
  expect(fullName('金例子', 'weak')).toMatchObject({ script: 'Hani' })
  expect(fullName('김철', 'weak')).toMatchObject({ script: 'Hang' })
})

test('has no name without letters', () => {
  expect(fullName('111', 'weak')).toBeUndefined()
  expect(listedName(', ', 'weak')).toBeUndefined()
})

test('reads brackets as another spelling, or leaves them out', () => {
  expect(bracketVariants('Anselm (Anselmo) Kestrel')).toEqual(['Anselm Kestrel', 'Anselmo Kestrel'])
  expect(bracketVariants('Anselm Kestrel (combat name)')).toEqual(['Anselm Kestrel'])
  expect(bracketVariants('Anselm Kestrel')).toEqual(['Anselm Kestrel'])
})

test('makes two names of one in two scripts', () => {
  expect(splitScripts('Agha Oz اغا عز')).toEqual(['Agha Oz', 'اغا عز'])
  expect(splitScripts('Agha Oz')).toEqual(['Agha Oz'])
})

test('keeps the strong one of equal names', () => {
  const weak = { full: 'Oz', quality: 'weak' } as const
  const strong = { full: 'OZ', quality: 'strong' } as const
  expect(distinctNames([weak, strong, weak])).toEqual([strong])
})
