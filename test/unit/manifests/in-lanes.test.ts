import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inLanes } from '#src/manifests/in-lanes.ts'

const numbers = Array.from({ length: 1_000 }, (_, at) => at)

test('gives results in the order of the items, whichever ends first', async () => {
  const results = await inLanes(numbers, async at => {
    if (at % 7 === 0) await nextTurn()
    return at * 2
  })
  expect(results).toEqual(numbers.map(at => at * 2))
})

test('works on many at once, but not on all', async () => {
  let [underWay, most] = [0, 0]
  await inLanes(numbers, async () => {
    most = Math.max(most, ++underWay)
    await nextTurn()
    underWay--
  })
  expect(most).toBe(128)
})

test('stops at the first failure, and tells it', async () => {
  let begun = 0
  const work = inLanes(numbers, async at => {
    begun++
    await nextTurn()
    if (at === 3) throw new Error('the fourth')
  })
  await expect(work).rejects.toThrow('the fourth')
  await nextTurn()
  expect(begun).toBeLessThan(numbers.length)
})
