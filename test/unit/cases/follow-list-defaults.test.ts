import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { localVerdicts } from '#src/adapters/embedded/local-verdicts.ts'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import {
  followCasesOfEntries,
  followChangedEntries,
  followReopenedCases
} from '#src/cases/follow-entries.ts'
import { projectCases } from '#src/cases/project.ts'
import type { CaseCommand } from '#src/domain/case-action.ts'
import type { ListConfig } from '#src/domain/entry.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { EntryKey } from '#src/domain/ports.ts'
import type { RecordedHit } from '#src/domain/screening.ts'
import type { WatchlistCommand } from '#src/domain/watchlist.ts'
import { createMetrics } from '#src/metrics.ts'
import { noticeEvent, screenedEvent, screenedTypes } from '#src/screening/event.ts'
import { identityOf } from '#src/screening/to-hit.ts'
import { projectWatchlist } from '#src/watchlist/project.ts'
import { asNever } from '#test/helpers/as-never.ts'
import { caseRules } from '#test/helpers/case-rules.ts'
import { eventsOf, withPlatform } from '#test/helpers/opened-platform.ts'
import { aHit, aScreening } from '#test/helpers/screened.ts'
import { patient } from '#test/helpers/until.ts'

const now = () => new Date('2026-11-22T10:00:00.000Z')
const by = { sub: 'editor', agency: 'interior' }
const followers = {
  projectWatchlist,
  projectCases,
  followChangedEntries,
  followCasesOfEntries,
  followReopenedCases
}
type Names = readonly (keyof typeof followers)[]
const all: Names = [
  'projectWatchlist',
  'projectCases',
  'followChangedEntries',
  'followCasesOfEntries',
  'followReopenedCases'
]

const start = ({ record, cases, positions, keys, ...platform }: EmbeddedPlatform, names: Names) => {
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
    ...{ record, sharedList, cases, positions, ids: idsUnder(keys.idsKey), now },
    verdicts: localVerdicts(),
    rules: caseRules,
    urgencyOf: (instruction: string) => (instruction === 'arrest' ? 1 : 5),
    alertsOf: () => [],
    repliesOf: async () => [],
    keepReplies: async () => undefined,
    setAside: asNever,
    metrics: createMetrics()
  }
  const uncounted = { ...deps, sharedList: platform.sharedList }
  const running = names.map(name =>
    followers[name](name === 'projectWatchlist' ? uncounted : deps, ending.signal)
  )
  const end = async () => {
    ending.abort()
    await Promise.all(running)
  }
  return { asked, end }
}

/** Starts some of them, over and over; all have ended before the platform is closed. */
const test = withPlatform.extend('begin', async ({ platform }, { onCleanup }) => {
  const ends: (() => Promise<void>)[] = []
  onCleanup(async () => {
    for (const end of ends) await end()
  })
  return (names: Names) => {
    const begun = start(platform, names)
    ends.push(begun.end)
    return begun
  }
})

const append = async ({ record }: EmbeddedPlatform, commands: readonly WatchlistCommand[]) =>
  record.append(
    'watchlist',
    commands.map(data => ({
      id: data.commandId,
      type: `portcullis.watchlist.${data.op}`,
      source: 'http',
      time: now().toISOString(),
      data
    }))
  )

const says = (
  platform: EmbeddedPlatform,
  instruction: ListConfig['instruction'] & string,
  more: Partial<ListConfig> = {}
) => {
  const config = {
    ...{ agency: 'interior', title: 'Wanted', purposes: ['border_control'], instruction },
    ...more
  }
  return append(platform, [
    { op: 'configure', commandId: randomUUID(), list: 'wanted', by, config }
  ])
}
const puts = (
  platform: EmbeddedPlatform,
  ids: readonly string[],
  own: { readonly instruction?: 'locate'; readonly releasableTo?: string[] } = {}
) =>
  append(
    platform,
    ids.map(entryId => ({
      ...{ op: 'put' as const, commandId: randomUUID(), list: 'wanted', entryId, revision: 1, by },
      person: {
        ...{ id: entryId, revision: 1, kind: 'person' as const, names: [{ full: 'LISTED NAME' }] },
        ...own
      }
    }))
  )

const screen = async (
  { record, keys }: EmbeddedPlatform,
  hit: Partial<RecordedHit> = {},
  screening: { readonly id?: string; readonly caseId?: string } = {}
) => {
  const found = {
    instruction: 'inform_only' as const,
    ofList: { revision: 1, instruction: 'inform_only' as const, handling: 'H0' as const },
    identity: identityOf(
      { kind: 'person', names: [{ full: 'LISTED NAME' }] },
      idsUnder(keys.idsKey)
    ),
    ...hit
  }
  await record.append('screenings', [
    screenedEvent(aScreening({ hits: [aHit(found)], ...screening }), 'http/desk')
  ])
}

