import type { NameWeights, RespelledWeights } from '../model.ts'
import { countResembling } from './resembling.ts'
import { weighAlignment } from './weigh-alignment.ts'

/**
 * Aligns the words of two names one to one, best pair first (greedy), and weighs the result.
 *
 *              MOHAMMAD   AL     TIKRITI
 *   TIKRITY       ·        ·      5.9 ←      each cell: the smaller of both words' weights × likeness
 *   MOHAMMED     4.1 ←     ·       ·         sum of the best two in full, further ones decayed,
 *                                            plus what completeness adds, minus what is left over
 */
export const maxNameWords = 12

/** What alignment needs to know of a name's words; arrays of `maxNameWords`. */
export interface NameShape {
  count: number
  readonly weight: Float64Array
  readonly role: Uint8Array
  /** 1 = particle, 2 = a single letter. */
  readonly kind: Uint8Array
  /** 1 = a name that others bear. */
  readonly known: Uint8Array
}

export const wordKinds = { full: 0, light: 1, initial: 2 } as const

export const createShape = (): NameShape => ({
  count: 0,
  weight: new Float64Array(maxNameWords),
  role: new Uint8Array(maxNameWords),
  kind: new Uint8Array(maxNameWords),
  known: new Uint8Array(maxNameWords)
})

/** How a traveller's name agrees with a listed one. `pairs[t]` is the listed word for word t, or -1. */
export interface Alignment {
  readonly weight: number
  readonly pairs: readonly number[]
  readonly swapped: boolean
  readonly reordered: boolean
  readonly joined: boolean
  readonly agreeing: number
  readonly travellerLeft: number
  readonly listedLeft: number
  readonly contradictions: number
  /** Mean likeness of the agreeing words. */
  readonly likeness: number
}

/** Likeness of two words by position, 0 to 1. */
export type LikenessAt = (traveller: number, listed: number) => number

/** What the traveller's spelling of a listed word is, and so what it costs. */
export type RespelledAt = (traveller: number, listed: number) => number

/** Whether two words that are not alike may be one, mistyped: see `resemble`. */
export type ResembleAt = (traveller: number, listed: number) => boolean

/** Likeness of two neighbouring words written as one, against one word of the other side. */
export interface JoinsAt {
  readonly travellerPair: (first: number, listed: number) => number
  readonly listedPair: (traveller: number, first: number) => number
}

const cells = maxNameWords * maxNameWords
const likenessOf = new Float64Array(cells)
const gains = new Float64Array(cells)

