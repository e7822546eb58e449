import { expect, test } from 'vitest'
import { LightMap, LightSet } from '#src/light-map.ts'
import { growsOld } from '#test/helpers/grows-old.ts'

test('holds what was set and not deleted, by its key', () => {
  const map = new LightMap<string, string>()
  map.set('a', 'first').set('b', 'second').set('a', 'third')
  expect([map.size, map.get('a'), map.get('b'), map.get('c')]).toEqual([
    2,
    'third',
    'second',
    undefined
  ])
  expect(map.values()).toEqual(['third', 'second'])
  expect([map.delete('a'), map.delete('a'), map.delete('c')]).toEqual([true, false, false])
  expect([map.size, map.get('a'), map.get('b')]).toEqual([1, undefined, 'second'])
  const seen: string[] = []
  map.forEach(value => {
    seen.push(value)
    map.delete('b')
  })
  expect([seen, map.size]).toEqual([['second'], 0])
})

test('holds nothing when it was cleared', () => {
  const map = new LightMap<number, string>()
  map.set(7, 'seven').clear()
  expect([map.size, map.has(7), map.values()]).toEqual([0, false, []])
  expect(map.set(8, 'eight').size).toBe(1)
})

test('takes any key, those too that every object has', () => {
  const map = new LightMap<string, string>()
  for (const key of ['__proto__', 'constructor', 'toString', '1', '']) {
    expect([map.has(key), map.get(key)]).toEqual([false, undefined])
    expect(map.set(key, key).get(key)).toBe(key)
    map.delete(key)
    expect([map.get(key), map.size]).toEqual([undefined, 0])
  }
})

test('a set holds what was added and not deleted', () => {
  const set = new LightSet<string>()
  expect([set.add('a').add('a').size, set.has('a'), set.has('b')]).toEqual([1, true, false])
  set.delete('a')
  expect([set.size, set.has('a')]).toEqual([0, false])
})

test('what has left does not grow old', async () => {
  const map = new LightMap<string, readonly object[]>()
  const comeAndGo = (round: number) => {
    for (let nth = 0; nth < 100; nth++) {
      map.set(`${round} ${nth}`, muchBehind())
      if (nth >= 10) map.delete(`${round} ${nth - 10}`)
    }
    for (let nth = 90; nth < 100; nth++) map.delete(`${round} ${nth}`)
  }
  // A Map leaves 40 MB.
  expect(await growsOld(comeAndGo)).toBeLessThan(2_000_000)
})

const muchBehind = () => Array.from({ length: 1_000 }, (_, at) => ({ at }))
