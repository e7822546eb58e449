import { describe, expect, test } from 'vitest'
import { createCaseStore } from '#src/console/state/case-store.ts'
import { createFilling } from '#src/console/state/fill-store.ts'
import type { CaseStateName } from '#src/domain/case.ts'
import { aCase } from './a-case.ts'

const held = 5_000

/** A console over a service with so many new cases, of which it reads the first 5,000 that are left. */
const withNewCases = (count: number) => {
  const left = new Map(Array.from({ length: count }, (_, at) => [`${at}`, aCase(`${at}`)]))
  const store = createCaseStore(run => run())
  const asked: (readonly CaseStateName[])[] = []
  let hasMore = false
  const filling = createFilling({
    store,
    onMore: more => {
      hasMore = more
    },
    load: async (into, states) => {
      asked.push(states)
      into.put([...left.values()].slice(0, held))
      return left.size > held ? states : []
    }
  })
  const take = async (ids: readonly number[]) => {
    for (const id of ids) left.delete(`${id}`)
    store.put(ids.map(id => aCase(`${id}`, { revision: 2, state: 'dismissed' })))
    await filling.readOn()
  }
  const open = () => store.all().filter(({ state }) => state === 'new').length
  return { filling, take, open, asked, hasMore: () => hasMore }
}

describe('a queue of more cases than are held', () => {
  test('is read on as its cases are worked off, to the last', async () => {
    const { filling, take, open, asked, hasMore } = withNewCases(held + 1_200)
    await filling.fill(['new'])
    expect([open(), hasMore()]).toEqual([held, true])
    await take(Array.from({ length: 1_000 }, (_, at) => at))
    expect([open(), asked.length]).toEqual([4_000, 1])
    await take([1_000])
    expect([open(), hasMore()]).toEqual([held, true])
    await take(Array.from({ length: 1_001 }, (_, at) => 1_001 + at))
    expect([open(), hasMore()]).toEqual([4_198, false])
    expect(asked).toHaveLength(3)
  })

  test('is not asked for again while all are held', async () => {
    const { filling, take, open, asked, hasMore } = withNewCases(10)
    await filling.fill(['new'])
    await take([1, 2, 3])
    expect([open(), hasMore(), asked.length]).toEqual([7, false, 1])
  })
})
