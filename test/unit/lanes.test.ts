import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createLanes } from '#src/lanes.ts'

const numbers = Array.from({ length: 1_000 }, (_, at) => at)

test('give results in the order of the items, whichever ends first', async () => {
  const inLanes = createLanes(10)
  const results = await inLanes(numbers, async at => {
    if (at % 7 === 0) await nextTurn()
    return at * 2
  })
  expect(results).toEqual(numbers.map(at => at * 2))
  expect(await inLanes([], async () => 1)).toEqual([])
})

test('are shared by all who work in them at once', async () => {
  const inLanes = createLanes(10)
  let [underWay, most, done] = [0, 0, 0]
  const work = async () => {
    most = Math.max(most, ++underWay)
    await nextTurn()
    underWay--
    done++
  }
  await Promise.all([1, 2, 3].map(() => inLanes(numbers, work)))
  expect([most, done]).toEqual([10, 3_000])
})

test('stop at the first failure, tell it, and are free for others again', async () => {
  const inLanes = createLanes(10)
  let begun = 0
  const failing = inLanes(numbers, async at => {
    begun++
    await nextTurn()
    if (at === 3) throw new Error('the fourth')
  })
  await expect(failing).rejects.toThrow('the fourth')
  expect(await inLanes(numbers, async at => at)).toEqual(numbers)
  expect(begun).toBeLessThan(numbers.length)
})
