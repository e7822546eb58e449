import { type Applied, type Rejection, rejected } from '../domain/applied.ts'
import type {
  EntryKey,
  Record,
  RecordedEvent,
  SharedList,
  Verdict,
  Verdicts
} from '../domain/ports.ts'
import { isForeign, type SetAside } from '../domain/set-aside.ts'
import {
  changeEntry,
  configureList,
  type EntryState,
  type ListState,
  type WatchlistCommand
} from '../domain/watchlist.ts'
import { inHalves } from '../in-halves.ts'
import { readCommand } from './read-command.ts'

/** What the projection of list commands works with. */
export interface WatchlistProjection {
  readonly record: Record
  readonly sharedList: SharedList
  readonly verdicts: Verdicts
  readonly setAside: SetAside
}

/** Decides every list command in the order of the record and stores what it makes, until the signal aborts. */
export const projectWatchlist = (deps: WatchlistProjection, signal: AbortSignal): Promise<void> =>
  deps.record.follow({
    topic: 'watchlist',
    group: 'shared-list',
    after: () => deps.sharedList.resume(),
    holds: () => deps.sharedList.offsets(),
    handle: batch => inHalves(batch, part => project(deps, part)),
    signal
  })

const project = async (
  { sharedList, verdicts, setAside }: WatchlistProjection,
  batch: readonly RecordedEvent[]
) => {
  const last = batch.at(-1)
  if (!last) return
  const read = batch.map(readCommand)
  const decided = await decide(
    sharedList,
    read.flatMap(one => ('command' in one ? one : []))
  )
  for (const one of read) if ('fault' in one) await setAside(one.recorded, 'INVALID', one.fault)
  for (const { recorded, rejection } of decided.refused) {
    await setAside(recorded, rejection.code, rejection.detail)
  }
  const version = await sharedList.commit({
    position: last.position,
    lists: [...decided.lists.values()],
    entries: [...decided.entries.values()]
  })
  verdicts.publish(decided.verdicts.map(verdict => ({ ...verdict, version })))
}

interface Commanded {
  readonly recorded: RecordedEvent
  readonly command: WatchlistCommand
}

const decide = async (sharedList: SharedList, batch: readonly Commanded[]) => {
  const known = await statesFor(
    sharedList,
    batch.map(({ command }) => command)
  )
  const lists = new Map<string, ListState>()
  const entries = new Map<string, EntryState>()
  const verdicts: Verdict[] = []
  const refused: { recorded: RecordedEvent; rejection: Rejection }[] = []
  for (const { recorded, command } of batch) {
    const list = lists.get(command.list) ?? known.lists.get(command.list)
    const { commandId } = command
    let applied: Applied<{ readonly revision?: number }>
    if (command.op === 'configure') {
      const configured = configureList(list, command)
      if (configured.ok) lists.set(command.list, configured.state)
      applied = configured.ok ? { ok: true, state: {} } : configured
    } else if (list && command.by.agency !== undefined && command.by.agency !== list.agency) {
      applied = rejected('NOT_YOUR_LIST', 'the list belongs to another agency')
    } else {
      const key = keyOf({ list: command.list, id: command.entryId })
      const stored = entries.get(key) ?? known.entries.get(key)
      const changed = changeEntry(list, stored, command, recorded.event.time)
      if (changed.ok) entries.set(key, changed.state)
      applied = changed
    }
    verdicts.push(
      applied.ok
        ? { commandId, ok: true, revision: applied.state.revision ?? 0, version: 0 }
        : { commandId, ok: false, rejection: applied.rejection }
    )
    // Nobody waits for the verdict on an agency's message; one that came before is no fault.
    const isRepeated = command.op !== 'configure' && isSame(applied, command.revision)
    if (!applied.ok && isForeign(recorded) && !isRepeated) {
      refused.push({ recorded, rejection: applied.rejection })
    }
  }
  return { lists, entries, verdicts, refused }
}

const isSame = (applied: Applied<unknown>, revision: number) =>
  !applied.ok && applied.rejection.revision === revision

const statesFor = async (sharedList: SharedList, commands: readonly WatchlistCommand[]) => {
  const names = [...new Set(commands.map(({ list }) => list))]
  const lists = await Promise.all(names.map(name => sharedList.list(name)))
  const keys = commands.flatMap(command =>
    command.op === 'configure' ? [] : [{ list: command.list, id: command.entryId }]
  )
  const entries = await sharedList.entries(keys)
  return {
    lists: new Map(lists.flatMap(state => (state ? [[state.list, state] as const] : []))),
    entries: new Map(entries.flatMap(state => (state ? [[keyOf(state), state] as const] : [])))
  }
}

const keyOf = ({ list, id }: EntryKey) => `${list}/${id}`
