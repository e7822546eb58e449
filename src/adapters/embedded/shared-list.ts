import type { EntryKey, ListChange, SharedList } from '#src/domain/ports.ts'
import type { EntryState, ListState } from '#src/domain/watchlist.ts'
import { createBell, followSteps } from '../bell.ts'
import type { Database } from './database.ts'
import { type ChangePage, type ListedRow, type StoredState, textFields } from './list-table.ts'

/** The shared list in SQLite: free text apart and encrypted, everything else as it is. */
export const embeddedSharedList = (database: Database): SharedList => {
  const bell = createBell()
  const states = async (keys: readonly EntryKey[]) => {
    const found = await database.read(
      'listedStates',
      keys.map(({ list, id }) => [list, id] as const)
    )
    return found.map(state => state && completed(state))
  }

  const offsets = async () => new Map(await database.read('offsets', 'shared-list', 'watchlist'))

  return {
    async list(list) {
      const [found] = await database.read('listedStates', [[list, '']])
      return found && (JSON.parse(found[1]) as ListState)
    },
    lists: async () => (await database.read('lists')).map(json => JSON.parse(json) as ListState),
    entries: states,
    page: async (list, after, limit) =>
      (await database.read('listedPage', list, after ?? '', limit)).map(completed),
    offsets,
    resume: offsets,
    version: () => database.read('listVersion'),
    knows: async ({ version }) => version <= (await database.read('listVersion')),

    async commit({ position, lists, entries }) {
      const rows = [...lists.map(listRow), ...entries.map(entryRow)]
      const version = await database.write('commitListed', position, rows)
      if (rows.length > 0) bell.ring()
      return version
    },

    checksum: async () => undefined,

    async follow(after, handle, signal) {
      let through = after?.version ?? 0
      let ahead: Promise<ChangePage> | undefined
      const step = async () => {
        const wasAhead = ahead !== undefined
        const page = await (ahead ?? database.read('changePage', through))
        ahead = undefined
        // A page read ahead may be older than the last change: being empty, it does not say that nothing is there.
        if (signal.aborted || page.through === through) return wasAhead ? 'more' : 'wait'
        through = page.through
        ahead = database.read('changePage', through)
        ahead.catch(() => undefined) // whoever takes it next is told
        await handle(changesOf(page), { version: through, history: '' })
        return 'more'
      }
      await followSteps(bell, step, signal)
      return 'stopped'
    }
  }
}

const listRow = (state: ListState): ListedRow => [state.list, '', JSON.stringify(state), []]

const entryRow = (state: EntryState): ListedRow => {
  const { remarks: _, legalBasis: __, contact: ___, ...open } = state.entry ?? {}
  const json = JSON.stringify(state.entry ? { ...state, entry: open } : state)
  const texts = textFields.flatMap(field => {
    const text = state.entry?.[field]
    return text === undefined ? [] : [[field, text] as const]
  })
  return [state.list, state.id, json, texts]
}

const completed = ([, json, texts]: StoredState): EntryState => {
  const state = JSON.parse(json) as EntryState
  return state.entry ? { ...state, entry: { ...state.entry, ...Object.fromEntries(texts) } } : state
}

const changesOf = ({ json, contacts }: ChangePage): readonly ListChange[] => {
  const changes = JSON.parse(json) as ListChange[]
  for (const [index, contact] of contacts) {
    const change = changes[index]
    if (change?.kind === 'entry' && change.state.entry) change.state.entry.contact = contact
  }
  return changes
}
