import type { CaseState } from '../domain/case.ts'
import type { Cases } from '../domain/ports.ts'
import type { DescribedOutcome, Found, PersonOutcome, ReceivedManifest } from './received.ts'
import { foundOf, standingOf } from './received.ts'
import type { CasesById } from './status.ts'
import { readCases } from './statuses.ts'

/**
 * The manifest with its hits seen by whom their cases say by now: an entry may have been released to others since, or kept from
 * them. A hit whose case is not there, as while it is being put back, stays as it was found.
 */
export const asReleased = async (
  cases: Pick<Cases, 'get'>,
  received: ReceivedManifest
): Promise<ReceivedManifest> => {
  const found = received.outcomes
    .flat()
    .flatMap(standingOf)
    .flatMap(one => foundOf(one) ?? [])
  const ids = found.flatMap(({ caseId, hits }) => (hits.length > 0 ? caseId : []))
  if (ids.length === 0) return received
  const known = await readCases(cases, ids)
  return { ...received, outcomes: received.outcomes.map(of => of.map(one => released(one, known))) }
}

const released = (outcome: PersonOutcome, cases: CasesById): PersonOutcome => {
  if (outcome.kind === 'duplicate') return outcome
  if (outcome.kind !== 'noted') return described(outcome, cases)
  const { standing, stands } = outcome
  return {
    ...outcome,
    ...(standing && { standing: standing.map(one => described(one, cases)) }),
    ...(stands && { stands: foundBy(stands, cases) })
  }
}

const described = (outcome: DescribedOutcome, cases: CasesById): DescribedOutcome => {
  const { standing } = outcome
  const common = standing && { standing: standing.map(one => described(one, cases)) }
  return outcome.kind === 'screened'
    ? { ...outcome, ...common, found: foundBy(outcome.found, cases) }
    : { ...outcome, ...common }
}

const foundBy = (found: Found, cases: CasesById): Found => {
  const state = cases.get(found.caseId)
  return state ? { ...found, hits: found.hits.map(hit => hitIn(state, hit)) } : found
}

const hitIn = (state: CaseState, hit: Found['hits'][number]): Found['hits'][number] => {
  const now = state.hits.find(({ list, entryId }) => list === hit.list && entryId === hit.entryId)
  return now ? { ...hit, releasableTo: now.releasableTo, covert: now.covert } : hit
}
