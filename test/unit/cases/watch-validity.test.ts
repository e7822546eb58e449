import { expect } from 'vitest'
import { localVerdicts } from '#src/adapters/embedded/local-verdicts.ts'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { followCasesOfEntries, followChangedEntries } from '#src/cases/follow-entries.ts'
import { projectCases } from '#src/cases/project.ts'
import { watchValidity } from '#src/cases/watch-validity.ts'
import type { Entry } from '#src/domain/entry.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { EntryKey } from '#src/domain/ports.ts'
import type { WatchlistCommand } from '#src/domain/watchlist.ts'
import { createMetrics } from '#src/metrics.ts'
import { screenedEvent, screenedTypes } from '#src/screening/event.ts'
import { identityOf } from '#src/screening/to-hit.ts'
import { projectWatchlist } from '#src/watchlist/project.ts'
import { asNever } from '#test/helpers/as-never.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { eventsOf, withPlatform } from '#test/helpers/opened-platform.ts'
import { aHit, aScreening } from '#test/helpers/screened.ts'
import { patient } from '#test/helpers/until.ts'

const by = { sub: 'editor', agency: 'interior' }
const [evening, midnight] = ['2026-11-29T23:59:59.999Z', '2026-11-30T00:00:00.000Z']
const followers = {
  projectWatchlist,
  projectCases,
  followChangedEntries,
  followCasesOfEntries,
  watchValidity: (deps: Parameters<typeof watchValidity>[0], signal: AbortSignal) =>
    watchValidity(deps, signal, 1)
}
type Name = keyof typeof followers
const projections: readonly Name[] = ['projectWatchlist', 'projectCases']
const all = Object.keys(followers) as readonly Name[]

/** Starts followers as one node, by the clock given; all have ended before the platform is closed. */
const test = withPlatform.extend('begin', async ({ platform }, { onCleanup }) => {
  const ends: (() => Promise<void>)[] = []
  onCleanup(async () => {
    for (const end of ends) await end()
  })
  const { record, cases, positions, keys } = platform
  return (names: readonly Name[], clock: { time: string }) => {
    const ending = new AbortController()
    const asked: EntryKey[] = []
    const sharedList = {
      ...platform.sharedList,
      entries: (wanted: readonly EntryKey[]) => {
        asked.push(...wanted)
        return platform.sharedList.entries(wanted)
      }
    }
    const deps = {
      ...{ record, cases, positions, ids: idsUnder(keys.idsKey), verdicts: localVerdicts() },
      ...{ rules: caseRules, urgencyOf: () => 1, alertsOf: () => [], repliesOf: async () => [] },
      ...{ keepReplies: async () => undefined, setAside: asNever, metrics: createMetrics() },
      now: () => new Date(clock.time)
    }
    const running = names.map(name => {
      const list = name === 'projectWatchlist' ? platform.sharedList : sharedList
      return followers[name]({ ...deps, sharedList: list }, ending.signal)
    })
    const end = async () => {
      ending.abort()
      await Promise.all(running)
    }
    ends.push(end)
    return { asked, end }
  }
})

const append = ({ record }: EmbeddedPlatform, commands: readonly WatchlistCommand[]) =>
  record.append(
    'watchlist',
    commands.map(data => ({
      ...{ id: data.commandId, type: `portcullis.watchlist.${data.op}`, source: 'http' },
      ...{ time: evening, data }
    }))
  )
const put = (
  revision: number,
  more: Partial<Entry> = { validUntil: '2026-11-29' },
  entryId = '1'
): WatchlistCommand => ({
  ...{ op: 'put', commandId: `${entryId}@${revision}`, list: 'wanted', entryId, revision, by },
  person: { id: entryId, revision, kind: 'person', names: [{ full: 'LISTED NAME' }], ...more }
})
const config = { agency: 'interior', title: 'Wanted', purposes: ['border_control'] }
const listed = (platform: EmbeddedPlatform, ...commands: readonly WatchlistCommand[]) =>
  append(platform, [
    {
      ...{ op: 'configure', commandId: 'list', list: 'wanted', by },
      config: { ...config, instruction: 'arrest' }
    },
    ...commands
  ])

const screen = ({ record, keys }: EmbeddedPlatform, id = 'screening-1', caseId = 'case-1') => {
  const subject = { kind: 'person' as const, names: [{ full: 'LISTED NAME' }] }
  const hits = [aHit({ identity: identityOf(subject, idsUnder(keys.idsKey)) })]
  const screening = aScreening({ id, caseId, hits, screenedAt: evening })
  return record.append('screenings', [screenedEvent(screening, 'http/desk')])
}

const deskOf = async ({ cases }: EmbeddedPlatform, id = 'case-1') =>
  (await cases.get([id]))[0]?.desks['interior']
const stateOf = (platform: EmbeddedPlatform, id?: string) =>
  expect.poll(async () => (await deskOf(platform, id))?.state, patient)
const trailOf = async (platform: EmbeddedPlatform) =>
  (await deskOf(platform))?.trail.map(({ action }) => action)
const noticesIn = async ({ record }: EmbeddedPlatform) =>
  (await eventsOf(record, 'screenings')).filter(({ event }) => event.type === screenedTypes.notice)
