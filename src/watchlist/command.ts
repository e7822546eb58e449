import { randomUUID } from 'node:crypto'
import type { Record, RecordEvent, Verdict, Verdicts } from '../domain/ports.ts'
import type { WatchlistCommand } from '../domain/watchlist.ts'
import type { Watchlist } from './watchlist.ts'

/** A command without the id that its verdict comes back under. */
export type NewCommand = WatchlistCommand extends infer C
  ? C extends WatchlistCommand
    ? Omit<C, 'commandId'>
    : never
  : never

export interface CommandDeps {
  readonly record: Record
  readonly verdicts: Verdicts
  readonly watchlist: Watchlist
  readonly now: () => Date
}

const verdictTimeoutMs = 2_000

/**
 * Appends the commands, then waits for what the projection decides; a taken command is in the index of this node when
 * its verdict is returned. undefined = accepted, but not decided in time.
 */
export type CommandWatchlist = (
  commands: readonly NewCommand[]
) => Promise<readonly (Verdict | undefined)[]>

/** Makes the function through which every list change goes. */
export const createWatchlistCommands =
  ({ record, verdicts, watchlist, now }: CommandDeps): CommandWatchlist =>
  async commands => {
    const events = commands.map(command => toEvent(command, now().toISOString()))
    const decided = events.map(({ id }) => verdicts.wait(id, verdictTimeoutMs))
    await record.append('watchlist', events)
    return Promise.all(
      decided.map(async waiting => {
        const verdict = await waiting
        if (!verdict?.ok) return verdict
        return (await watchlist.reached(verdict.version, verdictTimeoutMs)) ? verdict : undefined
      })
    )
  }

const toEvent = (command: NewCommand, time: string): RecordEvent<WatchlistCommand> => {
  const id = randomUUID()
  return {
    id,
    type: `portcullis.watchlist.${command.op}`,
    source: `http/${command.by.sub}`,
    time,
    data: { ...command, commandId: id } as WatchlistCommand
  }
}
