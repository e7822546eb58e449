import type { CaseView } from '../api/views.ts'

type CaseHitView = CaseView['hits'][number]

/** The best of the hits that stand: those whose entry was withdrawn, or is not valid, only where there are no others; undefined where the traveller could not be screened. */
export const bestHit = ({ hits }: Pick<CaseView, 'hits'>): CaseHitView | undefined =>
  hits.find(hit => isStanding(hit) && !hit.outdated) ?? hits.find(isStanding) ?? hits[0]

const isStanding = ({ withdrawn, lapsed }: Pick<CaseHitView, 'withdrawn' | 'lapsed'>): boolean =>
  !withdrawn && !lapsed
