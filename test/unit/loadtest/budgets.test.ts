import { expect, test } from 'vitest'
import { checkBudgets, summarise, throughputRatio } from '#loadtest/load/budgets.ts'
import type { Round } from '#loadtest/load/target.ts'

const round = (perSecond: number, timeMs: number, failures = 0): Round => ({
  sent: 100,
  perSecond,
  failures,
  timesMs: Array.from({ length: 100 }, () => timeMs)
})

const screening = [round(500, 4), round(700, 6), round(600, 20, 2)]
const nothing = [round(1000, 1), round(1000, 1), round(1000, 1)]

test('sums rounds up by their medians, and failures by adding', () => {
  expect(summarise(screening)).toMatchObject({
    perSecond: 600,
    latency: { p50: 6, p99: 6, worst: 20 },
    requests: 300,
    failures: 2
  })
})

test('says of each budget whether it is met', () => {
  const phase = { screening: summarise(screening), 'null route': summarise(nothing) }
  const ratio = throughputRatio(phase)
  expect(ratio).toBe(0.6)
  expect(checkBudgets(ratio, phase).map(({ met }) => met)).toEqual([true, true])
  const slow = { ...phase, screening: summarise([round(500, 11)]) }
  expect(checkBudgets(0.49, slow).map(({ met }) => met)).toEqual([false, false])
})
