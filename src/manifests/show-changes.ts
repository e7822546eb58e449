import { type Static, Type } from 'typebox'
import type { StatusChange } from './acknowledgements.ts'
import type { Place } from './carrier-reply.ts'

/** A status change as it is shown: never whom it is about. */
export const ShownChange = Type.Object({
  transaction: Type.String({ description: 'of the CUSRES 132' }),
  at: Type.String(),
  acknowledgedAt: Type.Optional(Type.String())
})
type ShownChange = Static<typeof ShownChange>

/** Status changes as their carrier reads them. */
export const showChanges = (changes: readonly StatusChange[]): ShownChange[] =>
  changes.map(({ persons: _, ...shown }) => shown)

/**
 * The status changes that officers who see cases of these persons may know of: that an answer changed says that there is a case.
 * One that was kept without its persons may be about anybody.
 */
export const changesAbout = (
  changes: readonly StatusChange[],
  seen: readonly Place[]
): readonly StatusChange[] => {
  const isSeen = ({ message, person }: Place) =>
    seen.some(one => one.message === message && one.person === person)
  return changes.filter(({ persons = [] }) => persons.some(isSeen))
}
