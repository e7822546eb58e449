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