/** Resolves when the cases were compared with the list after all there is. */
const untilCompared = ({ record, positions }: EmbeddedPlatform) =>
  expect
    .poll(async () => {
      const end = (await record.ends('screenings')).get(0)
      return (await positions.load('entries-of-cases', 'screenings')).get(0) === end
    }, patient)
    .toBe(true)

test('an open case is told once that its entry is not valid any more, when the day has ended', async ({
  platform,
  begin
}) => {
  const clock = { time: evening }
  const { asked } = begin(all, clock)
  await listed(platform, put(1))
  await screen(platform)
  await stateOf(platform).toBe('new')
  await untilCompared(platform)
  await expect.poll(() => asked.length, patient).toBeGreaterThan(0)
  expect(await noticesIn(platform)).toEqual([])

  clock.time = midnight
  await stateOf(platform).toBe('withdrawn')
  await untilCompared(platform)
  clock.time = '2026-12-01T00:00:00.000Z'
  await screen(platform, 'screening-2', 'case-2') // as the slowest of all nodes found it
  await stateOf(platform, 'case-2').toBe('withdrawn')
  expect(await trailOf(platform)).toEqual(['opened', 'entry_lapsed'])
  expect((await deskOf(platform))?.trail.at(-1)).toEqual({
    ...{ at: midnight, by: { sub: 'portcullis' }, action: 'entry_lapsed' },
    reason: 'wanted/1: validity has ended'
  })
})

test('two nodes that see it at once, and one that was killed before it saw what came of it, tell it once', async ({
  platform,
  begin
}) => {
  const { end } = begin(all, { time: evening })
  await listed(platform, put(1))
  await screen(platform)
  await stateOf(platform).toBe('new')
  await untilCompared(platform)
  await end()

  const clock = { time: midnight }
  const nodes = [begin(['watchValidity'], clock), begin(['watchValidity'], clock)]
  await expect.poll(async () => (await noticesIn(platform)).length, patient).toBe(1)
  await expect.poll(() => nodes.every(({ asked }) => asked.length > 0), patient).toBe(true)
  for (const node of nodes) await node.end()
  expect((await deskOf(platform))?.state).toBe('new')

  begin(all, clock)
  await stateOf(platform).toBe('withdrawn')
  await untilCompared(platform)
  expect(await trailOf(platform)).toEqual(['opened', 'entry_lapsed'])
})

test('a node that stood still for days tells it at its start, and nobody of what was prolonged', async ({
  platform,
  begin
}) => {
  const { end } = begin(projections, { time: evening })
  await listed(platform, put(1))
  await screen(platform)
  await stateOf(platform).toBe('new')
  await end()
  await append(platform, [put(2, { validUntil: '2026-12-31' })])
  const started = begin(all, { time: '2026-12-03T12:00:00.000Z' })
  await untilCompared(platform)
  await expect.poll(() => started.asked.length, patient).toBeGreaterThan(1)
  expect(await noticesIn(platform)).toEqual([])
  await started.end()
  begin(all, { time: '2027-01-01T00:00:00.000Z' })
  await stateOf(platform).toBe('withdrawn')
  expect(await trailOf(platform)).toEqual(['opened', 'entry_lapsed'])
})

test('an entry that is prolonged has its case back, and one that is ended by its owner loses it', async ({
  platform,
  begin
}) => {
  begin(all, { time: midnight })
  await listed(platform, put(1, {}))
  await screen(platform)
  await stateOf(platform).toBe('new')
  await append(platform, [put(2)])
  await stateOf(platform).toBe('withdrawn')
  await append(platform, [put(3, { validUntil: '2026-12-31' })])
  await stateOf(platform).toBe('reopened')
  expect(await trailOf(platform)).toEqual(['opened', 'entry_lapsed', 'entry_changed'])
})

test('an entry that is to begin later has its case back on its first day', async ({
  platform,
  begin
}) => {
  const clock = { time: evening }
  const { end } = begin(all, clock)
  await listed(platform, put(1, {}))
  await screen(platform)
  await stateOf(platform).toBe('new')
  await append(platform, [put(2, { validFrom: '2026-11-30', validUntil: '2026-11-30' })])
  await stateOf(platform).toBe('withdrawn')
  expect((await deskOf(platform))?.trail.at(-1)?.reason).toBe('wanted/1: not valid yet')
  await untilCompared(platform)
  await end()

  const next = begin(all, { time: midnight })
  await stateOf(platform).toBe('reopened')
  await untilCompared(platform)
  await next.end()
  begin(all, { time: '2026-12-01T00:00:00.000Z' })
  await stateOf(platform).toBe('withdrawn')
  await untilCompared(platform)
  expect(await trailOf(platform)).toEqual([
    ...['opened', 'entry_lapsed', 'entry_changed', 'entry_lapsed']
  ])
})

test('of a long list only entries with an open case are looked at', async ({ platform, begin }) => {
  const { end } = begin(all, { time: evening })
  const others = Array.from({ length: 3_000 }, (_, at) => put(1, undefined, `other-${at}`))
  await listed(platform, put(1), ...others)
  await screen(platform)
  await stateOf(platform).toBe('new')
  await untilCompared(platform)
  await end()
  const { asked } = begin(all, { time: midnight })
  await stateOf(platform).toBe('withdrawn')
  expect(new Set(asked.map(({ id }) => id))).toEqual(new Set(['1']))
})
