import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { CaseState, Notice } from '../domain/case.ts'
import { type AnyEntryNotice, isHistory } from '../domain/entry-notice.ts'
import type {
  Cases,
  EntryKey,
  Offsets,
  Positions,
  Record,
  RecordedEvent,
  SharedList
} from '../domain/ports.ts'
import { isForeign } from '../domain/set-aside.ts'
import { noticeEvent, screenedTypes } from '../screening/event.ts'
import { readCommand } from '../watchlist/read-command.ts'
import { type EntryNoticeDeps, entryNoticesFor } from './entry-notices.ts'

/** What cases are told of their entries with. */
export interface EntryFollowDeps extends EntryNoticeDeps {
  readonly record: Record
  readonly sharedList: SharedList
  readonly cases: Cases
  readonly positions: Positions
  readonly now: () => Date
}

const changesGroup = 'entries-changed'
const casesGroup = 'entries-of-cases'
const reopenedGroup = 'entries-of-reopened'

// However old a case is, nobody may see more of an entry in it than its owner allows.
const everSince = new Date(0).toISOString()
const casesAtOnce = 100
const askAgainMs = 20

/**
 * Tells the cases of every entry that is withdrawn or changed, and of every list that is configured, until the signal aborts: once
 * the list's projection has passed the change, and before its own position does.
 */
export const followChangedEntries = (deps: EntryFollowDeps, signal: AbortSignal): Promise<void> => {
  const { record, sharedList, cases, positions } = deps
  return record.follow({
    topic: 'watchlist',
    group: changesGroup,
    after: () => positions.load(changesGroup, 'watchlist'),
    handle: async batch => {
      const last = batch.at(-1)
      if (!last) return
      const entries = batch.flatMap(changedBy)
      const lists = new Set(batch.flatMap(configuredBy))
      if (entries.length + lists.size > 0) {
        await untilPassed(() => sharedList.offsets(), offsetsOf(last), signal)
        await untilWhole(deps, signal)
        if (signal.aborted) return
        const concerned = new Set(await cases.ofEntries(entries, everSince))
        for (const list of lists) for (const id of await cases.atWorkOn(list)) concerned.add(id)
        await tellCases(deps, [...concerned], signal)
        if (signal.aborted) return
      }
      await positions.save(changesGroup, last.position)
    },
    signal
  })
}

/**
 * Compares with the list, until the signal aborts, every case that a screening has hits for or that a notice may have changed: the
 * list may have changed while the screening, or the notice, was on its way. Whichever of both followers comes later sees both.
 */
export const followCasesOfEntries = (deps: EntryFollowDeps, signal: AbortSignal): Promise<void> =>
  compareAfter(
    deps,
    {
      topic: 'screenings',
      group: casesGroup,
      types: [screenedTypes.withHits, screenedTypes.notice],
      concerns: concernsEntries
    },
    signal
  )

/** Compares with the list, until the signal aborts, every case that an officer may take up again: while it was done with, nobody told it of its lists. */
export const followReopenedCases = (deps: EntryFollowDeps, signal: AbortSignal): Promise<void> =>
  compareAfter(
    deps,
    {
      topic: 'case-commands',
      group: reopenedGroup,
      types: takeUp,
      concerns: recorded => takeUp.includes(recorded.event.type) && !isForeign(recorded)
    },
    signal
  )

// An owner's desk is reopened by whoever asks it, and an answer may take back what it has confirmed.
const takeUp = ['reopen', 'refer', 'answer'].map(action => `portcullis.case.${action}`)

interface Compared {
  readonly topic: 'screenings' | 'case-commands'
  readonly group: string
  readonly types: readonly string[]
  readonly concerns: (recorded: RecordedEvent) => boolean
}

/** Once the cases' projection has passed them. */
const compareAfter = (
  deps: EntryFollowDeps,
  { topic, group, types, concerns }: Compared,
  signal: AbortSignal
): Promise<void> => {
  const { record, cases, positions } = deps
  return record.follow({
    topic,
    group,
    types,
    isPatient: true,
    after: () => positions.load(group, topic),
    handle: async batch => {
      const last = batch.at(-1)
      if (!last) return
      const concerned = batch.filter(concerns)
      const newest = concerned.at(-1)
      if (newest) {
        await untilPassed(() => cases.offsets(topic), offsetsOf(newest), signal)
        if (signal.aborted) return
        const ids = concerned.map(({ event }) => (event.data as { readonly caseId: string }).caseId)
        await tellCases(deps, [...new Set(ids)], signal)
        if (signal.aborted) return
      }
      await positions.save(group, last.position)
    },
    signal
  })
}

