import { expect } from 'vitest'
import { localVerdicts } from '#src/adapters/embedded/local-verdicts.ts'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { projectCases } from '#src/cases/project.ts'
import { sweepTimers } from '#src/cases/sweep.ts'
import { idsUnder } from '#src/domain/ids.ts'
import { createMetrics } from '#src/metrics.ts'
import { screenedEvent } from '#src/screening/event.ts'
import { asNever } from '#test/helpers/as-never.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { eventsOf, withPlatform } from '#test/helpers/opened-platform.ts'
import { aScreening } from '#test/helpers/screened.ts'
import { until } from '#test/helpers/until.ts'

const test = withPlatform

/** A node: it projects cases and watches their timers, by a clock that the test sets. */
const startNode = ({ record, cases, keys }: EmbeddedPlatform) => {
  const ending = new AbortController()
  const ids = idsUnder(keys.idsKey)
  const deps = { record, cases, ids, verdicts: localVerdicts(), rules: caseRules }
  const told = { repliesOf: async () => [], keepReplies: async () => undefined, alertsOf: () => [] }
  const more = { urgencyOf: () => 1, setAside: asNever, ...told }
  const ended = projectCases({ ...deps, ...more }, ending.signal)
  return {
    sweepAt: (time: string) =>
      sweepTimers({ ...deps, metrics: createMetrics(), now: () => new Date(time) }),
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
  await node.end()
})
