import type { Actor } from './access.ts'
import { type Applied, rejected } from './applied.ts'
import { type CaseState, storedDesk } from './case.ts'

/** A supervisor ends an exclusion, as the record keeps it. */
export interface RevokeCommand {
  readonly commandId: string
  readonly caseId: string
  readonly action: 'revoke'
  readonly exclusionId: string
  readonly by: Actor
}

/** The case after one of its exclusions was revoked; a repetition is refused. */
export const applyRevocation = (
  stored: CaseState | undefined,
  { exclusionId, by }: RevokeCommand,
  at: string
): Applied<CaseState> => {
  const { agency } = by
  const desk = stored && agency !== undefined ? storedDesk(stored, agency) : undefined
  const found = desk?.exclusions?.find(({ id }) => id === exclusionId)
  if (!stored || !desk || agency === undefined || !found) {
    return rejected('NO_SUCH_EXCLUSION', 'there is no such exclusion')
  }
  if (found.revoked) {
    return rejected('ACTION_NOT_POSSIBLE', 'the exclusion is revoked already', desk.revision)
  }
  const exclusions = desk.exclusions?.map(one =>
    one.id === exclusionId ? { ...one, revoked: { by, at } } : one
  )
  const next = {
    ...desk,
    ...(exclusions && { exclusions }),
    revision: desk.revision + 1,
    trail: [...desk.trail, { at, by, action: 'exclusion_revoked' as const }],
    updatedAt: at
  }
  return { ok: true, state: { ...stored, desks: { ...stored.desks, [agency]: next } } }
}
