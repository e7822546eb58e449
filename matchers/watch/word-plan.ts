import type { Model } from '../model.ts'
import { wordKinds } from '../names/align-names.ts'
import type { ShapedName } from '../names/compare-names.ts'
import type { QueryWord } from './query-words.ts'

/**
 * Which words of a name need looking up (Turtle & Flood's MaxScore). Words are ranked, the most frequent in the index first. Where the first k
 * words together could not reach the weight that is needed, an entry that holds only them is of no interest: it is enough
 * to go through the lists of the others.
 *
 *   JOHN MICHAEL SZCZEPANIAK, needed 12:   JOHN alone 5, JOHN MICHAEL 11 → only SZCZEPANIAK is looked up
 */
export interface PlannedWord {
  readonly word: QueryWord
  /** The most that names can weigh when this is the last ranked word that agrees, with this weight. */
  readonly reach: (gain: number) => number
}

/** Ranks words by the length of their lists and works out what each can reach. */
export const planWords = (
  name: ShapedName,
  words: readonly QueryWord[],
  frequency: (word: QueryWord) => number,
  model: Model
): PlannedWord[] => {
  const ranked = words
    .map(word => ({ word, frequency: frequency(word) }))
    .sort((a, b) => b.frequency - a.frequency)
    .map(({ word }) => word)
  const small = smallWeights(name)
  const initials = countInitials(name)
  return ranked.map((word, rank) => {
    const before = [...small, ...ranked.slice(0, rank).map(({ weight }) => weight)]
    const left = ranked.length - rank - 1
    const reached = new Map<number, number>()
    return {
      word,
      reach: gain => {
        const known = reached.get(gain)
        if (known !== undefined) return known
        const gains = [...before, gain]
        const weight = most(gains, rank + 1 + initials, left, model)
        reached.set(gain, weight)
        return weight
      }
    }
  })
}

const smallWeights = ({ shape }: ShapedName): number[] => {
  const small: number[] = []
  for (let at = 0; at < shape.count; at++) {
    if (shape.kind[at] !== wordKinds.full) small.push(shape.weight[at] ?? 0)
  }
  return small
}

const countInitials = ({ shape }: ShapedName): number => {
  let initials = 0
  for (let at = 0; at < shape.count; at++) {
    if (shape.kind[at] === wordKinds.initial) initials++
  }
  return initials
}

const most = (gains: number[], agreeing: number, left: number, { name }: Model): number => {
  gains.sort((a, b) => b - a)
  const sum = gains.reduce(
    (total, gain, rank) => total + gain * (name.decay[Math.min(rank, name.decay.length - 1)] ?? 0),
    0
  )
  // With no word left over the name may be complete; words left over are at best extra ones of the traveller's.
  if (left === 0) return sum + name.complete
  const extra = left * name.extraTravellerWord
  return sum + extra + (agreeing > 1 ? name.contained : name.oneWordOnly)
}
