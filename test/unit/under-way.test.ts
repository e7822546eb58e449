import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { createUnderWay } from '#src/under-way.ts'

test('knows what has begun and not ended, by its id', () => {
  const underWay = createUnderWay<string>()
  underWay.begin('a', 'first')
  underWay.begin('b', 'second')
  underWay.begin('a', 'third')
  expect([underWay.size, underWay.get('a'), underWay.get('b'), underWay.get('c')]).toEqual([
    2,
    'third',
    'second',
    undefined
  ])
  underWay.end('a')
  underWay.end('a')
  underWay.end('c')
  expect([underWay.size, underWay.get('a'), underWay.get('b')]).toEqual([1, undefined, 'second'])
})

test('takes any id, those too that every object has', () => {
  const underWay = createUnderWay<string>()
  for (const id of ['__proto__', 'constructor', 'toString', '1', '']) {
    expect(underWay.get(id)).toBeUndefined()
    underWay.begin(id, id)
    expect(underWay.get(id)).toBe(id)
    underWay.end(id)
    expect([underWay.get(id), underWay.size]).toEqual([undefined, 0])
  }
})

test('the work that has ended does not grow old', () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as (options: { type: 'minor' | 'major' }) => void
  const oldBytes = () =>
    getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space')
      ?.space_used_size ?? 0
  const underWay = createUnderWay<readonly object[]>()
  const comeAndGo = (round: number) => {
    for (let nth = 0; nth < 100; nth++) {
      const work = Array.from({ length: 1_000 }, (_, at) => ({ at }))
      underWay.begin(`${round} ${nth}`, work)
      if (nth >= 10) underWay.end(`${round} ${nth - 10}`)
    }
    for (let nth = 90; nth < 100; nth++) underWay.end(`${round} ${nth}`)
    collect({ type: 'minor' })
  }
  for (let round = 0; round < 5; round++) comeAndGo(round)
  collect({ type: 'major' })
  const before = oldBytes()
  for (let round = 5; round < 25; round++) comeAndGo(round)
  // A Map leaves 40 MB.
  expect(oldBytes() - before).toBeLessThan(2_000_000)
})
