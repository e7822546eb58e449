import { pino } from 'pino'
import { expect, test } from 'vitest'
import { localVerdicts } from '#src/adapters/embedded/local-verdicts.ts'
import type { Record } from '#src/domain/ports.ts'
import { createMetrics } from '#src/metrics.ts'
import { type CanaryDeps, watchCanary } from '#src/watch-canary.ts'

test('ends with its signal while one is on its way, which is no miss', async () => {
  const stopping = new AbortController()
  const metrics = createMetrics()
  const record = { append: async () => stopping.abort() } as Pick<Record, 'append'>
  const canary = watchCanary({
    watchlist: { findsCanary: () => true } as CanaryDeps['watchlist'],
    record: record as Record,
    verdicts: localVerdicts(),
    metrics,
    log: pino({ level: 'silent' }),
    nodeDigest: 'node',
    hasAlerts: true,
    wasAwaySince: () => false,
    everySeconds: 0.001,
    patienceMs: 3_600_000,
    now: () => new Date()
  })
  await canary.run(stopping.signal)
  expect(canary.isMissed()).toBe(false)
  expect((await metrics.canaryMissed.get()).values).toEqual([])
})
