import { type Actor, type Caller, hasRole } from './access.ts'
import { type Applied, rejected } from './applied.ts'
import { canonicalJson } from './canonical.ts'
import type { Entry, ListConfig } from './entry.ts'

/** A list as it stands. */
export interface ListState extends ListConfig {
  readonly list: string
  readonly instruction: NonNullable<ListConfig['instruction']>
  readonly handling: NonNullable<ListConfig['handling']>
  /** Rises with every change of what the list says; absent in what was stored before it was counted. */
  readonly revision?: number
}

/** What a list says for its entries that do not say it themselves, and the revision of the list that says so. */
export interface ListDefaults extends Partial<Pick<ListState, 'instruction' | 'handling'>> {
  readonly revision: number
}

/** What this entry leaves to its list. */
export const defaultsFor = (
  { instruction, handling }: Pick<Entry, 'instruction' | 'handling'>,
  list: ListState
): ListDefaults => ({
  revision: list.revision ?? 0,
  ...(instruction === undefined && { instruction: list.instruction }),
  ...(handling === undefined && { handling: list.handling })
})

/** An entry as it stands; a withdrawn one keeps its revision, so that a late older command is known for what it is. */
export interface EntryState {
  readonly list: string
  readonly id: string
  readonly revision: number
  readonly state: 'active' | 'withdrawn'
  /** Absent once withdrawn. */
  readonly entry?: Entry
  readonly changedAt: string
}

/** What an agency asks of a list; `commandId` is how the asker finds the verdict. */
export type WatchlistCommand =
  | {
      readonly op: 'configure'
      readonly commandId: string
      readonly list: string
      readonly by: Actor
      readonly config: ListConfig
    }
  | {
      readonly op: 'put'
      readonly commandId: string
      readonly list: string
      readonly entryId: string
      readonly revision: number
      readonly by: Actor
      readonly person: Entry
    }
  | {
      readonly op: 'withdraw'
      readonly commandId: string
      readonly list: string
      readonly entryId: string
      readonly revision: number
      readonly by: Actor
    }

/** The list that a configuration makes: the same again is the same revision. A list stays with the agency that created it. */
export const configureList = (
  stored: ListState | undefined,
  command: Extract<WatchlistCommand, { op: 'configure' }>
): Applied<ListState> => {
  if (stored && stored.agency !== command.config.agency) {
    return rejected('NOT_YOUR_LIST', 'the list belongs to another agency')
  }
  const { revision = 0, ...before } = stored ?? {}
  const config = {
    instruction: 'refer_second_line' as const,
    handling: 'H0' as const,
    ...command.config,
    list: command.list
  }
  const isSame = canonicalJson(before) === canonicalJson(config)
  return { ok: true, state: isSame && stored ? stored : { ...config, revision: revision + 1 } }
}

/** The entry that a put or withdrawal makes: revisions decide the order, whatever order they arrive in. */
export const changeEntry = (
  list: ListState | undefined,
  stored: EntryState | undefined,
  command: Extract<WatchlistCommand, { op: 'put' | 'withdraw' }>,
  at: string
): Applied<EntryState> => {
  if (!list) return rejected('NO_SUCH_LIST', 'create the list first')
  if (command.op === 'withdraw' && !stored) {
    return rejected('NO_SUCH_ENTRY', 'the list holds no entry of this id')
  }
  if (stored && stored.revision >= command.revision) {
    return rejected(
      'STALE_REVISION',
      `the list already holds revision ${stored.revision}`,
      stored.revision
    )
  }
  const { list: name, entryId: id, revision } = command
  const common = { list: name, id, revision, changedAt: at }
  return command.op === 'put'
    ? { ok: true, state: { ...common, state: 'active', entry: command.person } }
    : { ok: true, state: { ...common, state: 'withdrawn' } }
}

/** Whether the caller may change lists of this agency. */
export const mayEdit = (caller: Caller, agency: string): boolean =>
  hasRole(caller, 'admin') || (hasRole(caller, 'agency_editor') && caller.agency === agency)
