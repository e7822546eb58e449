import { isReleasedToOfficers } from './access.ts'
import {
  type CaseHit,
  type CaseState,
  type Desk,
  isOver,
  type Notice,
  storedDesk,
  verdictOf
} from './case.ts'
import type { Handling, Instruction, Warning } from './vocabulary.ts'
import type { ListDefaults } from './watchlist.ts'

interface AboutEntry extends Pick<Notice, 'id' | 'caseId' | 'at' | 'by'> {
  readonly list: string
  readonly entryId: string
  /** The entry's. */
  readonly revision: number
}

/** What became of an entry that a case has a hit of. */
export interface EntryNotice extends AboutEntry {
  readonly kind: 'entry_withdrawn' | 'entry_changed' | 'entry_lapsed'
  /** With `entry_lapsed`: the first day of its validity, when that is still to come. */
  readonly begins?: string
}

/** What a list says by now for an entry that leaves it to the list. */
export interface DefaultsNotice extends AboutEntry {
  readonly kind: 'list_changed'
  readonly defaults: ListDefaults
}

/** Who may see an entry, and how far, with what it leaves to its list by that revision of the list; and what it warns of. */
export interface EntryRelease {
  readonly releasableTo: readonly string[]
  readonly covert: boolean
  readonly handling: Handling
  /** Absent in what was recorded before cases were told of it. */
  readonly warnings?: readonly Warning[]
  readonly listRevision: number
}

/** Who may see an entry by now, and how far, and what it warns of: taken over as it is, since nothing has to be compared anew. */
export interface ReleaseNotice extends AboutEntry {
  readonly kind: 'release_changed'
  readonly release: EntryRelease
}

/** Whatever a case is told of an entry that it has a hit of. */
export type AnyEntryNotice = EntryNotice | DefaultsNotice | ReleaseNotice

/** Whether the entry is still listed and valid, as far as the case was told: any other asks nothing of officers any more. */
export const isStanding = ({ entrySince }: Pick<CaseHit, 'entrySince'>): boolean =>
  entrySince === undefined || entrySince.as === 'changed'

/** The newest revision of its entry that a hit knows of. */
export const knownRevision = ({ entryRevision, entrySince }: CaseHit): number =>
  entrySince?.revision ?? entryRevision

/** The newest revision of its list that a hit knows of. */
export const knownListRevision = ({ ofList }: Pick<CaseHit, 'ofList'>): number =>
  ofList?.revision ?? 0

/** By which revisions of the entry and of its list something is said of who may see the entry. */
interface ReleaseRevisions {
  readonly revision: number
  readonly listRevision: number
}

/** By which revisions a hit says who may see it. */
export const releaseKnown = (hit: CaseHit): ReleaseRevisions =>
  hit.release ?? { revision: hit.entryRevision, listRevision: knownListRevision(hit) }

/** Whether what is said by these revisions of the entry's release is later than what is said by those. */
export const isLaterRelease = (one: ReleaseRevisions, other: ReleaseRevisions): boolean =>
  one.revision > other.revision ||
  (one.revision === other.revision && one.listRevision > other.listRevision)

/** Whether a hit is told of its entry's release by these revisions. A view of the list that is behind the hit tells nothing. */
export const isNewRelease = (hit: CaseHit, said: ReleaseRevisions): boolean =>
  said.listRevision >= knownListRevision(hit) && isLaterRelease(said, releaseKnown(hit))

/**
 * Whether a desk that sees this hit still works on it. What the owner's officers have confirmed stays what they made of it, for
 * carriers too, until they take it up again.
 */
export const isAtWork = (state: CaseState, hit: CaseHit): boolean => {
  const owners = storedDesk(state, hit.agency)
  const isConfirmed = owners && verdictOf(owners) === 'confirmed'
  const works = ([agency, desk]: readonly [string, Desk]) =>
    !isOver(desk.state) && isReleasedToOfficers(hit, agency)
  return isStanding(hit) && !isConfirmed && Object.entries(state.desks).some(works)
}

/** Whether both warn of the same, in whatever order. */
export const isSameWarnings = (one: readonly Warning[], other: readonly Warning[]): boolean =>
  new Set(one).symmetricDifference(new Set(other)).size === 0

/** Whether the hit waits for the validity of its entry to begin. */
export const isAwaited = ({ entrySince }: Pick<CaseHit, 'entrySince'>): boolean =>
  entrySince?.begins !== undefined

/** The lists of the hits that a desk still works on, or that wait for their entry. */
export const listsAtWork = (state: CaseState): ReadonlySet<string> =>
  new Set(state.hits.filter(hit => isAwaited(hit) || isAtWork(state, hit)).map(({ list }) => list))

/** The urgency of the gravest hit that stands; that of a second look where none does. */
export const urgencyAmong = (
  hits: readonly CaseHit[],
  urgencyOf: (instruction: Instruction) => number
): number => {
  const standing = hits.filter(isStanding)
  return standing.length > 0
    ? Math.min(...standing.map(({ instruction }) => urgencyOf(instruction)))
    : urgencyOf('refer_second_line')
}

/** When the last desk of a case was done with, in milliseconds since 1970; later than any moment while one is not. */
export const openUntil = ({ desks }: CaseState): number =>
  Object.values(desks).reduce(
    (latest, { state, since, updatedAt }) =>
      Math.max(latest, isOver(state) ? Date.parse(since ?? updatedAt) : Number.MAX_SAFE_INTEGER),
    0
  )

const historyMs = 7 * 24 * 60 * 60 * 1_000

/** Whether the last desk was done with so long before this moment that a decision is history: whoever comes again is screened again. */
export const isHistory = (state: CaseState, at: string): boolean =>
  openUntil(state) < Date.parse(at) - historyMs
