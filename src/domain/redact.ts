import { isReleasedToOfficers } from './access.ts'
import { type CaseReply, type CaseState, isVisible, type TrailStep } from './case.ts'
import type { Hit, RecordedHit } from './screening.ts'
import { type Instruction, instructions } from './vocabulary.ts'

/**
 * A hit as an agency may see it. From handling code H2 on, what is listed stays with the owner: others learn that
 * there is a hit and what to do.
 */
export const showHit = (hit: RecordedHit, agency: string | undefined): Hit => {
  const { list, entryId, score, band, instruction, warnings, handling, listedAs, evidence } = hit
  const common = { list, entryId, score, band, instruction, warnings, handling }
  const isOpen = handling === 'H0' || handling === 'H1' || hit.agency === agency
  return isOpen
    ? { ...common, listedAs, evidence }
    : { ...common, evidence: evidence.map(({ listed: _, ...shown }) => shown) }
}

/** A case as officers of this agency may see it: their own hits only; undefined when there is none for them. */
export const showCase = (
  state: CaseState,
  agency: string | undefined,
  urgencyOf: (instruction: Instruction) => number
): CaseReply | undefined => {
  if (!isVisible(state, agency)) return undefined
  const hits = state.hits.filter(hit => isReleasedToOfficers(hit, agency))
  const [gravest = 'refer_second_line'] = hits
    .map(({ instruction }) => instruction)
    .sort(
      (a, b) => urgencyOf(a) - urgencyOf(b) || instructions.indexOf(a) - instructions.indexOf(b)
    )
  const { id, revision, traveller, journey, purpose, assignee, createdAt, updatedAt } = state
  return {
    id,
    revision,
    state: state.state,
    urgency: urgencyOf(gravest),
    instruction: gravest,
    traveller,
    ...(journey && { journey }),
    purpose,
    ...(state.unscreened && { unscreened: state.unscreened.reason }),
    hits: hits.map(hit => ({ id: hit.id, covert: hit.covert, ...showHit(hit, agency) })),
    ...(assignee && { assignee }),
    trail: state.trail.map(step => showStep(step, agency)),
    createdAt,
    updatedAt
  }
}

/** Another agency's reason may name its entry: the step is shown, its reason is not. */
const showStep = ({ at, by, action, reason }: TrailStep, agency: string | undefined) => ({
  at,
  by,
  action,
  ...(reason && by.agency === agency && { reason })
})