const caseOf = async ({ cases }: EmbeddedPlatform, id = 'case-1') => (await cases.get([id]))[0]
const saidIn = (platform: EmbeddedPlatform, id = 'case-1') =>
  expect.poll(async () => (await caseOf(platform, id))?.hits[0]?.instruction, patient)
const trailOf = async (platform: EmbeddedPlatform, id = 'case-1', agency = 'interior') =>
  (await caseOf(platform, id))?.desks[agency]?.trail.map(({ action }) => action)
const noticesIn = async ({ record }: EmbeddedPlatform) =>
  (await eventsOf(record, 'screenings')).filter(({ event }) => event.type === screenedTypes.notice)

const followed = [
  ['entries-changed', 'watchlist'],
  ['entries-of-cases', 'screenings'],
  ['entries-of-reopened', 'case-commands']
] as const
/** Resolves when these followers have passed all there is; those of some kinds of events pass others late. */
const untilPassed = async (
  { record, positions }: EmbeddedPlatform,
  wanted: readonly (typeof followed)[number][] = followed
) => {
  const behind = async () => {
    const found = await Promise.all(
      wanted.map(async ([group, topic]) => {
        const end = (await record.ends(topic)).get(0) ?? 0
        return ((await positions.load(group, topic)).get(0) ?? 0) === end ? [] : group
      })
    )
    return found.flat()
  }
  await expect.poll(behind, patient).toEqual([])
}

/** What an officer does at the desk of an agency. */
const act = async (
  { record }: EmbeddedPlatform,
  action: CaseCommand['action'],
  revision: number,
  { agency = 'interior', ...more }: { agency?: string; verdict?: 'dismissed' } = {}
) => {
  const id = randomUUID()
  const time = now().toISOString()
  const who = { by: { sub: 'officer', agency }, roles: ['officer'] }
  const data = {
    commandId: id,
    caseId: 'case-1',
    action,
    revision,
    reason: 'seen',
    ...who,
    ...more
  }
  const type = `portcullis.case.${action}`
  await record.append('case-commands', [{ id, type, source: 'http/o', time, data }])
}

/** A list that says "inform only", with an entry that leaves it to the list, and an open case of it. */
const withCase = async (platform: EmbeddedPlatform, hit: Partial<RecordedHit> = {}) => {
  await says(platform, 'inform_only')
  await puts(platform, ['1'], { releasableTo: [...(hit.releasableTo ?? [])] })
  await screen(platform, hit)
  await saidIn(platform).toBe('inform_only')
}

/** The list says "arrest" by now, and the case, which was done with, goes on saying what it said. */
const saysArrestUntold = async (platform: EmbeddedPlatform) => {
  await says(platform, 'arrest')
  await untilPassed(platform, followed.slice(0, 1))
  expect((await caseOf(platform))?.hits[0]?.instruction).toBe('inform_only')
}

test('an open case is told once of what its list says by now, though the node was killed in between', async ({
  platform,
  begin
}) => {
  const { end } = begin(all)
  await withCase(platform)
  await untilPassed(platform)
  await end()
  await says(platform, 'arrest')

  const told = begin(all)
  await saidIn(platform).toBe('arrest')
  await untilPassed(platform)
  await told.end()
  for (const [group, topic] of followed) {
    await platform.positions.save(group, { topic, partition: 0, offset: 0 }) // as if never stored
  }
  begin(all)
  await untilPassed(platform)
  expect(await noticesIn(platform)).toHaveLength(1)
  expect(await trailOf(platform)).toEqual(['opened', 'list_changed'])
  expect((await caseOf(platform))?.desks['interior']?.urgency).toBe(1)
})

test('a notice that was written, but not taken, before a kill comes once', async ({
  platform,
  begin
}) => {
  const { end } = begin(all)
  await withCase(platform)
  await untilPassed(platform)
  await end()
  await says(platform, 'arrest')
  const without = begin(['projectWatchlist', 'followChangedEntries'])
  await expect.poll(async () => (await noticesIn(platform)).length, patient).toBe(1)
  await without.end()
  await platform.positions.save('entries-changed', { topic: 'watchlist', partition: 0, offset: 0 })
  begin(all)
  await saidIn(platform).toBe('arrest')
  await untilPassed(platform)
  expect(await noticesIn(platform)).toHaveLength(1)
  expect(await trailOf(platform)).toEqual(['opened', 'list_changed'])
})

test('a case made of the list as it was before is told too', async ({ platform, begin }) => {
  begin(all)
  await says(platform, 'inform_only')
  await puts(platform, ['1'])
  await says(platform, 'arrest')
  await untilPassed(platform)
  await screen(platform)
  await saidIn(platform).toBe('arrest')
})

