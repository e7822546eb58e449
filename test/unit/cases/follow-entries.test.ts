import { expect } from 'vitest'
import { localVerdicts } from '#src/adapters/embedded/local-verdicts.ts'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { followCasesOfEntries, followChangedEntries } from '#src/cases/follow-entries.ts'
import { projectCases } from '#src/cases/project.ts'
import type { Entry } from '#src/domain/entry.ts'
import type { EntryNotice } from '#src/domain/entry-notice.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { Record } from '#src/domain/ports.ts'
import type { RecordedHit } from '#src/domain/screening.ts'
import type { EntryState } from '#src/domain/watchlist.ts'
import { createMetrics } from '#src/metrics.ts'
import { screenedEvent, screenedTypes } from '#src/screening/event.ts'
import { identityOf } from '#src/screening/to-hit.ts'
import { toIndexEntry } from '#src/watchlist/index-entry.ts'
import { asNever } from '#test/helpers/as-never.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { eventsOf, withPlatform } from '#test/helpers/opened-platform.ts'
import { aHit, aScreening } from '#test/helpers/screened.ts'
import { patient } from '#test/helpers/until.ts'

const now = () => new Date('2026-11-22T10:00:00.000Z')
const by = { sub: 'editor', agency: 'interior' }

/** What runs beside answering: the projection of cases, and what follows entries. */
const followers = { projectCases, followChangedEntries, followCasesOfEntries }

type Platform = Pick<EmbeddedPlatform, 'record' | 'sharedList' | 'cases' | 'positions' | 'keys'>
const start = ({ record, sharedList, cases, positions, keys }: Platform, names: Names) => {
  const ending = new AbortController()
  const ids = idsUnder(keys.idsKey)
  const deps = {
    ...{ record, sharedList, cases, positions, ids, now },
    verdicts: localVerdicts(),
    rules: caseRules,
    urgencyOf: () => 1,
    alertsOf: () => [],
    repliesOf: async () => [],
    keepReplies: async () => undefined,
    setAside: asNever,
    metrics: createMetrics()
  }
  const running = names.map(name => followers[name](deps, ending.signal))
  return async () => {
    ending.abort()
    await Promise.all(running)
  }
}
type Names = readonly (keyof typeof followers)[]
/** Starts some of them, over and over; all have ended before the platform is closed. */
const test = withPlatform.extend('begin', async ({ platform }, { onCleanup }) => {
  const ends: (() => Promise<void>)[] = []
  onCleanup(async () => {
    for (const end of ends) await end()
  })
  return (names: Names, record = platform.record) => {
    const end = start({ ...platform, record }, names)
    ends.push(end)
    return end
  }
})
const all: Names = ['projectCases', 'followChangedEntries', 'followCasesOfEntries']

const person = (more: Partial<Entry> = {}): Entry => ({
  id: '1',
  revision: 1,
  kind: 'person',
  names: [{ full: 'LISTED NAME' }],
  instruction: 'arrest',
  ...more
})

/** The command in the record, and what its projection makes of it. */
const change = async (
  { record, sharedList }: EmbeddedPlatform,
  revision: number,
  entry?: Entry
) => {
  const command = { commandId: `c-${revision}`, list: 'wanted', entryId: '1', revision, by }
  const data = entry ? { ...command, op: 'put', person: entry } : { ...command, op: 'withdraw' }
  const time = now().toISOString()
  await record.append('watchlist', [
    { id: command.commandId, type: `portcullis.watchlist.${data.op}`, source: 'http', time, data }
  ])
  return async () => {
    const offset = (await record.ends('watchlist')).get(0) ?? 0
    const state = entry ? ('active' as const) : ('withdrawn' as const)
    const common = { list: 'wanted', id: '1', revision, state, changedAt: time }
    const entries: readonly EntryState[] = [{ ...common, ...(entry && { entry }) }]
    await sharedList.commit({
      position: { topic: 'watchlist', partition: 0, offset },
      lists: [],
      entries
    })
  }
}
const changed = async (platform: EmbeddedPlatform, revision: number, entry?: Entry) =>
  (await change(platform, revision, entry))()

const hitsIn = ({ keys }: EmbeddedPlatform): readonly RecordedHit[] => {
  const { subject } = toIndexEntry('wanted', person())
  return [aHit({ identity: identityOf(subject, idsUnder(keys.idsKey)) })]
}
const screen = async (platform: EmbeddedPlatform, id = 'screening-1') => {
  const screening = aScreening({ id, hits: hitsIn(platform) })
  await platform.record.append('screenings', [screenedEvent(screening, 'http/desk')])
}

const deskOf = async ({ cases }: EmbeddedPlatform) =>
  (await cases.get(['case-1']))[0]?.desks['interior']
const stateOf = (platform: EmbeddedPlatform) =>
  expect.poll(async () => (await deskOf(platform))?.state, patient)
const noticesIn = async ({ record }: EmbeddedPlatform) =>
  (await eventsOf(record, 'screenings')).filter(({ event }) => event.type === screenedTypes.notice)
