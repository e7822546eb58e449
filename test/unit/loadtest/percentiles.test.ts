import { expect, test } from 'vitest'
import { latencyOf, median } from '#loadtest/percentiles.ts'

test('takes percentiles by the nearest rank', () => {
  const times = Array.from({ length: 1000 }, (_, at) => 1000 - at)
  expect(latencyOf(times)).toEqual({
    count: 1000,
    mean: 500.5,
    p50: 500,
    p99: 990,
    p999: 999,
    worst: 1000
  })
})

test('gives zeros when nothing was measured', () => {
  expect(latencyOf([])).toMatchObject({ count: 0, p50: 0, worst: 0, mean: 0 })
})

test.for([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
  [[], 0]
] as const)('finds the middle of %j', ([values, middle]) => {
  expect(median(values)).toBe(middle)
})
