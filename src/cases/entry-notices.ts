import { saidBy } from '../domain/apply-defaults.ts'
import type { CaseHit, CaseState } from '../domain/case.ts'
import {
  type AnyEntryNotice,
  type EntryNotice,
  type EntryRelease,
  isAtWork,
  isAwaited,
  isNewRelease,
  isSameWarnings,
  isStanding,
  knownListRevision,
  knownRevision
} from '../domain/entry-notice.ts'
import type { Ids } from '../domain/ids.ts'
import type { EntryKey, SharedList } from '../domain/ports.ts'
import {
  defaultsFor,
  type EntryState,
  type ListDefaults,
  type ListState
} from '../domain/watchlist.ts'
import { identityOf } from '../screening/to-hit.ts'
import { holdsOn, toIndexEntry } from '../watchlist/index-entry.ts'

/** What cases are compared with the list by. */
export interface EntryNoticeDeps {
  readonly sharedList: Pick<SharedList, 'entries' | 'list'>
  readonly ids: Ids
}

/**
 * What these cases must be told of the entries that they have hits of, as the list stands now: that one is withdrawn, listed
 * again, or speaks of another subject or asks for something else; who may see it by now, and how far; and, where a desk works on it,
 * what it warns of, that it is not valid on this day (UTC), and what the list says by now that the entry leaves to it. The same again has the same ids.
 */
export const entryNoticesFor = async (
  { sharedList, ids }: EntryNoticeDeps,
  cases: readonly CaseState[],
  at: string
): Promise<readonly AnyEntryNotice[]> => {
  const hits = new Map(cases.flatMap(one => one.hits.map(hit => [keyOf(hit), hit] as const)))
  const wanted = [...hits.values()].map(({ list, entryId }): EntryKey => ({ list, id: entryId }))
  const names = [...new Set(wanted.map(({ list }) => list))]
  const [found, lists] = await Promise.all([
    sharedList.entries(wanted),
    Promise.all(names.map(name => sharedList.list(name)))
  ])
  const entries = new Map([...hits.keys()].map((key, index) => [key, found[index]] as const))
  const byName = new Map(names.map((name, index) => [name, lists[index]] as const))
  return cases.flatMap(state =>
    state.hits.flatMap(hit => {
      const entry = entries.get(keyOf(hit))
      return entry ? noticesFor(state, hit, entry, byName.get(hit.list), ids, at) : []
    })
  )
}

const noticesFor = (
  state: CaseState,
  hit: CaseHit,
  entry: EntryState,
  list: ListState | undefined,
  ids: Ids,
  at: string
): readonly AnyEntryNotice[] => {
  const { revision } = entry
  const place = [state.id, hit.list, hit.entryId]
  const about = { caseId: state.id, list: hit.list, entryId: hit.entryId, revision, at, by }
  const idOf = (what: string, ...revisions: readonly unknown[]) =>
    ids.digest([what, ...place, ...revisions])
  const day = at.slice(0, 10)
  const isValid = !entry.entry || holdsOn(entry.entry, day)
  const defaults = isValid && list && isAtWork(state, hit) ? saidSince(hit, entry, list) : undefined
  const known = { ...hit, ...(defaults && saidBy(defaults)) }
  const release = releaseSince(known, entry, list, isAtWork(state, hit))
  const releaseId = () => idOf('release notice', revision, release?.listRevision)
  // Goes first: an agency that may see the entry no more reads nothing of what else became of it.
  const ofRelease: readonly AnyEntryNotice[] = release
    ? [{ ...about, id: releaseId(), kind: 'release_changed', release }]
    : []
  if (!isValid) {
    const lapsed = lapseOf(state, hit, entry, day)
    const id = idOf('validity notice', revision, standOf(state, hit))
    return lapsed ? [...ofRelease, { ...about, ...lapsed, id }] : ofRelease
  }
  const kind = becameOf(hit, entry, list, ids)
  const ofEntry: readonly AnyEntryNotice[] = kind
    ? [...ofRelease, { ...about, id: idOf('entry notice', revision), kind }]
    : ofRelease
  if (!defaults) return ofEntry
  const id = idOf('list notice', defaults.revision, standOf(state, hit))
  return [...ofEntry, { ...about, id, kind: 'list_changed', defaults }]
}

