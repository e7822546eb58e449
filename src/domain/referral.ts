import type { Actor } from './access.ts'
import {
  type Asked,
  type CaseState,
  type CaseStateName,
  type Desk,
  hitsFor,
  moved,
  storedDesk,
  type TrailStep
} from './case.ts'
import type { CaseCommand, PendingStep } from './case-action.ts'
import type { Verdict } from './case-rules.ts'

/**
 * The case after an agency referred it: each other owner of an entry that the agency sees reads on its own desk that it is
 * asked; where there is none, the agency asks its own officers. Who owns nothing here learns nothing.
 */
export const askOwners = (
  state: CaseState,
  by: Actor,
  reason: string | undefined,
  at: string
): CaseState => {
  const { agency: asker = '' } = by
  const desk = storedDesk(state, asker)
  if (!desk) return state
  const owners = new Set(hitsFor(state.hits, asker).map(({ agency }) => agency))
  owners.delete(asker)
  const asks: readonly Asked[] = owners.size
    ? [...owners].map(agency => ({ agency }))
    : [{ agency: asker }]
  const desks = { ...state.desks, [asker]: { ...desk, asks } }
  for (const owner of owners) {
    const own = storedDesk(state, owner)
    if (own)
      desks[owner] = asked(own, asker, { at, by, action: 'asked', ...(reason && { reason }) })
  }
  return { ...state, desks }
}

const asked = (desk: Desk, asker: string, step: TrailStep): Desk => {
  const isOver = ['confirmed', 'dismissed', 'closed', 'withdrawn'].includes(desk.state)
  return {
    ...withStep(desk, step, isOver ? 'reopened' : desk.state),
    askedBy: [...new Set([...(desk.askedBy ?? []), asker])]
  }
}

/** The case after an owner's answer: every desk that waits for it is told, and decided where all answers agree. */
export const tellAskers = (
  state: CaseState,
  { agency: owner = '' }: Actor,
  step: PendingStep | undefined,
  command: CaseCommand,
  at: string
): CaseState => {
  const desk = storedDesk(state, owner)
  if (!desk) return state
  const { askedBy = [], ...rest } = desk
  const desks = { ...state.desks, [owner]: rest }
  const { by, reason } = step ?? command
  const told = { at, by, action: 'answered', ...(reason && { reason }) } as const
  for (const asker of askedBy) {
    const waiting = storedDesk(state, asker)
    if (!waiting) continue
    const seesOwn = hitsFor(state.hits, asker).some(({ agency }) => agency === asker)
    desks[asker] = answered(waiting, owner, step?.verdict, told, seesOwn)
  }
  return { ...state, desks }
}

const answered = (
  desk: Desk,
  owner: string,
  verdict: Verdict | undefined,
  step: TrailStep,
  seesOwn: boolean
): Desk => {
  if (desk.state !== 'referred') return withStep(desk, step, desk.state)
  const asks = (desk.asks ?? []).map(
    (one): Asked => (one.agency === owner ? { agency: owner, answer: verdict ?? 'open' } : one)
  )
  return withStep({ ...desk, asks }, step, stateAfter({ ...desk, asks }, seesOwn))
}

/** One owner's “yes” is enough; a “no” only of all, and where the agency has no entry of its own to decide about. */
const stateAfter = ({ asks = [], assignee }: Desk, seesOwn: boolean): CaseStateName => {
  if (asks.some(({ answer }) => answer === 'confirmed')) return 'confirmed'
  if (asks.some(({ answer }) => answer === undefined)) return 'referred'
  const isDismissed = !seesOwn && asks.every(({ answer }) => answer === 'dismissed')
  return isDismissed ? 'dismissed' : assignee ? 'assigned' : 'new'
}

const withStep = (desk: Desk, step: TrailStep, state: CaseStateName): Desk => ({
  ...moved(desk, state),
  revision: desk.revision + 1,
  trail: [...desk.trail, step],
  updatedAt: step.at
})