/** How far the cases were compared with the list. */
const untilCompared = ({ positions }: EmbeddedPlatform) =>
  expect.poll(async () => (await positions.load('entries-of-cases', 'screenings')).get(0), patient)

/** Resolves when both followers have passed all there is. */
const untilPassed = async ({ record, positions }: EmbeddedPlatform) => {
  const end = async (topic: 'watchlist' | 'screenings') => (await record.ends(topic)).get(0) ?? 0
  const at = async (group: string, topic: 'watchlist' | 'screenings') =>
    (await positions.load(group, topic)).get(0) ?? 0
  await expect
    .poll(
      async () =>
        (await at('entries-changed', 'watchlist')) === (await end('watchlist')) &&
        (await at('entries-of-cases', 'screenings')) === (await end('screenings')),
      patient
    )
    .toBe(true)
}

test('a case is told of its entry once, though the node was killed after the list had changed', async ({
  platform,
  begin
}) => {
  await changed(platform, 1, person())
  const end = begin(['projectCases'])
  await screen(platform)
  await stateOf(platform).toBe('new')
  await end()
  await changed(platform, 2)

  const stop = begin(all)
  await stateOf(platform).toBe('withdrawn')
  await untilPassed(platform)
  await stop()
  for (const group of ['entries-changed', 'entries-of-cases']) {
    const topic = group === 'entries-changed' ? 'watchlist' : 'screenings'
    await platform.positions.save(group, { topic, partition: 0, offset: 0 }) // as if never stored
  }
  begin(all)
  await untilPassed(platform)
  expect(await noticesIn(platform)).toHaveLength(1)
  expect((await deskOf(platform))?.trail.map(({ action }) => action)).toEqual([
    'opened',
    'entry_withdrawn'
  ])
})

test('a stop waits for one step, however many cases there are to tell; each is told once after it', async ({
  platform,
  begin
}) => {
  const { record, cases } = platform
  await changed(platform, 1, person())
  const end = begin(['projectCases'])
  const ids = Array.from({ length: 150 }, (_, index) => `case-${index}`)
  const hits = hitsIn(platform)
  const screened = ids.map(caseId => aScreening({ id: `of-${caseId}`, caseId, hits }))
  await record.append(
    'screenings',
    screened.map(one => screenedEvent(one, 'http/desk'))
  )
  await expect.poll(async () => (await cases.get(ids)).every(Boolean), patient).toBe(true)
  await changed(platform, 2)

  const append: Record['append'] = async (topic, events) => {
    await record.append(topic, events)
    void stop()
  }
  const stop = begin(['followChangedEntries'], { ...record, append })
  await expect.poll(async () => (await noticesIn(platform)).length, patient).toBeGreaterThan(0)
  await stop()
  expect((await noticesIn(platform)).length).toBeLessThan(ids.length)

  begin(['followChangedEntries'])
  await expect.poll(async () => (await noticesIn(platform)).length, patient).toBe(ids.length)
  const told = (await noticesIn(platform)).map(({ event }) => event.data as EntryNotice)
  expect(new Set(told.map(({ caseId }) => caseId))).toEqual(new Set(ids))
  await end()
})

test('waits for the projection of the list', async ({ platform, begin }) => {
  begin(all)
  await changed(platform, 1, person())
  await screen(platform)
  await stateOf(platform).toBe('new')
  const project = await change(platform, 2)
  await screen(platform, 'screening-2')
  await untilCompared(platform).toBe(2)
  expect(await noticesIn(platform)).toEqual([])
  await project()
  await stateOf(platform).toBe('withdrawn')
})

test('a case that is made of the list as it was before is told too', async ({
  platform,
  begin
}) => {
  begin(all)
  await changed(platform, 1, person())
  await changed(platform, 2)
  await untilPassed(platform)
  await screen(platform)
  await stateOf(platform).toBe('withdrawn')
})

test('a case is told at once though only screenings came since that no case is made of', async ({
  platform,
  begin
}) => {
  const { record, cases } = platform
  const time = now().toISOString()
  const event = (type: string, id: string) => ({ id, type, source: 'http/desk', time, data: {} })
  const clear = (from: number, count: number) =>
    record.append(
      'screenings',
      Array.from({ length: count }, (_, at) => event(screenedTypes.clear, `clear-${from + at}`))
    )
  begin(all)
  await changed(platform, 1, person())
  await screen(platform)
  await stateOf(platform).toBe('new')
  // The cases follow the one in the middle, what compares them with the list does not: it is given a later one to pass.
  await clear(0, 600)
  await record.append('screenings', [event(screenedTypes.manifest, 'm-1')])
  const passed = async () => (await cases.offsets('screenings')).get(0)
  await expect.poll(passed, patient).toBeGreaterThan(600)
  await clear(600, 500)
  await untilCompared(platform).toBeGreaterThan(1_000)
  expect(await passed()).toBeLessThan(1_000)

  await changed(platform, 2)
  await stateOf(platform).toBe('withdrawn')
})