test('an entry that says it itself is left alone, and so is a list that says the same', async ({
  platform,
  begin
}) => {
  begin(all)
  await withCase(platform)
  await puts(platform, ['2'], { instruction: 'locate' })
  const itself = { entryId: '2', instruction: 'locate' as const, ofList: { revision: 1 } }
  await screen(platform, itself, { id: 'screening-2', caseId: 'case-2' })
  await saidIn(platform, 'case-2').toBe('locate')
  await says(platform, 'inform_only', { title: 'Another title' })
  await says(platform, 'inform_only', { title: 'Another title' })
  await untilPassed(platform)
  expect(await noticesIn(platform)).toEqual([])
  await says(platform, 'arrest')
  await saidIn(platform).toBe('arrest')
  await untilPassed(platform)
  expect(await trailOf(platform, 'case-2')).toEqual(['opened'])
})

test('what only its list changed is no change of the entry', async ({ platform, begin }) => {
  begin(all)
  await withCase(platform)
  await says(platform, 'arrest')
  await saidIn(platform).toBe('arrest')
  await append(platform, [
    {
      ...{ op: 'put', commandId: randomUUID(), list: 'wanted', entryId: '1', revision: 2, by },
      person: {
        ...{ id: '1', revision: 2, kind: 'person', names: [{ full: 'LISTED NAME' }] },
        remarks: 'see file 7'
      }
    }
  ])
  await untilPassed(platform)
  const kinds = (await noticesIn(platform)).map(({ event }) => event.data)
  expect(kinds).toMatchObject([{ kind: 'list_changed', revision: 1, defaults: { revision: 2 } }])
})

test('a case that was done with is told when an officer takes it up again', async ({
  platform,
  begin
}) => {
  begin(all)
  await withCase(platform)
  await untilPassed(platform)
  await act(platform, 'dismiss', 1)
  await expect.poll(async () => trailOf(platform), patient).toEqual(['opened', 'dismiss'])
  await saysArrestUntold(platform)
  await act(platform, 'reopen', 2)
  await saidIn(platform).toBe('arrest')
  expect(await trailOf(platform)).toEqual(['opened', 'dismiss', 'reopen', 'list_changed'])
})

test('what its owner has confirmed is told when another agency asks about it', async ({
  platform,
  begin
}) => {
  begin(all)
  await withCase(platform, { releasableTo: ['border'] })
  await act(platform, 'confirm', 1)
  await expect.poll(async () => trailOf(platform), patient).toEqual(['opened', 'confirm'])
  await saysArrestUntold(platform)
  await act(platform, 'refer', 1, { agency: 'border' })
  await saidIn(platform).toBe('arrest')
  expect(await trailOf(platform)).toEqual(['opened', 'confirm', 'asked', 'list_changed'])
  expect(await trailOf(platform, 'case-1', 'border')).toEqual(['opened', 'refer', 'list_changed'])
})

test('what its owner has confirmed is told when it takes that back by an answer', async ({
  platform,
  begin
}) => {
  begin(all)
  await withCase(platform, { releasableTo: ['border', 'customs'] })
  await act(platform, 'refer', 1, { agency: 'border' })
  await act(platform, 'confirm', 2)
  await expect.poll(async () => trailOf(platform), patient).toEqual(['opened', 'asked', 'confirm'])
  await saysArrestUntold(platform)
  await act(platform, 'answer', 3, { verdict: 'dismissed' })
  await saidIn(platform).toBe('arrest')
  expect(await trailOf(platform, 'case-1', 'customs')).toEqual(['opened', 'list_changed'])
})

test('a traveller who is on board after all brings back what the list says by then', async ({
  platform,
  begin
}) => {
  begin(all)
  await withCase(platform)
  const tell = async (kind: 'withdrawn' | 'boarded') => {
    const common = { id: kind, kind, caseId: 'case-1', screenings: ['screening-1'], reason: 'says' }
    const notice = { ...common, at: now().toISOString(), by: { sub: 'carrier' } }
    await platform.record.append('screenings', [noticeEvent(notice, 'manifest')])
  }
  await tell('withdrawn')
  await expect.poll(async () => trailOf(platform), patient).toEqual(['opened', 'withdrawn'])
  await says(platform, 'arrest')
  await untilPassed(platform)
  expect((await caseOf(platform))?.hits[0]?.instruction).toBe('inform_only')
  await tell('boarded')
  await saidIn(platform).toBe('arrest')
})

test('of a long list only entries with an open case are looked at', async ({ platform, begin }) => {
  const { end } = begin(all)
  await withCase(platform)
  const many = Array.from({ length: 3_000 }, (_, index) => `other-${index}`)
  await puts(platform, many)
  await untilPassed(platform)
  await end()
  await says(platform, 'arrest')
  const { asked } = begin(all)
  await saidIn(platform).toBe('arrest')
  await untilPassed(platform)
  expect(new Set(asked.map(({ id }) => id))).toEqual(new Set(['1']))
  expect(asked.length).toBeLessThan(5)
})
