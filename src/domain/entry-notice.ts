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
import type { Instruction } from './vocabulary.ts'
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

/** Whether the entry is still listed and valid, as far as the case was told: any other asks nothing of officers any more. */
export const isStanding = ({ entrySince }: Pick<CaseHit, 'entrySince'>): boolean =>
  entrySince === undefined || entrySince.as === 'changed'

/** The newest revision of its entry that a hit knows of. */
export const knownRevision = ({ entryRevision, entrySince }: CaseHit): number =>
  entrySince?.revision ?? entryRevision

/** The newest revision of its list that a hit knows of. */
export const knownListRevision = ({ ofList }: Pick<CaseHit, 'ofList'>): number =>
  ofList?.revision ?? 0

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

/** Whether the hit waits for the validity of its entry to begin. */
export const isAwaited = ({ entrySince }: Pick<CaseHit, 'entrySince'>): boolean =>
  entrySince?.begins !== undefined

/** The lists of the hits that a desk still works on, or that wait for their entry. */
export const listsAtWork = (state: CaseState): ReadonlySet<string> =>
  new Set(state.hits.filter(hit => isAwaited(hit) || isAtWork(state, hit)).map(({ list }) => list))

/** The urgency of the gravest hit that stands; the one before where none does. */
export const urgencyAmong = (
  hits: readonly CaseHit[],
  urgencyOf: (instruction: Instruction) => number,
  before: number
): number => {
  const standing = hits.filter(isStanding)
  return standing.length > 0
    ? Math.min(...standing.map(({ instruction }) => urgencyOf(instruction)))
    : before
}

/** When the last desk of a case was done with, in milliseconds since 1970; later than any moment while one is not. */
export const openUntil = ({ desks }: CaseState): number =>
  Object.values(desks).reduce(
    (latest, { state, updatedAt }) =>
      Math.max(latest, isOver(state) ? Date.parse(updatedAt) : Number.MAX_SAFE_INTEGER),
    0
  )
