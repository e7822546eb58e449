import { expect, test } from 'vitest'
import { checkBudgets } from '#loadtest/bench/budgets.ts'
import type { SearchCost } from '#loadtest/bench/types.ts'

const cost = (more: Partial<SearchCost>): SearchCost => ({
  count: 1,
  mean: 0,
  p50: 0.2,
  p99: 1,
  p999: 2,
  worst: 3,
  perSecond: 1,
  cpuP999: 2,
  cpuWorst: 3,
  candidates: 0,
  compared: 0,
  cutShort: 0,
  ...more
})
const measured = {
  task: { entries: 1e6, seed: 1, documentShare: 0, crossings: 1, listed: 1, updateSeconds: 0 },
  build: {
    seconds: 1,
    indexBytes: 1,
    bytesPerEntry: 250,
    recordBytesPerEntry: 1,
    rssBytes: 1,
    rssBytesPerEntry: 1
  },
  snapshot: {
    bytesPerEntry: 1,
    copySeconds: 1,
    writeSeconds: 1,
    restoreSeconds: 5,
    longestStepMs: 1
  },
  search: { ordinary: cost({}), 'ten names': cost({ p99: 15, cpuWorst: 20 }) }
}
const missed = (result: typeof measured) =>
  checkBudgets(result).flatMap(({ budget, met }) => (met ? [] : [budget]))

test('counts the medians of ordinary travellers, and the worst of all', () => {
  expect(checkBudgets(measured)).toHaveLength(5)
  expect(missed(measured)).toEqual([])
  const slow = { ordinary: cost({ p50: 0.31 }), 'ten names': cost({ cpuWorst: 20.1 }) }
  expect(missed({ ...measured, search: slow })).toEqual([
    'ordinary p50 ms ≤ 0.3',
    'worst of all, ms of the processor ≤ 20'
  ])
})

test('counts no other size', () => {
  expect(checkBudgets({ ...measured, task: { ...measured.task, entries: 100_000 } })).toEqual([])
})

test('what was not measured is not met', () => {
  const nobody = { ordinary: cost({ count: 0, p50: 0, p99: 0 }) }
  expect(missed({ ...measured, search: { ...measured.search, ...nobody } })).toEqual([
    'ordinary p50 ms ≤ 0.3',
    'ordinary p99 ms ≤ 2'
  ])
})
