import { type Static, Type } from 'typebox'
import type { Actor } from './access.ts'
import type { RecordedHit } from './screening.ts'

/** “This traveller is not that entry”: one pair, decided by a supervisor, never a general pass. */
export interface Exclusion {
  readonly id: string
  readonly caseId: string
  /** The entry's owner, whose exclusion it is. */
  readonly agency: string
  readonly list: string
  readonly entryId: string
  /** Keyed digest of what the entry said of its subject; another one voids the exclusion. */
  readonly identity: string
  /** Keyed digest of the traveller: document, names and birth date. */
  readonly person: string
  /** The last day, in UTC, on which it holds. */
  readonly until: string
  readonly askedBy: Actor
  readonly approvedBy: Actor
  readonly approvedAt: string
  readonly revoked?: { readonly by: Actor; readonly at: string }
}

export const ExclusionReply = Type.Object({
  id: Type.String(),
  caseId: Type.String(),
  list: Type.String(),
  entryId: Type.String(),
  until: Type.String(),
  askedBy: Type.String(),
  approvedBy: Type.String(),
  approvedAt: Type.String(),
  revokedAt: Type.Optional(Type.String()),
  applied: Type.Optional(Type.Integer({ description: 'how often it has kept a hit away' }))
})
export type ExclusionReply = Static<typeof ExclusionReply>

/** The exclusion that keeps this hit away from this traveller on this day, if there is one. */
export const exclusionFor = (
  exclusions: readonly Exclusion[],
  person: string,
  { list, entryId, identity }: Pick<RecordedHit, 'list' | 'entryId' | 'identity'>,
  day: string
): Exclusion | undefined =>
  exclusions.find(
    one =>
      !one.revoked &&
      one.until >= day &&
      one.person === person &&
      one.list === list &&
      one.entryId === entryId &&
      one.identity === identity
  )

/** An exclusion as its agency's officers read it. */
export const showExclusion = (exclusion: Exclusion): ExclusionReply => {
  const { id, caseId, list, entryId, until, askedBy, approvedBy, approvedAt, revoked } = exclusion
  return {
    id,
    caseId,
    list,
    entryId,
    until,
    askedBy: askedBy.sub,
    approvedBy: approvedBy.sub,
    approvedAt,
    ...(revoked && { revokedAt: revoked.at })
  }
}