const by = { sub: 'portcullis' }

/** What came too late for a case as it stood then, and was left out, is told of the case as it stands later. */
const standOf = ({ desks }: CaseState, { entryRevision, release }: CaseHit) => [
  entryRevision,
  ...(release ? [[release.revision, release.listRevision]] : []),
  ...Object.values(desks).map(({ revision }) => revision)
]

/** Where a desk works on a hit of an entry that is not valid on this day; a revision that was found once is not valid "not yet" again, whatever a clock says. */
const lapseOf = (
  state: CaseState,
  hit: CaseHit,
  { revision, entry }: EntryState,
  day: string
): Pick<EntryNotice, 'kind' | 'begins'> | undefined => {
  const begins = entry?.validFrom && entry.validFrom > day ? entry.validFrom : undefined
  const known = knownRevision(hit)
  if (!isAtWork(state, hit) || revision < known || (begins && revision === known)) return undefined
  return { kind: 'entry_lapsed', ...(begins && { begins }) }
}

/** What became of a valid entry, or of a withdrawn one, since the revision that the case knows; undefined when nothing that matters to it did. */
const becameOf = (
  hit: CaseHit,
  { list: name, revision, entry }: EntryState,
  list: ListState | undefined,
  ids: Ids
): EntryNotice['kind'] | undefined => {
  const known = knownRevision(hit)
  if (revision < known) return undefined
  if (revision === known) return isAwaited(hit) && entry ? 'entry_changed' : undefined
  if (!entry) return isStanding(hit) ? 'entry_withdrawn' : undefined
  const isLists = entry.instruction === undefined && hit.ofList?.instruction !== undefined
  const isSame =
    isStanding(hit) &&
    hit.identity === identityOf(toIndexEntry(name, entry).subject, ids) &&
    (isLists || hit.instruction === (entry.instruction ?? list?.instruction))
  return isSame ? undefined : 'entry_changed'
}

/** What the entry leaves to its list, where the list says something else than the case knows. A view that is behind the hit says nothing. */
const saidSince = (
  hit: CaseHit,
  { revision, entry }: EntryState,
  list: ListState
): ListDefaults | undefined => {
  const known = hit.release?.revision ?? hit.entryRevision
  const defaults = entry && revision >= known ? defaultsFor(entry, list) : undefined
  if (!defaults || defaults.revision <= knownListRevision(hit)) return undefined
  const { instruction = hit.instruction, handling = hit.handling } = defaults
  return instruction === hit.instruction && handling === hit.handling ? undefined : defaults
}

/**
 * Who may see the entry and how far, and what it warns of, where the hit does not say so; of a withdrawn one nothing is known. Warnings
 * alone are told of what a desk works on.
 */
const releaseSince = (
  hit: CaseHit,
  { revision, entry }: EntryState,
  list: ListState | undefined,
  isWorkedOn: boolean
): EntryRelease | undefined => {
  const { warnings = [] } = entry ?? {}
  if (!entry) return undefined
  const release: EntryRelease = {
    releasableTo: entry.releasableTo ?? [],
    covert: entry.covert ?? false,
    handling: entry.handling ?? list?.handling ?? hit.handling,
    warnings,
    listRevision: list?.revision ?? 0
  }
  const isSame =
    hit.handling === release.handling &&
    hit.covert === release.covert &&
    namesOf(hit) === namesOf(release) &&
    (!isWorkedOn || isSameWarnings(hit.warnings, warnings))
  const isNews = isNewRelease(hit, { revision, listRevision: release.listRevision })
  return isNews && !isSame ? release : undefined
}

const namesOf = ({ releasableTo }: Pick<EntryRelease, 'releasableTo'>) =>
  JSON.stringify([...new Set(releasableTo)].sort())

const keyOf = ({ list, entryId }: CaseHit) => `${list}/${entryId}`