test('an entry that is listed again while the notice is on its way has its case back', async ({
  platform,
  begin
}) => {
  await changed(platform, 1, person())
  const end = begin(['projectCases'])
  await screen(platform)
  await stateOf(platform).toBe('new')
  await end()
  await changed(platform, 2)
  const stop = begin(['followChangedEntries'])
  await expect.poll(async () => (await noticesIn(platform)).length, patient).toBe(1)
  await changed(platform, 3, person({ revision: 3 }))
  await expect
    .poll(
      async () => (await platform.positions.load('entries-changed', 'watchlist')).get(0),
      patient
    )
    .toBe(3)
  await stop()
  expect(await noticesIn(platform)).toHaveLength(1)

  begin(all)
  await stateOf(platform).toBe('reopened')
})

test.for([
  { what: 'remarks', entry: { remarks: 'see file 7' }, isTold: false },
  { what: 'names', entry: { names: [{ full: 'ANOTHER NAME' }] }, isTold: true },
  { what: 'instruction', entry: { instruction: 'locate' as const }, isTold: true }
])(
  'of a new revision a case is told what matters: $what',
  async ({ entry, isTold }, { platform, begin }) => {
    begin(all)
    await changed(platform, 1, person())
    await screen(platform)
    await stateOf(platform).toBe('new')
    await changed(platform, 2, person({ revision: 2, ...entry }))
    await untilPassed(platform)
    expect((await noticesIn(platform)).map(({ event }) => event.data)).toMatchObject(
      isTold ? [{ kind: 'entry_changed', entryId: '1', revision: 2 }] : []
    )
  }
)

test('a case that was done with long ago is told who may see its entry, and nothing else', async ({
  platform,
  begin
}) => {
  begin(all)
  await changed(platform, 1, person())
  await screen(platform)
  await stateOf(platform).toBe('new')
  const [open] = await platform.cases.get(['case-1'])
  const desk = open?.desks['interior']
  if (!open || !desk) throw new Error('there is no case')
  const closed = { ...desk, revision: 2, state: 'closed' as const }
  const since = '2026-11-01T08:00:00.000Z'
  const old = { ...open, desks: { interior: { ...closed, since, updatedAt: since } } }
  const position = { topic: 'case-commands' as const, partition: 0, offset: 1 }
  await platform.cases.commit({ position, cases: [old] })
  await changed(platform, 2, person({ revision: 2, instruction: 'locate' }))
  await untilPassed(platform)
  expect(await noticesIn(platform)).toEqual([])
  const strict = person({ revision: 3, instruction: 'locate', handling: 'H3' })
  await changed(platform, 3, strict)
  await expect
    .poll(async () => (await platform.cases.get(['case-1']))[0]?.hits[0], patient)
    .toMatchObject({ handling: 'H3' })
  await untilPassed(platform)
  expect((await noticesIn(platform)).map(({ event }) => event.data)).toMatchObject([
    { kind: 'release_changed', revision: 3 }
  ])
  expect((await deskOf(platform))?.state).toBe('closed')
})

test('an agency that may see an entry no more reads nothing of what else became of it, and of a repetition nobody does', async ({
  platform,
  begin
}) => {
  const end = begin(all)
  await changed(platform, 1, person({ releasableTo: ['customs'] }))
  const [hit] = hitsIn(platform)
  if (!hit) throw new Error('there is no hit')
  const screening = aScreening({ hits: [{ ...hit, releasableTo: ['customs'] }] })
  await platform.record.append('screenings', [screenedEvent(screening, 'http/desk')])
  await stateOf(platform).toBe('new')
  await changed(platform, 2, person({ revision: 2, names: [{ full: 'ANOTHER NAME' }] }))
  await expect.poll(async () => (await deskOf(platform))?.revision, patient).toBe(2)
  await untilPassed(platform)
  await end()
  const [told] = await platform.cases.get(['case-1'])
  expect(told?.hits).toMatchObject([{ releasableTo: [], entrySince: { as: 'changed' } }])
  expect(told?.desks['customs']).toMatchObject({ revision: 1, state: 'new' })
  expect(await platform.cases.query({ agency: 'customs', limit: 10 })).toEqual([])
  const position = { topic: 'watchlist' as const, partition: 0, offset: 0 }
  await platform.positions.save('entries-changed', position) // as if never stored
  begin(all)
  await untilPassed(platform)
  expect((await noticesIn(platform)).map(({ event }) => event.data)).toMatchObject([
    { kind: 'release_changed' },
    { kind: 'entry_changed' }
  ])
  expect(await platform.cases.get(['case-1'])).toEqual([told])
})

test('what others have written among the screenings is passed over', async ({
  platform,
  begin
}) => {
  const time = now().toISOString()
  await platform.record.append('screenings', [
    { id: 'foreign', type: screenedTypes.withHits, source: 'kafka', time, data: {} }
  ])
  begin(['followCasesOfEntries'])
  await untilCompared(platform).toBe(1)
})
