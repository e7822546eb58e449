import type { NameWeights } from '../model.ts'

/** What an alignment found, in numbers. */
export interface Tally {
  readonly agreeing: number
  readonly likeness: number
  readonly contradictions: number
  /** Contradictions that may be typing errors. */
  readonly resembling: number
  readonly initialsLeft: number
  readonly travellerLeft: number
  readonly listedLeft: number
  readonly crossed: number
  readonly same: number
  readonly isPartReordered: boolean
}

// A name of one word that agrees is complete, yet there was less that could have differed.
const oneWordShare = 0.7

/** The weight of two names: what their agreeing words won, what completeness adds, less what contradicts or is left over. */
export const weighAlignment = (won: number[], weights: NameWeights, tally: Tally): number => {
  if (tally.agreeing === 0) return weights.differs
  won.sort((a, b) => b - a)
  let weight = 0
  for (let at = 0; at < won.length; at++) {
    const decay = weights.decay[Math.min(at, weights.decay.length - 1)] ?? 0
    weight += (won[at] ?? 0) * decay
  }
  const { contradictions, travellerLeft, listedLeft, agreeing, initialsLeft } = tally
  if (travellerLeft + listedLeft === 0) {
    if (initialsLeft === 0)
      weight += weights.complete * tally.likeness * (agreeing > 1 ? 1 : oneWordShare)
  } else if (contradictions === 0 && agreeing > 1) weight += weights.contained * tally.likeness
  weight += tally.resembling * weights.resembling
  const plain = contradictions - tally.resembling
  if (plain > 0) weight += weights.contradiction + (plain - 1) * weights.furtherContradiction
  weight += initialsLeft * weights.initialDiffers
  weight += (travellerLeft - contradictions) * weights.extraTravellerWord
  weight += (listedLeft - contradictions) * weights.extraListedWord
  if (agreeing === 1 && travellerLeft + listedLeft > 0) weight += weights.oneWordOnly
  if (tally.crossed > 0)
    weight += tally.same === 0 ? weights.swapped : weights.crossed * tally.crossed
  if (tally.isPartReordered) weight += weights.partReordered
  return Math.max(weight, weights.differs)
}
