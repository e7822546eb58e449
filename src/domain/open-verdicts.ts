import { isOpen } from './access.ts'
import { type CaseState, type Desk, openVerdictOf, storedDesk, verdictOf } from './case.ts'
import { isStanding } from './entry-notice.ts'

/**
 * The case after an event, with what was decided about its open hits: where only others had a decided desk reopened, it keeps
 * beside its state how it would stand without them. `applyOpenly` makes of the case without them what the event, without them,
 * makes of it; undefined where that is nothing.
 */
export const keepOpenVerdicts = (
  before: CaseState | undefined,
  after: CaseState,
  applyOpenly: (stood: CaseState) => CaseState | undefined
): CaseState => {
  const desks = Object.entries(after.desks)
  const isConcerned = ([agency, desk]: readonly [string, Desk]) =>
    desk.openly !== undefined || (verdictOf(desk) === undefined && stoodDecided(before, agency))
  if (!before || !desks.some(isConcerned)) return after
  const stood = withOpenHits(before)
  const stands = applyOpenly(stood) ?? stood
  const opened = openedBetween(before, after, stands)
  const kept = desks.map(([agency, desk]) => {
    const decided = opened.has(agency) ? undefined : storedDesk(stood, agency)
    return [agency, standing(desk, decided, storedDesk(stands, agency))]
  })
  return { ...after, desks: Object.fromEntries(kept) }
}

/** Owners of a hit that is open by now and was not when its desk was decided: of it nothing was. */
const openedBetween = (before: CaseState, after: CaseState, stands: CaseState) => {
  const known = new Set(stands.hits.map(({ id }) => id))
  const wasTold = new Set(before.hits.flatMap(({ id, release }) => (release?.told ? id : [])))
  return new Set(
    after.hits
      .filter(hit => isOpen(hit) && isStanding(hit) && !known.has(hit.id) && !wasTold.has(hit.id))
      .map(({ agency }) => agency)
  )
}

const stoodDecided = (before: CaseState | undefined, agency: string) => {
  const desk = before && storedDesk(before, agency)
  return desk !== undefined && openVerdictOf(desk) !== undefined
}

const withOpenHits = (state: CaseState): CaseState => {
  const desks = Object.entries(state.desks).map(([agency, { openly, ...desk }]) => [
    agency,
    { ...desk, ...openly }
  ])
  return { ...state, hits: state.hits.filter(isOpen), desks: Object.fromEntries(desks) }
}

/** Only what was decided goes on standing: without the other hits an officer's step might have decided at once. */
const standing = (
  { openly: _, ...desk }: Desk,
  stood: Desk | undefined,
  stands: Desk | undefined
): Desk => {
  const verdict = stood && verdictOf(stood)
  if (!stands || !verdict || verdictOf(desk) || verdictOf(stands) !== verdict) return desk
  const { state } = stands
  return { ...desk, openly: { state, ...(stands.verdict && { verdict }) } }
}