/** The entry that this command may have changed: nobody has a hit of a first revision before it is listed. */
const changedBy = (recorded: RecordedEvent): readonly EntryKey[] => {
  const read = readCommand(recorded)
  if (!('command' in read) || read.command.op === 'configure') return []
  const { op, list, entryId: id, revision } = read.command
  return op === 'put' && revision === 1 ? [] : [{ list, id }]
}

const configuredBy = (recorded: RecordedEvent): readonly string[] => {
  const read = readCommand(recorded)
  return 'command' in read && read.command.op === 'configure' ? [read.command.list] : []
}

/** All that may set somebody to work on a hit; a traveller who is withdrawn does not. */
const concernsEntries = (recorded: RecordedEvent) => {
  const { type, data } = recorded.event
  if (isForeign(recorded)) return false
  if (type !== screenedTypes.notice) return type === screenedTypes.withHits
  return (data as Partial<Notice | AnyEntryNotice>).kind !== 'withdrawn'
}

/**
 * Appends what these cases must be told, until the signal aborts; first they are read, then the list, so that no change falls between
 * both. Whoever begins anew passes over those that know it already. What was done with long ago is told only of who may see it.
 */
export const tellCases = async (
  deps: EntryFollowDeps,
  ids: readonly string[],
  signal: AbortSignal
): Promise<void> => {
  const { record, cases, now } = deps
  const time = now().toISOString()
  for (let at = 0; at < ids.length && !signal.aborted; at += casesAtOnce) {
    const found = await cases.get(ids.slice(at, at + casesAtOnce))
    const stored = found.filter(state => state !== undefined)
    const old = new Set(stored.flatMap(state => (isHistory(state, time) ? state.id : [])))
    const notices = await noticesOf(deps, stored, signal)
    if (signal.aborted) return
    const events = notices
      .filter(({ kind, caseId }) => kind === 'release_changed' || !old.has(caseId))
      .map(notice => noticeEvent(notice, 'portcullis/entries'))
    if (events.length > 0) await record.append('screenings', events)
  }
}

/** Of an entry that is over nobody is told before the list holds what the record does: it may be prolonged there. */
const noticesOf = async (
  deps: EntryFollowDeps,
  stored: readonly CaseState[],
  signal: AbortSignal
): ReturnType<typeof entryNoticesFor> => {
  const { record, sharedList, cases, now } = deps
  const compared = async () =>
    entryNoticesFor(deps, stored, await cases.timeFor(now().toISOString()))
  const notices = await compared()
  if (!notices.some(({ kind }) => kind === 'entry_lapsed')) return notices
  await untilPassed(() => sharedList.offsets(), await record.ends('watchlist'), signal)
  return compared()
}

/** Waits until the cases hold what was once seen in them: a store that was emptied holds only a part while it is filled again. */
export const untilWhole = async (deps: EntryFollowDeps, signal: AbortSignal): Promise<void> => {
  const { record, cases, positions } = deps
  const seen = await positions.load(casesGroup, 'screenings')
  const commands = await record.ends('case-commands')
  await bringAlong(deps, seen)
  await untilPassed(() => cases.offsets('screenings'), seen, signal)
  await untilPassed(() => cases.offsets('case-commands'), commands, signal)
}

/**
 * Where only screenings came since that no case is made of, nothing moves the cases' own position for a while: an event that they pass
 * does, in each partition that lies behind.
 */
const bringAlong = async (
  { record, cases, now }: EntryFollowDeps,
  seen: Offsets
): Promise<void> => {
  const passed = await cases.offsets('screenings')
  const behind = [...seen].filter(([partition, offset]) => (passed.get(partition) ?? 0) < offset)
  for (const [partition] of behind) {
    const { manifest: type } = screenedTypes
    const event = {
      id: randomUUID(),
      type,
      source: 'portcullis/entries',
      time: now().toISOString()
    }
    await record.append('screenings', [{ ...event, data: {} }], partition)
  }
}

const offsetsOf = ({ position: { partition, offset } }: RecordedEvent): Offsets =>
  new Map([[partition, offset]])

/** Waits until a projection has passed these offsets. */
const untilPassed = async (
  projected: () => Promise<Offsets>,
  offsets: Offsets,
  signal: AbortSignal
) => {
  while (!signal.aborted) {
    const found = await projected()
    if ([...offsets].every(([partition, offset]) => (found.get(partition) ?? 0) >= offset)) return
    await pause(askAgainMs, undefined, { signal }).catch(() => undefined)
  }
}
