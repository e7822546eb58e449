import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { takeSlices } from '#src/screening/slices.ts'

test.for([
  { eachMs: 3, perTurn: 2, why: 'several short ones' },
  { eachMs: 500, perTurn: 1, why: 'one long one' }
])('lets others in after $why', async ({ eachMs, perTurn }) => {
  let [clock, done] = [0, 0]
  const inTurn = takeSlices(5, () => clock)
  const work = () => {
    clock += eachMs
    done += 1
  }
  const all = Promise.all(Array.from({ length: 20 }, () => inTurn(work)))
  const turns: number[] = []
  while (done < 20) {
    const before = done
    await nextTurn()
    turns.push(done - before)
  }
  await all
  expect(Math.max(...turns)).toBe(perTurn)
})

test('begins in order, gives what each comes to, and one that fails holds up none', async () => {
  const inTurn = takeSlices(5)
  const begun: number[] = []
  const take = (at: number) =>
    inTurn(async () => {
      begun.push(at)
      if (at === 1) throw new Error('no luck')
      return at
    })
  const found = await Promise.allSettled([0, 1, 2].map(take))
  expect(begun).toEqual([0, 1, 2])
  expect(found).toMatchObject([{ value: 0 }, { reason: { message: 'no luck' } }, { value: 2 }])
})

test('waits for none to end before the next begins', async () => {
  const inTurn = takeSlices(5)
  const { promise: never } = Promise.withResolvers<void>()
  void inTurn(() => never)
  expect(await inTurn(() => 'begun')).toBe('begun')
})
