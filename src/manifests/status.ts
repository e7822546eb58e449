import { isOpen } from '../domain/access.ts'
import type { CaseState } from '../domain/case.ts'
import { type ToldHit, toldOf, verdictAt } from '../domain/told-of.ts'
import type { Authority, BoardingDecision } from './authority.ts'
import { boardingDecision } from './boarding-decision.ts'
import { caseOf, casesOf, foundOf, type PersonOutcome, standingOf } from './received.ts'

/** Cases as they stand, by id. */
export type CasesById = ReadonlyMap<string, CaseState>

/**
 * What a carrier is told of a person now: what the screening said, until officers decide about a hit that any checkpoint may
 * see; covert ones, and those kept to some agencies, change nothing. Of several hits, of several persons who may be meant, and
 * of what was confirmed about the person as described before, the gravest counts.
 */
export const statusOf = (
  outcome: PersonOutcome | undefined,
  cases: CasesById,
  { officers }: Authority
): BoardingDecision => {
  if (!outcome) return boardingDecision(outcome)
  const known = casesOf(outcome).flatMap(id => cases.get(id) ?? [])
  return gravest([
    ...standingOf(outcome).flatMap(one => saidNow(one, cases, officers)),
    ...known.flatMap(state => confirmedIn(state, officers))
  ])
}

/** What the statuses of a case's travellers follow from: where it is the same as before, there is nothing to tell. */
export const statusKey = (state: CaseState | undefined): string =>
  JSON.stringify([state && verdicts(state), state?.unscreened && unscreenedVerdicts(state)])

type Officers = Authority['officers']

/** Of one person, by the latest description alone. */
const saidNow = (
  outcome: PersonOutcome,
  cases: CasesById,
  officers: Officers
): readonly BoardingDecision[] => {
  const state = cases.get(caseOf(outcome)?.caseId ?? '')
  const now = state ? decisionsIn(state, officers) : []
  const isCutShort = foundOf(outcome)?.isCutShort ?? false
  return [
    ...(now.length > 0 ? now : [boardingDecision(outcome)]),
    ...(isCutShort ? ['insufficient_data' as const] : [])
  ]
}

const decisionsIn = (state: CaseState, officers: Officers): readonly BoardingDecision[] => {
  if (state.unscreened) return unscreenedDecision(state, officers)
  return verdicts(state).flatMap(({ verdict, instruction, isOutdated, isWithdrawn }) => {
    if (verdict === 'confirmed')
      return officers.confirmed[instruction] ?? officers.confirmed.otherwise
    if (isOutdated) return []
    return verdict === 'dismissed' || isWithdrawn ? officers.dismissed : 'refer'
  })
}

const confirmedIn = (state: CaseState, { confirmed }: Officers): readonly BoardingDecision[] =>
  verdicts(state).flatMap(({ verdict, instruction }) =>
    verdict === 'confirmed' ? (confirmed[instruction] ?? confirmed.otherwise) : []
  )

/** Until every agency that must look has done so, the data are insufficient. */
const unscreenedDecision = (
  state: CaseState,
  { confirmed, dismissed }: Officers
): readonly BoardingDecision[] => {
  const all = unscreenedVerdicts(state)
  if (all.includes('confirmed')) return [confirmed.refer_second_line ?? confirmed.otherwise]
  return all.every(verdict => verdict === 'dismissed') ? [dismissed] : []
}

/**
 * Of each hit that any checkpoint may see, or might when it was found: only its owner's officers see it, and so decide. Of one that
 * became covert, carriers are told no more than before.
 */
const verdicts = (state: CaseState): readonly ToldHit[] =>
  state.hits.flatMap(hit => {
    const told = hit.release?.told
    if (hit.covert && told) return told
    return isOpen(hit) || told ? toldOf(state, hit) : []
  })

const unscreenedVerdicts = (state: CaseState) =>
  (state.unscreened?.agencies ?? []).map(agency => verdictAt(state, agency))

const severity: readonly BoardingDecision[] = ['ok', 'insufficient_data', 'refer', 'do_not_board']

const gravest = (decisions: readonly BoardingDecision[]): BoardingDecision =>
  decisions.reduce((a, b) => (severity.indexOf(b) > severity.indexOf(a) ? b : a))
