import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { takeTurns } from '#src/screening/turns.ts'

test('lets only so many through before others get their turn', async () => {
  const turn = takeTurns(5)
  let passed = 0
  const all = Promise.all(Array.from({ length: 100 }, () => turn().then(() => passed++)))
  const perTurn: number[] = []
  while (passed < 100) {
    const before = passed
    await nextTurn()
    perTurn.push(passed - before)
  }
  await all
  // The first count holds those who did not have to wait as well.
  expect(Math.max(...perTurn.slice(1))).toBeLessThanOrEqual(5)
})

test('keeps nobody waiting who comes alone', async () => {
  const turn = takeTurns(1)
  let passed = 0
  for (; passed < 3; passed++) await turn()
  expect(passed).toBe(3)
})
