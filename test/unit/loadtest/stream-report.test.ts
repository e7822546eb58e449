import { expect, test } from 'vitest'
import { Oracle } from '#loadtest/stream/oracle.ts'
import { isSound, report, summarise } from '#loadtest/stream/report-stream.ts'

/** A run in which one crossing became its alert after 100 ms, and one list change reached both nodes after 200. */
const run = (reached: number, neverFound = 0) => {
  const oracle = new Oracle()
  oracle.expect('a', 1_000)
  oracle.alerted('a/watching/1', 'a', 1_100)
  return summarise({
    crossings: 1,
    from: 0,
    until: 10_000,
    processorMs: 1,
    oracle,
    verdict: oracle.verdict(['a']),
    lag: [],
    caughtUp: undefined,
    changed: {
      sent: 1,
      refused: 0,
      neverFound,
      timesMs: new Map([
        ['node 1', [200]],
        ['node 2', Array.from({ length: reached }, () => 200)]
      ])
    },
    faults: undefined,
    seen: undefined
  })
}

test('a run in which all came in time meets its budgets', () => {
  expect(isSound(run(1))).toBe(true)
  expect(report(run(1))).not.toContain('missed')
})

test('a list change that a node never found is no run without a loss, nor one in time', () => {
  expect(isSound(run(0, 1))).toBe(false)
  expect(report(run(0, 1))).toMatch(/^missed list change/m)
})

test('what was never measured is not met', () => {
  expect(report(run(0))).toMatch(/^missed list change/m)
})
