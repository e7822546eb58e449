import type { Actor } from './access.ts'
import {
  type Asked,
  type CaseHit,
  type CaseState,
  type CaseStateName,
  type Desk,
  hitsFor,
  moved,
  storedDesk,
  type TrailStep
} from './case.ts'
import { type CaseCommand, type PendingStep, whyOf } from './case-action.ts'
import type { CaseRules, Verdict } from './case-rules.ts'
import { isStanding } from './entry-notice.ts'

/**
 * The case after an agency referred it: each other owner of an entry that the agency sees reads on its own desk that it is
 * asked; where there is none, the agency asks its own officers. Who owns nothing here learns nothing.
 */
export const askOwners = (state: CaseState, command: CaseCommand, at: string): CaseState => {
  const { by } = command
  const asker = by.agency ?? ''
  const desk = storedDesk(state, asker)
  if (!desk) return state
  const standing = hitsFor(state.hits, asker).filter(isStanding)
  const owners = new Set(standing.map(({ agency }) => agency))
  owners.delete(asker)
  const asks: readonly Asked[] = owners.size
    ? [...owners].map(agency => ({ agency }))
    : [{ agency: asker }]
  const desks = { ...state.desks, [asker]: { ...desk, asks } }
  for (const owner of owners) {
    const own = storedDesk(state, owner)
    if (own) desks[owner] = asked(own, asker, { at, by, action: 'asked', ...whyOf(command) })
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

/**
 * The state of a desk that lost a hit: one that waits for owners none of whom has an entry in its sight any more that stands is given
 * back, since nobody is left to answer.
 */
export const stateWithoutHit = (
  after: CaseState,
  agency: string,
  { state, asks = [], assignee }: Desk
): CaseStateName => {
  if (state !== 'referred' || asks.length === 0) return state
  const owners = hitsFor(after.hits, agency)
    .filter(isStanding)
    .map(hit => hit.agency)
  const canAnswer = [...owners, agency]
  const waits = asks.some(one => one.answer === undefined && canAnswer.includes(one.agency))
  return waits ? state : assignee ? 'assigned' : 'new'
}

/**
 * The case after an owner's answer: every desk that waits for it is told, and decided where all answers agree. One that sees no entry
 * of the owner any more is told nothing of it.
 */
export const tellAskers = (
  state: CaseState,
  { agency: owner = '' }: Actor,
  step: PendingStep | undefined,
  command: CaseCommand,
  at: string,
  rules: CaseRules
): CaseState => {
  const desk = storedDesk(state, owner)
  if (!desk) return state
  const { askedBy = [], ...rest } = desk
  const desks = { ...state.desks, [owner]: moved(rest, rest.state) }
  const said = step ?? command
  const told = { at, by: said.by, action: 'answered', ...whyOf(said) } as const
  for (const asker of askedBy) {
    const waiting = storedDesk(state, asker)
    const seen = hitsFor(state.hits, asker)
    if (!waiting || !seen.some(({ agency }) => agency === owner)) continue
    const asks = (waiting.asks ?? []).map(
      (one): Asked =>
        one.agency === owner ? { agency: owner, answer: step?.verdict ?? 'open' } : one
    )
    const hits = seen.filter(isStanding)
    const next =
      waiting.state === 'referred'
        ? stateAfter({ ...waiting, asks }, asker, hits, rules)
        : waiting.state
    desks[asker] = withStep({ ...waiting, asks }, told, next)
  }
  return { ...state, desks }
}

/**
 * One owner's “yes” is enough, but where another's instruction is adverse: that one needs its own two persons. A “no” counts only of
 * all, those among them whose entries came into sight since; an agency's own entry is its own to decide about.
 */
const stateAfter = (
  { asks = [], assignee }: Desk,
  own: string,
  hits: readonly CaseHit[],
  { adverse }: CaseRules
): CaseStateName => {
  const said = (verdict: Verdict) => asks.filter(({ answer }) => answer === verdict)
  const yes = said('confirmed').map(({ agency }) => agency)
  const undecided = hits.filter(({ agency }) => !yes.includes(agency))
  const isAdverse = undecided.some(({ instruction }) => adverse.includes(instruction))
  if (yes.length > 0 && !isAdverse) return 'confirmed'
  if (asks.some(({ answer }) => answer === undefined)) return 'referred'
  const no = said('dismissed').map(({ agency }) => agency)
  const isOfAll = hits.every(({ agency }) => agency !== own && no.includes(agency))
  const isDismissed = isOfAll && no.length === asks.length
  return isDismissed ? 'dismissed' : assignee ? 'assigned' : 'new'
}

const withStep = (desk: Desk, step: TrailStep, state: CaseStateName): Desk => ({
  ...moved(desk, state),
  revision: desk.revision + 1,
  trail: [...desk.trail, step],
  updatedAt: step.at
})
