import type { Entry } from '#src/domain/entry.ts'
import { entryHash } from '#src/domain/list-checksum.ts'
import type { ListChange } from '#src/domain/ports.ts'
import type { EntryState, ListState } from '#src/domain/watchlist.ts'
import type { Sealing } from '../sealing.ts'

/** Lists and entries on their way into Redis and out again: free text sealed, remarks and legal basis apart. */
export interface StoredChanges {
  /** The arguments of `commitListed` for a list. */
  list(state: ListState): readonly (string | number)[]
  /** The arguments of `commitListed` for an entry. */
  entry(state: EntryState): readonly (string | number)[]
  /** The changes that these texts hold, without remarks and legal basis. */
  read(texts: readonly string[]): readonly ListChange[]
  /** The entry that this text holds, with its sealed free text. */
  whole(change: string, sealed: string | null | undefined): EntryState
}

/** The field that a list (without id) or an entry stands under. */
export const fieldOf = (list: string, id?: string): string =>
  id === undefined ? list : `${list}/${id}`

/** Changes sealed under this key. */
export const storedChanges = (sealing: Sealing): StoredChanges => {
  const seal = (text: string, about: string) =>
    Buffer.from(sealing.seal(text, about)).toString('base64')
  const open = (sealed: string, about: string) => sealing.open(Buffer.from(sealed, 'base64'), about)

  const read = (texts: readonly string[]) => {
    // One text is parsed faster than many.
    const changes = JSON.parse(`[${texts.join(',')}]`) as Stored[]
    for (const change of changes) {
      if (change.kind !== 'entry' || change.contact === undefined) continue
      const { state, contact } = change
      if (state.entry) state.entry.contact = open(contact, about(state, 'contact'))
    }
    return changes
  }
  return {
    list: state => [state.list, 'list', 0, '', `"kind":"list","state":${JSON.stringify(state)}}`],

    entry(state) {
      const { remarks, legalBasis, contact, ...indexed } = state.entry ?? ({} as Partial<Entry>)
      const apart = { ...(remarks && { remarks }), ...(legalBasis && { legalBasis }) }
      const hasTexts = Object.keys(apart).length > 0
      const sealed = contact ? `"contact":"${seal(contact, about(state, 'contact'))}",` : ''
      const body = JSON.stringify(state.entry ? { ...state, entry: indexed } : state)
      return [
        fieldOf(state.list, state.id),
        'entry',
        state.state === 'active' ? entryHash(state.list, state.id, state.revision) : 0,
        hasTexts ? seal(JSON.stringify(apart), about(state, 'texts')) : '',
        `${sealed}"kind":"entry","state":${body}}`
      ]
    },

    read,

    whole(change, sealed) {
      const [found] = read([change])
      const state = found?.state as EntryState
      if (!state.entry || !sealed) return state
      const apart = JSON.parse(open(sealed, about(state, 'texts'))) as Partial<Entry>
      return { ...state, entry: { ...state.entry, ...apart } }
    }
  }
}

/** A change as it is stored, its contact sealed. */
type Stored = ListChange & { readonly hash: number; readonly contact?: string }

const about = ({ list, id, revision }: EntryState, what: string) =>
  `listed|${list}|${id}|${revision}|${what}`
