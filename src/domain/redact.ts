import { type CaseHit, type CaseState, type Desk, deskOf, hitsFor, type TrailStep } from './case.ts'
import type { CaseReply } from './case-reply.ts'
import { decidedOf } from './decided.ts'
import { isStanding } from './entry-notice.ts'
import { showExclusion } from './exclusion.ts'
import type { Hit, RecordedHit } from './screening.ts'
import { countdownOf } from './situation.ts'
import { type Instruction, instructions } from './vocabulary.ts'

/**
 * A hit as an agency may see it. From handling code H2 on, what is listed stays with the owner: others learn that
 * there is a hit and what to do.
 */
export const showHit = (hit: RecordedHit, agency: string | undefined): Hit => {
  const { list, entryId, score, band, instruction, warnings, handling } = hit
  const { prior, listedAs, evidence } = hit
  const found = { list, entryId, score, band, instruction, warnings, handling }
  const common = prior === undefined ? found : { ...found, prior }
  return showsListed(hit, agency)
    ? { ...common, listedAs, evidence }
    : { ...common, evidence: evidence.map(({ listed: _, ...shown }) => shown) }
}

/** Whether what is listed may be shown to officers of this agency. */
export const showsListed = (
  { handling, agency: owner }: Pick<RecordedHit, 'handling' | 'agency'>,
  agency: string | undefined
): boolean => handling === 'H0' || handling === 'H1' || owner === agency

/**
 * A case as officers of this agency may see it: their own desk and the hits released to them; undefined when there is
 * none for them. Nothing in it depends on other agencies' hits, desks or actions.
 */
export const showCase = (
  state: CaseState,
  agency: string | undefined,
  urgencyOf: (instruction: Instruction) => number
): CaseReply | undefined => {
  const desk = deskOf(state, agency)
  if (!desk) return undefined
  const hits = hitsFor(state.hits, agency)
  const [gravest = 'refer_second_line'] = hits
    .filter(isStanding)
    .map(({ instruction }) => instruction)
    .sort(
      (a, b) => urgencyOf(a) - urgencyOf(b) || instructions.indexOf(a) - instructions.indexOf(b)
    )
  const { revision, urgency, traveller, changedTo, journey, purpose, assignee } = desk
  const { onManifest, createdAt, updatedAt } = desk
  const decided = decidedOf(desk)
  return {
    id: state.id,
    revision,
    state: desk.state,
    ...(decided && { decided }),
    urgency,
    instruction: gravest,
    traveller,
    ...(changedTo && { changedTo }),
    ...(journey && { journey }),
    ...(onManifest && { onManifest }),
    purpose,
    ...(state.unscreened && { unscreened: state.unscreened.reason }),
    hits: hits.map(hit => ({
      id: hit.id,
      covert: hit.covert,
      agency: hit.agency,
      ...marksOf(hit),
      ...showHit(hit, agency)
    })),
    ...(assignee && { assignee }),
    trail: desk.trail.map(step => showStep(step, agency)),
    ...workOn(desk),
    createdAt,
    updatedAt
  }
}

/** What officers must know of a hit before they go by it. */
const marksOf = ({ isOutdated, entrySince }: CaseHit) => ({
  ...(isOutdated && { outdated: true }),
  ...(entrySince?.as === 'withdrawn' && { withdrawn: true }),
  ...(entrySince?.as === 'lapsed' && { lapsed: true }),
  ...(entrySince?.as === 'changed' && { changed: true })
})

/** What officers of the desk's agency must know to go on with it. */
const workOn = (desk: Desk) => {
  const { due, escalation, pending, asks, askedBy, exclusions } = desk
  const countdownTo = countdownOf(desk)
  return {
    ...(due && { dueAt: { at: due.at, what: due.what } }),
    ...(escalation && {
      escalation: { to: escalation.to, what: escalation.what, at: escalation.at }
    }),
    ...(pending && { pendingApproval: pending }),
    ...(asks && { asked: [...asks] }),
    ...(askedBy?.length && { askedBy: [...askedBy] }),
    ...(exclusions?.length && { exclusions: exclusions.map(showExclusion) }),
    ...(countdownTo && { countdownTo })
  }
}

/** Who of another agency took a step stays with that agency: its name is enough to ask there. */
const showStep = (
  { defaults, ...step }: TrailStep,
  agency: string | undefined
): CaseReply['trail'][number] => {
  const { agency: of } = step.by
  const isOwn = of === undefined || of === agency
  return {
    ...step,
    ...(!isOwn && { by: { sub: `somebody of ${of}`, agency: of } }),
    ...(defaults && { defaults: [...defaults] })
  }
}
