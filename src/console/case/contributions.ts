import type { EvidenceView, HitView } from '../api/views.ts'

/** One step from the prior belief to the score. */
export interface Contribution {
  readonly field: EvidenceView['field'] | 'prior'
  readonly weight: number
}

/** What made the score: the evidence's weights, and before them what was believed of anybody; they add up to the score's log-odds. */
export const contributionsOf = (
  hit: Pick<HitView, 'score' | 'prior' | 'evidence'>
): readonly Contribution[] => [
  { field: 'prior', weight: hit.prior ?? priorBehind(hit) },
  ...hit.evidence.map(({ field, weight }) => ({ field, weight }))
]

/** The prior of an older hit, which was recorded without: only as exact as its score, that never reads 1. */
const priorBehind = ({ score, evidence }: Pick<HitView, 'score' | 'evidence'>): number => {
  const sum = evidence.reduce((total, { weight }) => total + weight, 0)
  const odds = Math.log(score / (1 - score))
  return Math.round((odds - sum) * 10) / 10
}

/** A score in per cent, never rounded up to certainty. */
export const scoreText = (score: number): string =>
  score > 0.999 ? '> 99.9 %' : `${Math.floor(score * 1_000) / 10} %`
