import { expect, test } from 'vitest'
import { loadPolicy } from '#src/load-policy.ts'
import { createMetrics } from '#src/metrics.ts'
import { refreshGauges } from '#src/refresh-gauges.ts'
import { Watchlist } from '#src/watchlist/watchlist.ts'
import { openPlatform } from '#test/helpers/embedded-platform.ts'

test('what still answers is shown while record and shared view are away', async () => {
  const platform = await openPlatform()
  const metrics = createMetrics()
  const away = () => Promise.reject(new Error('away'))
  await refreshGauges({
    platform: Object.assign(Object.create(platform), {
      record: { ...platform.record, ends: away },
      cases: { ...platform.cases, offsets: away, counts: away },
      waiting: () => 7,
      auditWaiting: () => 3,
      agenciesBehind: () => 2,
      sizes: async () => ({ databaseBytes: 100, logBytes: 10 })
    }),
    watchlist: new Watchlist(loadPolicy('config/policy.json'), () => new Date()),
    metrics,
    log: { debug: () => undefined }
  })
  const shown = await metrics.registry.metrics()
  expect(shown).toMatch(/^portcullis_outbox_events 7$/m)
  expect(shown).toMatch(/^portcullis_audit_lines_waiting 3$/m)
  expect(shown).toMatch(/^portcullis_alert_topics_behind 2$/m)
  expect(shown).toMatch(/^portcullis_database_bytes\{file="database"\} 100$/m)
  expect(shown).not.toMatch(/record_lag\{/)
})

test('a state in which no case is any more shows none', async () => {
  const platform = await openPlatform()
  const metrics = createMetrics()
  const refreshWith = (counts: ReadonlyMap<string, number>) =>
    refreshGauges({
      platform: Object.assign(Object.create(platform), {
        cases: { ...platform.cases, counts: async () => counts }
      }),
      watchlist: new Watchlist(loadPolicy('config/policy.json'), () => new Date()),
      metrics,
      log: { debug: () => undefined }
    })
  await refreshWith(new Map([['new', 2]]))
  await refreshWith(new Map([['assigned', 2]]))
  const shown = await metrics.registry.metrics()
  expect(shown).toMatch(/^portcullis_cases\{state="new"\} 0$/m)
  expect(shown).toMatch(/^portcullis_cases\{state="assigned"\} 2$/m)
})
