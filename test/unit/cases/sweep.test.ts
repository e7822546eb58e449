import { expect } from 'vitest'
import { localVerdicts } from '#src/adapters/embedded/local-verdicts.ts'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { projectCases } from '#src/cases/project.ts'
import { createSweep } from '#src/cases/sweep.ts'
import { idsUnder } from '#src/domain/ids.ts'
import { createMetrics } from '#src/metrics.ts'
import { screenedEvent } from '#src/screening/event.ts'
import { asNever } from '#test/helpers/as-never.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { eventsOf, withPlatform } from '#test/helpers/opened-platform.ts'
import { aCase, aDesk, aScreening } from '#test/helpers/screened.ts'
import { until } from '#test/helpers/until.ts'

const test = withPlatform

/** A node: it projects cases and watches their timers, by a clock that the test sets. */
const startNode = ({ record, cases, keys }: EmbeddedPlatform) => {
  const ending = new AbortController()
  const ids = idsUnder(keys.idsKey)
  const metrics = createMetrics()
  const deps = { record, cases, ids, verdicts: localVerdicts(), rules: caseRules, metrics }
  const told = { repliesOf: async () => [], keepReplies: async () => undefined, alertsOf: () => [] }
  const more = { urgencyOf: () => 1, setAside: asNever, ...told }
  const ended = projectCases({ ...deps, ...more }, ending.signal)
  return {
    sweepAt: (time: string) => createSweep({ ...deps, now: () => new Date(time) })(),
    counted: async () => (await metrics.timersOver.get()).values,
    end: async () => {
      ending.abort()
      await ended
    }
  }
}

const deskOf = async ({ cases }: EmbeddedPlatform) =>
  (await cases.get(['case-1']))[0]?.desks['interior']
const escalations = async ({ record }: EmbeddedPlatform) =>
  (await eventsOf(record, 'case-commands')).map(({ event }) => event.type)

test('each timer escalates once: with several nodes that sweep, and again after a restart', async ({
  platform
}) => {
  let node = startNode(platform)
  await platform.record.append('screenings', [screenedEvent(aScreening(), 'http/desk')])
  await until(() => deskOf(platform))
  expect(await node.sweepAt('2026-11-22T08:00:10.000Z')).toBe(0)
  await node.end() // nobody decides what the sweepers append until the restart

  const at = '2026-11-22T08:00:31.000Z'
  expect(await Promise.all([node.sweepAt(at), node.sweepAt(at), node.sweepAt(at)])).toEqual([
    1, 1, 1
  ])
  expect(await escalations(platform)).toEqual(['portcullis.case.escalate'])

  node = startNode(platform)
  const desk = await until(async () => {
    const found = await deskOf(platform)
    return found?.state === 'escalated' ? found : undefined
  })
  expect(desk.trail.map(({ action }) => action)).toEqual(['opened', 'escalated'])
  expect(desk.due).toMatchObject({ at: '2026-11-22T08:01:01.000Z', to: 'supervisor' })
  expect(await node.sweepAt('2026-11-22T08:00:59.000Z')).toBe(0)
  expect(await node.counted()).toMatchObject([
    { labels: { what: 'acknowledge', to: 'officer' }, value: 1 }
  ])
  await node.end()
})

/** Desks that are over and stay so, as long as nobody decides; a node that looks after them by a clock of its own. */
const overdue = (count: number) => {
  const due = {
    at: '2026-11-22T08:00:30.000Z',
    what: 'acknowledge',
    to: 'officer',
    step: 0
  } as const
  const over = Array.from({ length: count }, (_, at) => ({
    state: aCase({ id: `case-${at}`, desks: { interior: aDesk({ due }) } }),
    agency: 'interior'
  }))
  const appended: string[] = []
  const clock = { time: '2026-11-22T08:01:00.000Z' }
  const sweep = createSweep({
    record: {
      append: async (_topic, events) => {
        appended.push(...events.map(({ data }) => (data as { caseId: string }).caseId))
      }
    },
    cases: { due: async (_before, limit, skipped = 0) => over.slice(skipped, skipped + limit) },
    ids: idsUnder(new Uint8Array(32)),
    now: () => new Date(clock.time)
  })
  return { over, appended, sweep, clock }
}

test('desks that stay over, as their partition stands still, keep no other waiting', async ({
  task: _
}) => {
  const { appended, sweep } = overdue(250)
  expect([await sweep(), await sweep(), await sweep(), await sweep()]).toEqual([100, 100, 50, 0])
  expect(new Set(appended).size).toBe(250)
})

test('however many they are, each is looked at within as many looks as they fill', async ({
  task: _
}) => {
  const { over, appended, sweep } = overdue(2_500)
  for (let look = 0; look < 60 && appended.length < over.length; look++) await sweep()
  expect(new Set(appended).size).toBe(2_500)
  for (let look = 0; look < 5; look++) await sweep()
  expect(appended).toHaveLength(2_500)
  const [one] = over.splice(0, 1)
  if (one) over.push({ ...one, state: { ...one.state, id: 'case-later' } })
  for (let look = 0; look < 5; look++) await sweep()
  expect(appended.slice(2_500)).toEqual(['case-later'])
})

test('what was appended and stays over is appended again after an hour', async ({ task: _ }) => {
  const { over, sweep, clock } = overdue(2)
  expect(await sweep()).toBe(2)
  clock.time = '2026-11-22T09:00:59.000Z'
  expect(await sweep()).toBe(0)
  over.shift()
  clock.time = '2026-11-22T09:01:01.000Z'
  expect(await sweep()).toBe(1)
})
