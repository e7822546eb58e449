import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { projectCases } from '#src/cases/project.ts'
import { idsUnder } from '#src/domain/ids.ts'
import { loadPolicy } from '#src/load-policy.ts'
import { createMetrics } from '#src/metrics.ts'
import { watchCanary } from '#src/watch-canary.ts'
import { Watchlist } from '#src/watchlist/watchlist.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { openPlatform } from '#test/helpers/embedded-platform.ts'
import { patient } from '#test/helpers/until.ts'

const now = () => new Date()
const log = pino({ level: 'silent' })
const nothing = async () => undefined

const canaryOf = async (isAway = false) => {
  const platform = await openPlatform()
  const { record, cases, verdicts, keys } = platform
  const metrics = createMetrics()
  const ids = idsUnder(keys.idsKey)
  const stopping = new AbortController()
  const running: Promise<void>[] = []
  onTestFinished(async () => {
    stopping.abort()
    await Promise.all(running)
  })
  const canary = watchCanary({
    watchlist: new Watchlist(loadPolicy('config/policy.json'), now),
    record,
    verdicts,
    metrics,
    log,
    nodeDigest: 'node',
    hasAlerts: false,
    wasAwaySince: () => isAway,
    everySeconds: 0.01,
    patienceMs: 50,
    now
  })
  running.push(canary.run(stopping.signal))
  const told = { alertsOf: () => [], repliesOf: async () => [], keepReplies: nothing }
  const rules = caseRules
  const deps = { record, cases, verdicts, ids, urgencyOf: () => 1, rules, metrics, ...told }
  const project = () => running.push(projectCases({ ...deps, setAside: nothing }, stopping.signal))
  const missed = async () => (await metrics.canaryMissed.get()).values
  const seen = async () => (await metrics.canarySeen.get()).values[0]?.value ?? 0
  return { platform, canary, project, missed, seen }
}

test('a canary that becomes no case is missed and counted, and the next one heals it', async () => {
  const { canary, project, missed, seen } = await canaryOf()
  await expect.poll(canary.isMissed, patient).toBe(true)
  expect((await missed())[0]?.labels).toEqual({ stage: 'case' })
  expect(await seen()).toBe(0)
  project()
  await expect.poll(canary.isMissed, patient).toBe(false)
  expect(await seen()).toBeGreaterThan(0)
})

test('a canary becomes a case that no desk has and no figure counts', async () => {
  const { platform, project, seen } = await canaryOf()
  project()
  await expect.poll(seen, patient).toBeGreaterThan(0)
  const [kept] = await platform.cases.get(['canary-node-0'])
  expect(kept).toMatchObject({ desks: {}, hits: [] })
  expect([...(await platform.cases.counts()).values()].filter(count => count > 0)).toEqual([])
})

test('what was lost while record or shared view were away is no miss: they say so themselves', async () => {
  const { canary, project, missed, seen } = await canaryOf(true)
  project()
  await expect.poll(seen, patient).toBeGreaterThan(0)
  expect(canary.isMissed()).toBe(false)
  expect(await missed()).toEqual([])
})
