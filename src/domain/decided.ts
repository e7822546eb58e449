import { type Static, Type } from 'typebox'
import { type Desk, type TrailStep, verdictOf } from './case.ts'
import { whyOf } from './case-action.ts'

/** What was decided about a case's hits, and why. */
export const Decided = Type.Object({
  verdict: Type.Enum(['confirmed', 'dismissed']),
  reason: Type.Optional(Type.String()),
  reasonCode: Type.Optional(Type.String())
})
export type Decided = Static<typeof Decided>

/**
 * What was decided at a desk, and why; it stays when the case is closed or withdrawn. What was proposed and rejected, or taken
 * up again since, is none.
 */
export const decidedOf = (desk: Desk): Decided | undefined => {
  const verdict = verdictOf(desk)
  if (!verdict) return undefined
  return { verdict, ...whyOf(decidingStep(desk.trail) ?? {}) }
}

/** The own decision; of a referral on which none followed, the owner's answer. One that comes after an own decision decides nothing. */
const decidingStep = (trail: readonly TrailStep[]) => {
  const own = trail.findLastIndex(({ action }) => decides.has(action))
  const referred = trail.findLastIndex(({ action }) => action === 'refer')
  return own > referred ? trail[own] : trail.findLast(({ action }) => action === 'answered')
}

const decides: ReadonlySet<TrailStep['action']> = new Set(['confirm', 'dismiss', 'answer'])
