import { expect, test } from 'vitest'
import { type Lanes, takeLanes } from '#src/adapters/turns.ts'

const gate = () => Promise.withResolvers<void>()

test('work of one lane waits for what was asked before it', async () => {
  const lanes = takeLanes()
  const done: string[] = []
  const held = gate()
  const first = lanes.within(1, () => held.promise.then(() => done.push('first')))
  const second = lanes.within(1, async () => done.push('second'))
  held.resolve()
  await Promise.all([first, second])
  expect(done).toEqual(['first', 'second'])
})

test.for([
  { of: 'a lane', fails: (lanes: Lanes, work: () => Promise<void>) => lanes.within(1, work) },
  { of: 'all lanes', fails: (lanes: Lanes, work: () => Promise<void>) => lanes.alone(work) }
])(
  'nothing begins once work of $of has failed, whatever waits for it or comes later',
  async ({ fails }) => {
    const lanes = takeLanes()
    const done: string[] = []
    const held = gate()
    const first = fails(lanes, () => held.promise)
    const waiting = [
      lanes.within(1, async () => void done.push('in its lane')),
      lanes.alone(async () => void done.push('alone'))
    ]
    held.reject(new Error('broken'))
    await expect(first).rejects.toThrow('broken')
    const late = lanes.within(2, async () => void done.push('late'))
    for (const work of [...waiting, late]) await expect(work).rejects.toThrow('broken')
    expect(done).toEqual([])
  }
)

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
