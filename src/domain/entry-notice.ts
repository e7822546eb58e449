import { type CaseHit, type CaseState, isOver, type Notice } from './case.ts'
import type { Instruction } from './vocabulary.ts'

/** What became of an entry that a case has a hit of. */
export interface EntryNotice extends Pick<Notice, 'id' | 'caseId' | 'at' | 'by'> {
  readonly kind: 'entry_withdrawn' | 'entry_changed'
  readonly list: string
  readonly entryId: string
  readonly revision: number
}

/** Whether the entry is still listed, as far as the case was told: a withdrawn one asks nothing of officers any more. */
export const isStanding = ({ entrySince }: Pick<CaseHit, 'entrySince'>): boolean =>
  entrySince?.as !== 'withdrawn'

/** The newest revision of its entry that a hit knows of. */
export const knownRevision = ({ entryRevision, entrySince }: CaseHit): number =>
  entrySince?.revision ?? entryRevision

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
