import { expect } from 'vitest'
import { localVerdicts } from '#src/adapters/embedded/local-verdicts.ts'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { projectCases } from '#src/cases/project.ts'
import { createAlerts } from '#src/cases/raise-alerts.ts'
import { tellWhatWasLeft } from '#src/cases/tell.ts'
import type { Alert } from '#src/domain/alert.ts'
import { applyScreening } from '#src/domain/apply-case.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { Cases, Record } from '#src/domain/ports.ts'
import { createMetrics } from '#src/metrics.ts'
import { screenedEvent } from '#src/screening/event.ts'
import { asNever } from '#test/helpers/as-never.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { eventsOf, withPlatform as test } from '#test/helpers/opened-platform.ts'
import { aHit, aScreening } from '#test/helpers/screened.ts'
import { patient } from '#test/helpers/until.ts'

const urgencyOf = () => 1

/** Projects until it fails or is told to end; alerts are those of production. */
const begin = ({ keys }: EmbeddedPlatform, record: Record, cases: Cases) => {
  const ending = new AbortController()
  const ids = idsUnder(keys.idsKey)
  const rules = caseRules
  const ended = projectCases(
    {
      record,
      cases,
      verdicts: localVerdicts(),
      ids,
      urgencyOf,
      rules,
      alertsOf: createAlerts({ ids, rules, urgencyOf }),
      repliesOf: async () => [],
      keepReplies: async () => undefined,
      setAside: asNever,
      metrics: createMetrics()
    },
    ending.signal
  )
  return {
    ended,
    end: async () => {
      ending.abort()
      await ended
    }
  }
}

/** A record that takes no alerts: as if the process were killed after it has stored the case. */
const killedBeforeTelling = (record: Record): Record => ({
  append: (topic, events) =>
    topic === 'alerts' ? Promise.reject(new Error('killed')) : record.append(topic, events),
  follow: (...follows) => record.follow(...follows),
  find: (topic, id) => record.find(topic, id),
  ends: topic => record.ends(topic)
})

const screen = ({ record }: EmbeddedPlatform, id: string, entryId = '1') =>
  record.append('screenings', [
    screenedEvent(aScreening({ id, hits: [aHit({ entryId })] }), 'http/desk')
  ])
const told = async ({ record }: EmbeddedPlatform) =>
  (await eventsOf(record, 'alerts')).map(({ event }) => {
    const { what, revision } = event.data as Alert
    return `${revision} ${what}`
  })

test('what was stored and not told before a kill is told before anything newer, once', async ({
  platform
}) => {
  const note = { action: 'note', commandId: 'c-1', caseId: 'case-1', revision: 1, reason: 'seen' }
  const data = { ...note, by: { sub: 'ann', agency: 'interior' } }
  const killed = begin(platform, killedBeforeTelling(platform.record), platform.cases)
  await screen(platform, 's-1')
  await expect(killed.ended).rejects.toThrow('killed')
  expect((await platform.cases.get(['case-1']))[0]?.desks['interior']?.revision).toBe(1)
  expect(await told(platform)).toEqual([])

  const next = begin(platform, platform.record, platform.cases)
  const time = '2026-11-22T08:00:01.000Z'
  const event = { id: 'c-1', type: 'portcullis.case.note', source: 'http/ann', time, data }
  await platform.record.append('case-commands', [event])
  await expect.poll(() => told(platform), patient).toEqual(['1 opened', '2 note'])
  await next.end()
  expect(await platform.cases.untold('screenings')).toEqual([])
})

test('what was left is told although nothing comes any more', async ({ platform }) => {
  const { record, cases } = platform
  const killed = begin(platform, killedBeforeTelling(record), cases)
  await screen(platform, 's-1')
  await expect(killed.ended).rejects.toThrow('killed')
  const stopping = new AbortController()
  const telling = tellWhatWasLeft(
    { record, cases, keepReplies: async () => undefined },
    stopping.signal,
    1
  )
  await expect.poll(() => told(platform), patient).toEqual(['1 opened'])
  stopping.abort()
  await telling
  expect(await cases.untold('screenings')).toEqual([])
})

test('what was decided on a case that somebody has changed meanwhile is never told', async ({
  platform
}) => {
  const { cases } = platform
  let isFirst = true
  /** Another node makes the case just before the first commit. */
  const overtaken: Cases = {
    ...cases,
    commit: async commit => {
      if (isFirst) {
        isFirst = false
        const other = aScreening({ id: 's-0', hits: [aHit({ entryId: '9' })] })
        const state = applyScreening(undefined, other, (list, id) => `${list}/${id}`, urgencyOf)
        const position = { topic: 'case-commands' as const, partition: 0, offset: 1 }
        await cases.commit({ position, cases: state ? [state] : [] })
      }
      return cases.commit(commit)
    }
  }
  const projection = begin(platform, platform.record, overtaken)
  await screen(platform, 's-1')
  await expect.poll(() => told(platform), patient).toEqual(['2 screened_again'])
  await projection.end()
})
