import fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { crossings } from '#loadtest/people/crossings.ts'
import { take } from '#loadtest/people/people.ts'
import { watchlistEntries } from '#loadtest/people/watchlist-entries.ts'
import { createWatchIndex } from '#matchers/index.ts'
import type { Entry } from '#src/domain/entry.ts'
import type { ListChange } from '#src/domain/ports.ts'
import type { Traveller } from '#src/domain/traveller.ts'
import { loadPolicy } from '#src/load-policy.ts'
import { createMetrics } from '#src/metrics.ts'
import { describeTraveller } from '#src/screening/describe-traveller.ts'
import { answer, type Question } from '#src/screening/question.ts'
import { type BesideDeps, createSearchBeside } from '#src/screening/search-beside.ts'
import { SearchThread } from '#src/screening/search-thread.ts'
import { HeldList } from '#src/watchlist/held-list.ts'
import { until } from '#test/helpers/until.ts'

const { matching: model, thresholds } = loadPolicy('config/policy.json')
const persons = 400
const entries = [...watchlistEntries({ seed: 5, persons, documents: 60 })]
const [today, never] = ['2026-11-22', new AbortController().signal]
const travellers = [
  ...take(crossings({ seed: 5, entries, startsAt: `${today}T08:00:00Z`, listedShare: 0.7 }), 60)
].map(
  ({ event }) => describeTraveller(structuredClone(event.traveller) as Traveller, today).traveller
)

const questionOf = (traveller: (typeof travellers)[number]): Question => ({
  readings: [traveller],
  lists: new Set(['wanted']),
  threshold: 0.3,
  needed: {
    byInstruction: new Map([['arrest', 0.3]]),
    byList: new Map([['wanted', thresholds.possible]])
  },
  limit: 20,
  today
})

/** A copy of the list in memory that changes as its node hears of it. */
const heldList = () => {
  const held = new HeldList(createWatchIndex(model))
  let version = 0
  const change = async (states: readonly { readonly id: string; readonly entry?: Entry }[]) => {
    const changes = states.map(({ id, entry }): ListChange => {
      version++
      const state = entry ? 'active' : 'withdrawn'
      const listed = { list: 'wanted', id, revision: version, state, changedAt: '' } as const
      return { version, kind: 'entry', state: { ...listed, ...(entry && { entry }) } }
    })
    await held.take(changes, { version, history: 'h' }, () => undefined, never)
    void held.compact(never)
  }
  return { held, change }
}

const opened = async () => {
  const list = heldList()
  await list.change(entries.slice(0, 300).map(entry => ({ id: entry.id, entry })))
  const thread = await until(() => SearchThread.open(list.held, model))
  onTestFinished(() => thread.close())
  return { ...list, thread }
}

describe('a search thread', () => {
  test('finds what the list holds, as the list itself finds it', async () => {
    const { held, thread } = await opened()
    let matched = 0
    for (const question of travellers.map(questionOf)) {
      const found = await thread.ask(question)
      expect(found).toEqual(answer(held.index, question))
      matched += found?.matches.length ?? 0
    }
    expect(matched).toBeGreaterThan(10)
  })

  test('finds the same after whatever changes, from the next question on', async () => {
    const { held, change, thread } = await opened()
    const step = fc.record({
      put: fc.subarray(entries, { maxLength: 40 }),
      withdraw: fc.subarray(entries, { maxLength: 20 }),
      asked: fc.subarray(travellers, { minLength: 1, maxLength: 4 })
    })
    await fc.assert(
      fc.asyncProperty(step, async ({ put, withdraw, asked }) => {
        await change(put.map(entry => ({ id: entry.id, entry })))
        await change(withdraw.map(({ id }) => ({ id })))
        for (const question of asked.map(questionOf)) {
          const found = thread.ask(question)
          expect(await found).toEqual(answer(held.index, question))
        }
      }),
      { numRuns: 30 }
    )
  })

  test('takes the changes that come while it is copied and started', async () => {
    const { held, change } = heldList()
    await change(entries.slice(0, 200).map(entry => ({ id: entry.id, entry })))
    const opening = SearchThread.open(held, model)
    for (const entry of entries.slice(200)) await change([{ id: entry.id, entry }])
    const thread = (await opening) ?? (await until(() => SearchThread.open(held, model)))
    onTestFinished(() => thread.close())
    for (const question of travellers.map(questionOf)) {
      expect(await thread.ask(question)).toEqual(answer(held.index, question))
    }
  })

  test('takes no more than it can soon answer, and answers nothing once it has ended', async () => {
    const { thread } = await opened()
    const question = questionOf(travellers[0] ?? { names: [] })
    const asked = Array.from({ length: 26 }, () => thread.ask(question))
    expect(asked.filter(one => one === undefined)).toHaveLength(2)
    expect(thread.underWay).toBe(24)
    const ended = Promise.allSettled(asked.flatMap(one => one ?? []))
    await thread.close()
    expect((await ended).map(({ status }) => status)).toEqual(Array(24).fill('rejected'))
    expect(thread.ask(question)).toBeUndefined()
    expect(thread.isLost).toBe(true)
  })
})

