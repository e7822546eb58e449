import { type Static, Type } from 'typebox'
import { type CaseState, CaseStateName, deskOf, hitsFor } from './case.ts'
import { Decided, decidedOf } from './decided.ts'
import { Traveller } from './traveller.ts'

/** A case that was there before another one, in short. */
export const EarlierCase = Type.Object({
  id: Type.String(),
  state: CaseStateName,
  decided: Type.Optional(Decided),
  entries: Type.Array(Type.Object({ list: Type.String(), entryId: Type.String() }), {
    description: 'that stand in both cases'
  }),
  createdAt: Type.String()
})
export type EarlierCase = Static<typeof EarlierCase>

/** An earlier case that concerned another traveller. */
export const EarlierOfEntry = Type.Intersect([EarlierCase, Type.Object({ traveller: Traveller })])
export type EarlierOfEntry = Static<typeof EarlierOfEntry>

/** An earlier case as officers of this agency may see it beside another one: their own desk, and entries that they see in both. */
export const showEarlier = (
  earlier: CaseState,
  beside: CaseState,
  agency: string
): EarlierOfEntry | undefined => {
  const desk = deskOf(earlier, agency)
  if (!desk) return undefined
  const { state, traveller, createdAt } = desk
  const decided = decidedOf(desk)
  const here = hitsFor(beside.hits, agency)
  const entries = hitsFor(earlier.hits, agency)
    .filter(hit => here.some(({ list, entryId }) => list === hit.list && entryId === hit.entryId))
    .map(({ list, entryId }) => ({ list, entryId }))
  return { id: earlier.id, state, ...(decided && { decided }), entries, traveller, createdAt }
}
