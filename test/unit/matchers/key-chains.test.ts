import { expect, test } from 'vitest'
import { createKeyChains } from '#matchers/watch/key-chains.ts'

test('a chain keeps every value, however long it and the map become', () => {
  const chains = createKeyChains()
  const count = 600_000
  for (let value = 0; value < count; value++) chains.add(value % 3, value)
  const restored = createKeyChains(chains.image())
  restored.add(0, count)
  let found = 0
  for (const key of [0, 1, 2]) restored.each(key, () => found++)
  expect(found).toBe(count + 1)
})

test('chains walked at once give what they give one by one', () => {
  const chains = createKeyChains()
  for (let value = 0; value < 1_000; value++) chains.add(value % 7, value)
  for (let value = 0; value < 1_000; value += 3) chains.remove(value % 7, value)
  const keys = [0, 3, 4, 99]
  const expected: number[] = []
  for (const key of keys) chains.each(key, value => expected.push(value))
  const found: number[] = []
  chains.eachUnder(keys, value => found.push(value))
  expect(found.sort()).toEqual(expected.sort())
})

test('of chains that were added to in ascending order those from a number on are walked alone', () => {
  const chains = createKeyChains()
  for (let value = 0; value < 1_000; value++) chains.add(value % 7, value)
  const found: number[] = []
  chains.eachUnder([2, 3], value => found.push(value), 990)
  expect(found.sort()).toEqual([990, 996, 997])
})
