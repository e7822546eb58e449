import type { Actor } from './access.ts'
import { type CaseHit, type CaseState, type Desk, hitsFor, storedDesk } from './case.ts'
import type { CaseCommand, PendingStep } from './case-action.ts'
import type { CaseRules } from './case-rules.ts'
import { isStanding } from './entry-notice.ts'
import type { Exclusion } from './exclusion.ts'
import { knownUntil } from './known-document.ts'

const dayMs = 86_400_000

/** Why no exclusion can be asked for with this dismissal; undefined when it can. */
export const exclusionProblem = (
  desk: Desk,
  hits: readonly CaseHit[],
  { exclude, by }: CaseCommand,
  at: string,
  { exclusionMaxDays }: CaseRules
): string | undefined => {
  const last = new Date(Date.parse(at) + exclusionMaxDays * dayMs).toISOString().slice(0, 10)
  if (!exclude || exclude.until < at.slice(0, 10)) return 'exclude.until: lies in the past'
  if (exclude.until > last) return `exclude.until: later than ${last}, the policy's limit`
  if (!desk.person)
    return 'the traveller showed no document: who else may have this name is not known'
  if (untilFor(desk, exclude.until) < at.slice(0, 10))
    return 'the document that the traveller is known by has expired'
  const own = hits.filter(hit => isOwn(hit, by.agency))
  if (own.length === 0)
    return 'only the owner of an entry excludes travellers from it: refer the case to it'
  return own.some(isStanding) ? undefined : 'no entry of the own agency is listed any more'
}

/**
 * The case with the exclusions that an approved dismissal asked for: the owner's entries at this desk, each with this traveller. One
 * that is withdrawn or over is none of them: listed again, it is looked at again.
 */
export const grantExclusions = (
  state: CaseState,
  { exclude, by: askedBy }: PendingStep,
  approvedBy: Actor,
  at: string
): CaseState => {
  const { agency } = approvedBy
  const desk = agency === undefined ? undefined : storedDesk(state, agency)
  if (!exclude || agency === undefined || !desk?.person) return state
  const { person } = desk
  const granted = hitsFor(state.hits, agency).flatMap((hit): Exclusion[] => {
    const { id, list, entryId, identity } = hit
    if (!isOwn(hit, agency) || !isStanding(hit) || identity === undefined) return []
    const pair = { agency, list, entryId, identity, person }
    const decided = { until: untilFor(desk, exclude.until), askedBy, approvedBy, approvedAt: at }
    return [{ id: `${id}-${desk.revision}`, caseId: state.id, ...pair, ...decided }]
  })
  // Whoever ends one would leave the other in force.
  const isRenewed = (one: Exclusion) =>
    granted.some(({ list, entryId }) => list === one.list && entryId === one.entryId)
  const earlier = (desk.exclusions ?? []).map(one =>
    isRenewed(one) && !one.revoked ? { ...one, revoked: { by: approvedBy, at } } : one
  )
  const exclusions = [...earlier, ...granted]
  return { ...state, desks: { ...state.desks, [agency]: { ...desk, exclusions } } }
}

/** The desk with every exclusion that it granted ended: what they rest on was taken back, or is not so. */
export const endExclusions = (desk: Desk, by: Actor, at: string): Desk => {
  const { exclusions } = desk
  if (!exclusions) return desk
  const ended = exclusions.map(one => (one.revoked ? one : { ...one, revoked: { by, at } }))
  return { ...desk, exclusions: ended }
}

/** An exclusion ends with the document that the traveller is known by. */
const untilFor = (desk: Desk, asked: string) => {
  const ends = desk.knownUntil ?? knownUntil(desk.traveller.documents ?? [])
  return ends && ends < asked ? ends : asked
}

const isOwn = (hit: CaseHit, agency: string | undefined) =>
  hit.agency === agency && hit.identity !== undefined