describe('beside the main thread', () => {
  /** A watchlist of which another copy can come in use. */
  const kept = async (
    fromEntries: number,
    more: Pick<BesideDeps, 'worker' | 'patienceMs' | 'lateAfterMs'> = {}
  ) => {
    const [first, second] = [heldList(), heldList()]
    for (const { change } of [first, second]) {
      await change(entries.slice(0, 100).map(entry => ({ id: entry.id, entry })))
    }
    const watchlist = { inUse: first.held, isLoaded: true }
    const metrics = createMetrics()
    const started = vi.fn()
    const log = { info: started, warn: () => undefined }
    const now = () => new Date(`${today}T08:00:00Z`)
    const beside = createSearchBeside({ watchlist, model, fromEntries, metrics, log, now, ...more })
    const ending = new AbortController()
    const running = beside.run(ending.signal)
    onTestFinished(async () => {
      ending.abort()
      await running
    })
    const ask = () => beside.ask(questionOf(travellers[0] ?? { names: [] }))
    const threads = async () => (await metrics.searchThreads.get()).values[0]?.value
    return { watchlist, first, second, ask, threads, started }
  }

  test('a thread searches as soon as the list is long enough', async () => {
    const { ask, threads } = await kept(100)
    expect(await until(async () => await ask())).toBeDefined()
    expect(await threads()).toBe(1)
  })

  test('nobody searches a short list', async () => {
    const [short, long] = [await kept(101), await kept(100)]
    await until(async () => await long.ask())
    expect(short.ask()).toBeUndefined()
    expect(await short.threads()).toBe(0)
  })

  test('another list in use is searched by another thread, and by none until then', async () => {
    const { watchlist, second, ask } = await kept(100)
    await until(async () => await ask())
    watchlist.inUse = second.held
    expect(ask()).toBeUndefined()
    expect(await until(async () => await ask())).toBeDefined()
  })

  test('a thread that was told of much of the list by itself is relieved by another', async () => {
    const { first, ask, threads, started } = await kept(100)
    await until(async () => await ask())
    const more = entries.slice(100, 200)
    await first.change(more.map(entry => ({ id: entry.id, entry })))
    await until(async () => started.mock.calls[1])
    expect(await until(async () => await ask())).toEqual(
      answer(first.held.index, questionOf(travellers[0] ?? { names: [] }))
    )
    expect(await threads()).toBe(1)
  })

  test('a thread that is late keeps nobody waiting', async () => {
    const patience = { patienceMs: 10_000, lateAfterMs: 5 }
    const { ask } = await kept(100, { worker: takesAllAndSaysNothing, ...patience })
    const { asked } = await until(async () => {
      const asked = ask()
      return asked && { asked }
    })
    await expect(asked).rejects.toThrow('late')
  })

  test('a thread that falls silent without ending is given up, and so is what it was asked', async () => {
    const patience = { patienceMs: 20, lateAfterMs: 10_000 }
    const { ask } = await kept(100, { worker: takesAllAndSaysNothing, ...patience })
    const { asked } = await until(async () => {
      const asked = ask()
      return asked && { asked }
    })
    await expect(asked).rejects.toThrow('was ended')
  })
})

/** A thread that comes up, and then never answers. */
const takesAllAndSaysNothing = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', () => undefined)
    parentPort.postMessage('ready')
  `)}`
)
