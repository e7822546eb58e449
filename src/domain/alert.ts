import { type CaseState, type Desk, hitsFor, storedDesk } from './case.ts'
import type { CaseReply } from './case-reply.ts'
import type { CaseRules, DeskRule } from './case-rules.ts'
import { showCase, showsListed } from './redact.ts'
import type { RecordedHit } from './screening.ts'
import type { Instruction } from './vocabulary.ts'

/** The message about a change of a case that goes to one desk of one agency. */
export interface Alert {
  readonly id: string
  readonly agency: string
  readonly desk: string
  readonly caseId: string
  /** The agency's own revision of the case: a receiver keeps the highest. */
  readonly revision: number
  readonly at: string
  /** The last step of the trail: what has happened. */
  readonly what: string
  /** Everything personal: the case as this desk may see it. */
  readonly person: CaseReply
  /** Not all of the case stands in it: whoever needs more reads the case. */
  readonly shortened?: true
}

/** The alert without what makes it long: of the best hits what they are and what to do, of the trail the last step. */
export const shortened = (alert: Alert): Alert => {
  const { hits, trail, ...person } = alert.person
  const best = hits.slice(0, mostShown).map(({ listedAs: _, ...hit }) => ({ ...hit, evidence: [] }))
  return { ...alert, person: { ...person, hits: best, trail: trail.slice(-1) }, shortened: true }
}

const mostShown = 10

/** An alert without the person: ids, codes and urgency. Its officers read the person in the case. */
export const withoutPerson = ({ person, ...alert }: Alert) => ({
  ...alert,
  state: person.state,
  urgency: person.urgency,
  hits: person.hits.map(({ id, list, entryId, score, band, instruction }) => ({
    id,
    list,
    entryId,
    score,
    band,
    instruction
  }))
})

/** Whether the alert's agency may see by now, as the case stands, all that the alert shows of entries. */
export const isStillAllowed = ({ agency, person }: Alert, state: CaseState): boolean => {
  const seen = new Map(hitsFor(state.hits, agency).map(hit => [hit.id, hit]))
  return person.hits.every(({ id, listedAs }) => {
    const hit = seen.get(id)
    return hit !== undefined && (listedAs === undefined || showsListed(hit, agency))
  })
}

/** Has every alert of an agency that names no desks. */
export const dutyDesk: DeskRule = { desk: 'duty' }

/**
 * The alerts that a change of a case raises: for each agency whose own desk changed, to all its desks that list, instruction,
 * handling, place and escalation fit, or did before it; what fits none, to the first. Each shows the hits of that desk alone.
 */
export const alertsFor = (
  before: CaseState | undefined,
  after: CaseState,
  rules: CaseRules,
  urgencyOf: (instruction: Instruction) => number,
  alertId: (agency: string, desk: string, revision: number) => string
): readonly Alert[] =>
  Object.entries(after.desks).flatMap(([agency, desk]) => {
    if (before && storedDesk(before, agency)?.revision === desk.revision) return []
    return desksFor(before, after, agency, desk, rules).flatMap(({ name, hits }): Alert[] => {
      const person = showCase({ ...after, hits }, agency, urgencyOf)
      if (!person) return []
      const { revision, updatedAt: at, trail } = desk
      const what = trail.at(-1)?.action ?? 'opened'
      const id = alertId(agency, name, revision)
      return [{ id, agency, desk: name, caseId: after.id, revision, at, what, person }]
    })
  })

/** Each desk once, with its hits: those that it has by now, and those that this change takes from it, so that it hears of that. */
const desksFor = (
  before: CaseState | undefined,
  after: CaseState,
  agency: string,
  desk: Desk,
  { desks }: CaseRules
) => {
  const rows = rowsOf(agency, desks)
  const was = before && storedDesk(before, agency)
  const had = new Map(hitsFor(before?.hits ?? [], agency).map(hit => [hit.id, hit]))
  const seen = hitsFor(after.hits, agency).map(hit => {
    const known = had.get(hit.id)
    const hadIt = was && known ? takersOf(rows, was, known) : []
    return { hit, takers: [...takersOf(rows, desk, hit), ...hadIt] }
  })
  const ofNone = seen.length === 0 ? takersOf(rows, desk) : []
  return [...new Set(rows.map(row => row.desk))].flatMap(name => {
    const hits = seen.filter(({ takers }) => takers.includes(name)).map(({ hit }) => hit)
    return hits.length > 0 || ofNone.includes(name) ? [{ name, hits }] : []
  })
}

const rowsOf = (agency: string, desks: CaseRules['desks']): readonly DeskRule[] => {
  const own = Object.hasOwn(desks, agency) ? desks[agency] : undefined // an agency may be called “constructor”
  return own?.length ? own : [dutyDesk]
}

/** Whether the agency has a desk of this name: no other is ever told anything. */
export const hasDesk = (agency: string, name: string, { desks }: CaseRules): boolean =>
  rowsOf(agency, desks).some(({ desk }) => desk === name)

/** The desks that have a hit, or a case without any: all that fit, else the first. */
const takersOf = (rows: readonly DeskRule[], desk: Desk, hit?: RecordedHit): readonly string[] => {
  const fitting = rows.filter(
    row => fitsDesk(row, desk) && (hit ? fitsHit(row, hit) : !asksForHits(row))
  )
  return (fitting.length > 0 ? fitting : rows.slice(0, 1)).map(row => row.desk)
}

const asksForHits = ({ lists, instructions, handling }: DeskRule) =>
  [lists, instructions, handling].some(condition => condition !== undefined)

const fitsHit = ({ lists, instructions, handling }: DeskRule, hit: RecordedHit) =>
  (!lists || lists.includes(hit.list)) &&
  (!instructions || instructions.includes(hit.instruction)) &&
  (!handling || handling.includes(hit.handling))

const fitsDesk = ({ places, escalatedTo }: DeskRule, { journey, escalation }: Desk) =>
  (!places || placesOf(journey).some(one => places.some(start => one.startsWith(start)))) &&
  (!escalatedTo || (escalation !== undefined && escalatedTo.includes(escalation.to)))

const placesOf = (journey: Desk['journey']) => {
  if (!journey) return []
  return journey.kind === 'crossing' ? [journey.checkpoint] : [journey.from, journey.to]
}
