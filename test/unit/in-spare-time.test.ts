import { expect, test } from 'vitest'
import { inSpareTime, type Turns } from '#src/in-spare-time.ts'

/** A thread where each step takes half a millisecond, and others have each turn for so long. */
const thread = (othersMs: number) => {
  let clock = 0
  const rests: number[] = []
  let turnsOfOthers = 0
  const turns: Turns = {
    now: () => clock,
    turn: async () => {
      turnsOfOthers++
      clock += othersMs
    },
    rest: async ms => {
      rests.push(ms)
      clock += ms
    }
  }
  const steps = function* (count: number) {
    for (let step = 0; step < count; step++) {
      clock += 0.5
      yield
    }
  }
  return { turns, steps, rests, others: () => turnsOfOthers }
}

const never = new AbortController().signal

test('others have their turn after each millisecond, and where they need none it does not rest', async () => {
  const { turns, steps, rests, others } = thread(0)
  await inSpareTime(steps(100), never, turns)
  expect(others()).toBe(50)
  expect(rests).toEqual([])
})

test.for([
  { othersMs: 5, restMs: 20 },
  { othersMs: 60, restMs: 100 }
])('it rests $restMs ms where others need $othersMs', async ({ othersMs, restMs }) => {
  const { turns, steps, rests } = thread(othersMs)
  await inSpareTime(steps(10), never, turns)
  expect(rests).toEqual(Array(5).fill(restMs))
})

test('it ends when it is told to', async () => {
  const { turns, steps, others } = thread(0)
  await inSpareTime(steps(100), AbortSignal.abort(), turns)
  expect(others()).toBe(1)
})