/** Aligns and weighs; symmetrical but for which side the extra words are on. */
export const alignNames = (
  traveller: NameShape,
  listed: NameShape,
  likenessAt: LikenessAt,
  respelledAt: RespelledAt,
  joinsAt: JoinsAt,
  resembleAt: ResembleAt,
  cutOff: boolean,
  weights: NameWeights
): Alignment => {
  const pairs: number[] = new Array(traveller.count).fill(-1)
  const takenBy: number[] = new Array(listed.count).fill(-1)
  fillGains(traveller, listed, likenessAt)
  takeBest(pairs, takenBy)
  const joins = takeJoins(traveller, listed, joinsAt, pairs, takenBy, weights)
  const won: number[] = []
  let [likenessSum, agreeing, joined, same, crossed] = [0, 0, 0, 0, 0]
  for (let t = 0; t < traveller.count; t++) {
    const l = pairs[t] ?? -1
    if (l < 0) continue
    const join = joins[t] ?? 0
    if (join > 0) {
      won.push(join)
      joined++
      agreeing++
      likenessSum += weights.likeness.joined
      continue
    }
    const likeness = likenessOf[t * maxNameWords + l] ?? 0
    const gain = gains[t * maxNameWords + l] ?? 0
    won.push(gain - (likeness < 1 ? lostBySpelling(gain, likeness, respelledAt(t, l)) : 0))
    if (traveller.kind[t] === wordKinds.light || listed.kind[l] === wordKinds.light) continue
    agreeing++
    likenessSum += likeness
    const [roleT, roleL] = [traveller.role[t] ?? 0, listed.role[l] ?? 0]
    if (roleT !== 0 && roleL !== 0) roleT === roleL ? same++ : crossed++
  }
  const leftAtTraveller = leftOver(traveller, pairs)
  const leftAtListed = leftOver(listed, takenBy)
  const travellerLeft = leftAtTraveller.length
  const listedLeft = leftAtListed.length
  const contradictions = Math.min(travellerLeft, listedLeft)
  const likeness = agreeing === 0 ? 0 : likenessSum / agreeing
  const weight = weighAlignment(won, weights, {
    agreeing,
    initialsLeft: countInitialsAgainst(
      initialsLeft(traveller, pairs),
      initialsLeft(listed, takenBy),
      travellerLeft,
      listedLeft
    ),
    likeness,
    contradictions,
    resembling:
      contradictions === 0 ? 0 : countResembling(leftAtTraveller, leftAtListed, resembleAt),
    travellerLeft,
    listedLeft: cutOff ? contradictions : listedLeft,
    crossed,
    same,
    isPartReordered: same > 1 && isPartReordered(traveller, listed, pairs)
  })
  return {
    weight,
    pairs,
    swapped: crossed > 0 && same === 0,
    reordered: isReordered(pairs),
    joined: joined > 0,
    agreeing,
    travellerLeft,
    listedLeft,
    contradictions,
    likeness
  }
}

/**
 * Being spelled otherwise costs by how unlike the words are, whatever they weigh: a typing error is as rare in a common name, and a
 * neighbour of a common name is somebody else's more often. `respelled` says what each hundredth costs, see `respelling`.
 */
export const lostBySpelling = (gain: number, likeness: number, respelled: number): number =>
  Math.min(gain * mostLost, respelled * (1 - likeness))

/** The least that another spelling of a word costs, whatever it is like. */
export const leastRespelled = (isKnown: boolean, weights: RespelledWeights): number =>
  Math.min(
    weights.unvocalised,
    weights.related,
    ...(isKnown ? [weights.variant, weights.otherName] : [weights.unknown])
  )

const mostLost = 0.9

const fillGains = (traveller: NameShape, listed: NameShape, likenessAt: LikenessAt): void => {
  for (let t = 0; t < traveller.count; t++) {
    for (let l = 0; l < listed.count; l++) {
      const at = t * maxNameWords + l
      const likeness = likenessAt(t, l)
      likenessOf[at] = likeness
      gains[at] = likeness * Math.min(traveller.weight[t] ?? 0, listed.weight[l] ?? 0)
    }
  }
}

/** Pairs words one to one, the best pair first, as long as any two are alike. */
const takeBest = (pairs: number[], takenBy: number[]): void => {
  for (;;) {
    let best = 0
    let [bestT, bestL] = [-1, -1]
    for (let t = 0; t < pairs.length; t++) {
      if (pairs[t] !== -1) continue
      for (let l = 0; l < takenBy.length; l++) {
        const gain = gains[t * maxNameWords + l] ?? 0
        if (gain > best && takenBy[l] === -1) {
          best = gain
          bestT = t
          bestL = l
        }
      }
    }
    if (bestT < 0) return
    pairs[bestT] = bestL
    takenBy[bestL] = bestT
  }
}

/** Places of the full words that agree with none. */
const leftOver = ({ count, kind }: NameShape, taken: readonly number[]): number[] => {
  const left: number[] = []
  for (let at = 0; at < count; at++) {
    if (taken[at] === -1 && kind[at] === wordKinds.full) left.push(at)
  }
  return left
}

/** How many single letters agree with nothing. */
const initialsLeft = ({ count, kind }: NameShape, taken: readonly number[]): number => {
  let initials = 0
  for (let at = 0; at < count; at++) {
    if (taken[at] === -1 && kind[at] === wordKinds.initial) initials++
  }
  return initials
}

