import { expect, onTestFinished, test } from 'vitest'
import { createWatchIndex } from '#matchers/index.ts'
import { loadPolicy } from '#src/load-policy.ts'
import { HeldList } from '#src/watchlist/held-list.ts'
import { learnAhead } from '#src/watchlist/learn-ahead.ts'
import { patient } from '#test/helpers/until.ts'

/** A list of 100 entries that counts how often it was asked to learn, and how often it was looked at. */
const listOf = () => {
  const held = { size: 100, version: 1, learnt: 0, looks: 0 }
  return Object.assign(held, {
    learn: async () => {
      held.learnt++
    }
  })
}

const learning = (fromEntries = 100) => {
  const lists = [listOf(), listOf()] as const
  const [first, second] = lists
  let inUse = first
  let afterEachLook = () => {}
  const watchlist = {
    isLoaded: true,
    get inUse() {
      inUse.looks++
      afterEachLook()
      return inUse as unknown as HeldList
    }
  }
  const stopped = new AbortController()
  const run = learnAhead({ watchlist, fromEntries, lookEveryMs: 1 }, stopped.signal)
  onTestFinished(async () => {
    stopped.abort()
    await run
  })
  return {
    first,
    second,
    watchlist,
    useSecond: () => {
      inUse = second
    },
    eachTime: (change: () => void) => {
      afterEachLook = change
    },
    looked: async (list: { looks: number }, times = 5) => {
      const until = list.looks + times
      await expect.poll(() => list.looks, patient).toBeGreaterThanOrEqual(until)
    }
  }
}

test('a list is learnt once, and again when it has grown by more than a quarter', async () => {
  const { first, looked } = learning()
  await looked(first)
  expect(first.learnt).toBe(1)
  first.size = 125
  await looked(first)
  expect(first.learnt).toBe(1)
  first.size = 126
  await looked(first)
  expect(first.learnt).toBe(2)
})

test('another copy in use is learnt too', async () => {
  const { first, second, useSecond, looked } = learning()
  await looked(first)
  useSecond()
  await looked(second)
  expect([first.learnt, second.learnt]).toEqual([1, 1])
})

test('a list is not learnt while much of it changes, and is once it rests', async () => {
  const { first, eachTime, looked } = learning()
  await looked(first)
  first.size = 1_000
  eachTime(() => {
    first.version += 11
  })
  await looked(first)
  expect(first.learnt).toBe(1)
  eachTime(() => {
    first.version += 10
  })
  await looked(first)
  expect(first.learnt).toBe(2)
})

test('a short list is not learnt, nor one that is not loaded', async () => {
  const { first, watchlist, looked } = learning(101)
  await looked(first)
  first.size = 101
  watchlist.isLoaded = false
  await looked(first)
  expect(first.learnt).toBe(0)
  watchlist.isLoaded = true
  await looked(first)
  expect(first.learnt).toBe(1)
})

test('a copy learns in turns, and ends in the midst of it when it is told to', async () => {
  const stopped = new AbortController()
  let turns = 0
  const index = Object.assign(
    Object.create(createWatchIndex(loadPolicy('config/policy.json').matching)),
    {
      *learning() {
        for (;;) yield
      }
    }
  )
  const count = () => {
    if (++turns === 3) stopped.abort()
    else setImmediate(count)
  }
  setImmediate(count)
  await new HeldList(index).learn(stopped.signal)
  expect(turns).toBe(3)
})
