import { Compile } from 'typebox/compile'
import { entryProblems, normaliseEntry } from '../domain/entry.ts'
import type { RecordedEvent } from '../domain/ports.ts'
import { isForeign } from '../domain/set-aside.ts'
import { fieldProblems } from '../domain/validation.ts'
import type { WatchlistCommand } from '../domain/watchlist.ts'
import { WatchlistEvent } from '../domain/watchlist-event.ts'

/** A command of the record, or why there is none in it. */
export type ReadCommand =
  | { readonly recorded: RecordedEvent; readonly command: WatchlistCommand }
  | { readonly recorded: RecordedEvent; readonly fault: string }

const checker = Compile(WatchlistEvent)

/** Reads what the service has written as it is, and what agencies have written strictly. */
export const readCommand = (recorded: RecordedEvent): ReadCommand => {
  const { id, data } = recorded.event
  if (!isForeign(recorded)) return { recorded, command: data as WatchlistCommand }
  if (!checker.Check(data)) {
    const fields = fieldProblems(checker.Errors(data)).map(({ field }) => field)
    return { recorded, fault: `invalid: ${[...new Set(fields)].join(', ')}` }
  }
  const { source, data: change } = data
  const { agency, list, entry } = change
  const by = { sub: `${recorded.event.source}/${source}`, agency }
  const common = { commandId: id, list, entryId: entry.id, revision: entry.revision, by }
  if (change.op === 'withdraw') return { recorded, command: { op: 'withdraw', ...common } }
  const problems = entryProblems(change.entry)
  if (problems.length > 0) return { recorded, fault: `invalid: ${problems.join('; ')}` }
  return { recorded, command: { op: 'put', ...common, person: normaliseEntry(change.entry) } }
}
