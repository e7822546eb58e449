import { expect, test } from 'vitest'
import { takeLanes } from '#src/adapters/turns.ts'

const gate = () => Promise.withResolvers<void>()

test('work of one lane waits for what was asked before it, also when that fails', async () => {
  const lanes = takeLanes()
  const done: string[] = []
  const held = gate()
  const first = lanes.within(1, () => held.promise)
  const second = lanes.within(1, async () => void done.push('second'))
  held.reject(new Error('broken'))
  await expect(first).rejects.toThrow('broken')
  await second
  expect(done).toEqual(['second'])
})

test('work of another lane does not wait', async () => {
  const lanes = takeLanes()
  const held = gate()
  const first = lanes.within(1, () => held.promise)
  await expect(lanes.within(2, async () => 'done')).resolves.toBe('done')
  held.resolve()
  await first
})

test('work alone comes after all before it and before all after it', async () => {
  const lanes = takeLanes()
  const done: string[] = []
  const [one, two] = [gate(), gate()]
  const before = [lanes.within(1, () => one.promise), lanes.within(2, () => two.promise)]
  const alone = lanes.alone(async () => void done.push('alone'))
  const after = lanes.within(1, async () => void done.push('after'))
  one.resolve()
  await before[0]
  expect(done).toEqual([])
  two.resolve()
  await Promise.all([alone, after])
  expect(done).toEqual(['alone', 'after'])
})
