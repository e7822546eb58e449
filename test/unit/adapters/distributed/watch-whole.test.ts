import { describe, expect, test } from 'vitest'
import { watchWhole } from '#src/adapters/distributed/watch-whole.ts'

type Reach = readonly (readonly [partition: number, offset: number])[]

/** A view and a record that the test moves; the record may be away. */
const moving = (holds: Reach = [], reaches: Reach = []) => {
  const at: { holds: Reach; reaches: Reach | undefined } = { holds, reaches }
  const whole = watchWhole({
    offsets: async () => new Map(at.holds),
    ends: async () => {
      if (!at.reaches) throw new Error('away')
      return new Map(at.reaches)
    }
  })
  return { at, whole }
}

describe('a view is whole', () => {
  test('while the record holds nothing', async () => {
    const { whole } = moving()
    expect(await whole.isWhole()).toBe(true)
    expect(await whole.isWhole()).toBe(true)
  })

  test('once it holds what the record held at the beginning, whatever came since', async () => {
    const { at, whole } = moving([[0, 3]], [[0, 5]])
    expect(await whole.isWhole()).toBe(false)
    at.reaches = [[0, 9]]
    at.holds = [[0, 5]]
    expect(await whole.isWhole()).toBe(true)
    at.reaches = [[0, 20]]
    expect(await whole.isWhole()).toBe(true)
  })

  test.for([
    { why: 'it was emptied', left: [] },
    { why: 'one partition went back', left: [[0, 9] as const, [1, 6] as const] }
  ])('no longer when $why, until it holds all that there was then', async ({ left }) => {
    const { at, whole } = moving()
    const all: Reach = [[0, 9] as const, [1, 7] as const]
    at.reaches = all
    at.holds = all
    expect(await whole.isWhole()).toBe(true)
    at.holds = left
    expect(await whole.offsets()).toEqual(new Map(left))
    at.holds = [[0, 9] as const, [1, 6] as const]
    expect(await whole.isWhole()).toBe(false)
    at.holds = all
    expect(await whole.isWhole()).toBe(true)
  })

  test('unless something was lost, also with the record away', async () => {
    const { at, whole } = moving()
    at.holds = [[0, 1]]
    expect(await whole.isWhole()).toBe(true)
    at.reaches = undefined
    expect(await whole.isWhole()).toBe(true)
    at.holds = []
    expect(await whole.isWhole()).toBe(false)
    at.holds = [[0, 1]]
    expect(await whole.isWhole()).toBe(false)
    at.reaches = [[0, 1]]
    await expect.poll(whole.isWhole).toBe(true)
  })
})
