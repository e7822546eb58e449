import type { CaseHit, CaseState } from '../domain/case.ts'
import { type EntryNotice, isStanding, knownRevision } from '../domain/entry-notice.ts'
import type { Ids } from '../domain/ids.ts'
import type { EntryKey, SharedList } from '../domain/ports.ts'
import type { EntryState, ListState } from '../domain/watchlist.ts'
import { identityOf } from '../screening/to-hit.ts'
import { toIndexEntry } from '../watchlist/index-entry.ts'

/** What cases are compared with the list by. */
export interface EntryNoticeDeps {
  readonly sharedList: Pick<SharedList, 'entries' | 'list'>
  readonly ids: Ids
}

/**
 * What these cases must be told of the entries that they have hits of, as the list stands now: that one is withdrawn, listed
 * again, or speaks of another subject or asks for something else. The same again has the same ids.
 */
export const entryNoticesFor = async (
  { sharedList, ids }: EntryNoticeDeps,
  cases: readonly CaseState[],
  at: string
): Promise<readonly EntryNotice[]> => {
  const hits = new Map(cases.flatMap(one => one.hits.map(hit => [keyOf(hit), hit] as const)))
  const wanted = [...hits.values()].map(({ list, entryId }): EntryKey => ({ list, id: entryId }))
  const names = [...new Set(wanted.map(({ list }) => list))]
  const [found, lists] = await Promise.all([
    sharedList.entries(wanted),
    Promise.all(names.map(name => sharedList.list(name)))
  ])
  const entries = new Map([...hits.keys()].map((key, index) => [key, found[index]] as const))
  const byName = new Map(names.map((name, index) => [name, lists[index]] as const))
  return cases.flatMap(({ id: caseId, hits: own }) =>
    own.flatMap((hit): EntryNotice[] => {
      const entry = entries.get(keyOf(hit))
      const kind = entry && becameOf(hit, entry, byName.get(hit.list), ids)
      if (!kind) return []
      const { list, entryId } = hit
      const { revision } = entry
      const id = ids.digest(['entry notice', caseId, list, entryId, revision])
      return [{ id, kind, caseId, list, entryId, revision, at, by: { sub: 'portcullis' } }]
    })
  )
}

/** What became of an entry since the revision that the case knows; undefined when nothing that matters to it did. */
const becameOf = (
  hit: CaseHit,
  { list: name, revision, entry }: EntryState,
  list: ListState | undefined,
  ids: Ids
): EntryNotice['kind'] | undefined => {
  if (revision <= knownRevision(hit)) return undefined
  if (!entry) return isStanding(hit) ? 'entry_withdrawn' : undefined
  const isSame =
    isStanding(hit) &&
    hit.identity === identityOf(toIndexEntry(name, entry).subject, ids) &&
    hit.instruction === (entry.instruction ?? list?.instruction)
  return isSame ? undefined : 'entry_changed'
}

const keyOf = ({ list, entryId }: CaseHit) => `${list}/${entryId}`
