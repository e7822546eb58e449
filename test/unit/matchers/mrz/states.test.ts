import { expect, test } from 'vitest'
import { isState, readState } from '#matchers/mrz/states.ts'

test.for([
  ['UTO', 'UTO'],
  ['D<<', 'DEU'],
  ['DKK', 'DEU'],
  ['D<C', 'DEU'],
  ['DEU', 'DEU'],
  ['DNK', 'DNK'],
  ['RKS', 'RKS'],
  ['XKX', 'RKS'],
  ['XXK', 'RKS'],
  ['XXA', 'XXA'],
  ['U50', 'USO'],
  ['<<<', undefined]
] as const)('the state %s is %s', ([field, code]) => {
  expect(readState(field)).toBe(code)
})

test('organisations and the stateless are no states', () => {
  expect(['UTO', 'RKS', 'DEU', 'UKR'].every(isState)).toBe(true)
  expect(['XXA', 'XPO', 'UNO', 'UNA', 'UNK', 'EUE'].some(isState)).toBe(false)
})