/**
 * Single letters that begin none of the words left over on the other side, HANS O FRIEDRICH, HANS JOACHIM FRIEDRICH, or stand where it
 * has others: J THORNBURY, K THORNBURY.
 */
const countInitialsAgainst = (
  travellerInitials: number,
  listedInitials: number,
  travellerLeft: number,
  listedLeft: number
): number => {
  const againstListed = Math.min(travellerInitials, listedLeft)
  const againstTraveller = Math.min(listedInitials, travellerLeft)
  const facing = Math.min(travellerInitials - againstListed, listedInitials - againstTraveller)
  return againstListed + againstTraveller + facing
}

/**
 * ANA MARIA ~ ANAMARIA: two neighbours of one side are one word of the other, unless they agree with something else; that one of them is
 * somewhat like the whole counts less, YOUNG HEE ~ YOUNGHEE. Gives what joins have won, at their place in the traveller's name.
 */
const takeJoins = (
  traveller: NameShape,
  listed: NameShape,
  joinsAt: JoinsAt,
  pairs: number[],
  takenBy: number[],
  weights: NameWeights
): readonly number[] => {
  const won: number[] = new Array(traveller.count).fill(0)
  const gainOf = (t = -1, l = -1): number =>
    t < 0 || l < 0 ? 0 : (gains[t * maxNameWords + l] ?? 0)
  const { joined } = weights.likeness
  for (let t = 0; t < traveller.count; t++) {
    if (pairs[t] === joinedBefore) continue
    for (let l = 0; l < listed.count; l++) {
      const [ofListed, ofTraveller] = [listed.weight[l] ?? 0, traveller.weight[t] ?? 0]
      if (
        isFree(pairs, t, l, l) &&
        isFree(pairs, t + 1, l, l) &&
        isFree(takenBy, l, t, t + 1) &&
        ofListed * joined > gainOf(takenBy[l], l) &&
        joinsAt.travellerPair(t, l) > 0
      ) {
        won[t] = ofListed * joined
        pairs[t] = l
        pairs[t + 1] = joinedBefore
        takenBy[l] = t
        break
      }
      if (
        isFree(takenBy, l, t, t) &&
        isFree(takenBy, l + 1, t, t) &&
        isFree(pairs, t, l, l + 1) &&
        ofTraveller * joined > gainOf(t, pairs[t]) &&
        joinsAt.listedPair(t, l) > 0
      ) {
        won[t] = ofTraveller * joined
        pairs[t] = l
        takenBy[l] = t
        takenBy[l + 1] = joinedBefore
        break
      }
    }
  }
  return won
}

/** In the place of what a word agrees with: it and the word before it are one. */
const joinedBefore = -2

/** Whether a word agrees with nothing, or with one of these two. */
const isFree = (taken: readonly number[], at: number, first: number, second: number): boolean => {
  const by = taken[at]
  return by === -1 || (by !== undefined && (by === first || by === second))
}

/** Whether two given names, or two family names, of both sides stand the other way round: HUA QIANG, QIANG HUA. */
const isPartReordered = (
  traveller: NameShape,
  listed: NameShape,
  pairs: readonly number[]
): boolean => {
  for (let t = 1; t < pairs.length; t++) {
    const role = traveller.role[t] ?? 0
    const l = pairs[t] ?? -1
    if (l < 0 || role === 0 || listed.role[l] !== role) continue
    for (let before = 0; before < t; before++) {
      const other = pairs[before] ?? -1
      if (other > l && traveller.role[before] === role && listed.role[other] === role) return true
    }
  }
  return false
}

const isReordered = (pairs: readonly number[]): boolean => {
  let last = -1
  for (const listed of pairs) {
    if (listed < 0) continue
    if (listed < last) return true
    last = listed
  }
  return false
}
