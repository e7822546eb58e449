import { likeEnoughToAsk } from '../compare.ts'
import type { Model, NameWeights } from '../model.ts'
import {
  alignNames,
  createShape,
  type JoinsAt,
  leastRespelled,
  lostBySpelling,
  maxNameWords,
  wordKinds
} from '../names/align-names.ts'
import type { ShapedName } from '../names/compare-names.ts'
import type { Dictionary } from './dictionary.ts'
import type { LikeWords } from './like-words.ts'
import { flags, wordBits } from './row.ts'

/**
 * The most that the names of a row can weigh for one name of a traveller, without reading its record.
 * Never less than what the full comparison finds, so that nothing is lost by stopping here.
 */
export interface NameBound {
  readonly prepare: (name: ShapedName) => void
  /** The upper bound over the names in rowWords[from, to); a close one where it is at least `floor`. */
  readonly of: (rowWords: Uint32Array, from: number, to: number, floor: number) => number
  /** The same over those that nothing contradicts and that agree in more than one word, after `of`; -Infinity if none. */
  readonly toAsk: () => number
}

const best = new Float64Array(maxNameWords)
const sorted = new Float64Array(maxNameWords)
// A listed name as its row tells it, without roles, and the likeness of its words to the traveller's.
const listed = createShape()
const alike = new Float64Array(maxNameWords * maxNameWords)
const likenessAt = (position: number, at: number): number =>
  alike[at * maxNameWords + position] ?? 0
const noJoins: JoinsAt = { travellerPair: () => 0, listedPair: () => 0 }
// A row does not tell how words are spelled.
const mayResemble = (): boolean => true

/** The bound for one name of a traveller at a time; `like` knows which words are like which of its words. */
export const createNameBound = (
  like: LikeWords,
  dictionary: Dictionary,
  model: Model
): NameBound => {
  const weights = model.name
  let shape = createShape()
  let [cutOff, isOneWord, full] = [false, false, 0]
  let toAsk = Number.NEGATIVE_INFINITY

  /** A row does not tell how words are spelled: the least that another spelling costs. */
  const least = [leastRespelled(false, weights.respelled), leastRespelled(true, weights.respelled)]
  const leastAt = (position: number): number => least[shape.known[position] ?? 0] ?? 0
  const listWord = (at: number, id: number, isLight: boolean, weight: number): void => {
    const isInitial = dictionary.isInitial(id)
    listed.weight[at] = isInitial ? model.word.initial : weight
    listed.kind[at] = isInitial ? wordKinds.initial : isLight ? wordKinds.light : wordKinds.full
  }
  /** Words agree one to one: aligned so, what a row tells of a name says nearly as much as the name itself. */
  const alignListed = (): number => {
    const { weight, contradictions, likeness, agreeing } = alignNames(
      shape,
      listed,
      likenessAt,
      leastAt,
      noJoins,
      mayResemble,
      false,
      weights
    )
    const isAgreed = contradictions === 0 && likeness >= likeEnoughToAsk
    if (weight > toAsk && isAgreed && (isOneWord || agreeing > 1)) toAsk = weight
    return weight
  }

  const boundOfName = (rowWords: Uint32Array, from: number, to: number, floor: number): number => {
    const listedCutOff = ((rowWords[from] ?? 0) & flags.cutOff) !== 0
    best.fill(0, 0, shape.count)
    let [listedFull, listedLeft, listedAgreeing, hasJoins, words] = [0, 0, 0, false, 0]
    for (let at = from; at < to; ) {
      const head = rowWords[at] ?? 0
      const isLight = (head & flags.light) !== 0
      const weight = isLight ? model.word.particle : dictionary.weight(head & wordBits)
      let agrees = false
      const row = words++ * maxNameWords
      alike.fill(0, row, row + shape.count)
      do {
        const id = (rowWords[at] ?? 0) & wordBits
        const entry = like.find(id)
        if (entry !== 0) {
          hasJoins ||= like.mayJoin(entry)
          for (let position = 0; position < shape.count; position++) {
            const likeness = like.likeness(entry, position, listedCutOff)
            if (likeness === 0) continue
            agrees = true
            if (likeness > (alike[row + position] ?? 0)) alike[row + position] = likeness
            const full = likeness * Math.min(shape.weight[position] ?? 0, weight)
            const gain = full - lostBySpelling(full, likeness, leastAt(position))
            if (gain > (best[position] ?? 0)) best[position] = gain
          }
        }
        at++
      } while (at < to && ((rowWords[at] ?? 0) & flags.otherSpelling) !== 0)
      if (words <= maxNameWords) listWord(words - 1, head & wordBits, isLight, weight)
      if (agrees) listedAgreeing++
      if (isLight) continue
      if (weight <= model.word.initial) continue
      listedFull++
      if (!agrees) listedLeft++
    }
    const joined = hasJoins ? like.join(rowWords, from, to, best) : 0
    if (joined > 0) {
      // Two words for one: how many are left over on which side is no longer plain.
      listedLeft = Math.max(0, listedLeft - 2 * joined)
      listedAgreeing = maxNameWords
      listedFull = 0
    }
    let [count, agreeing, left] = [0, 0, 0]
    for (let position = 0; position < shape.count; position++) {
      const gain = best[position] ?? 0
      if (gain > 0) {
        sorted[count++] = gain
        if (shape.kind[position] !== wordKinds.light) agreeing++
      } else if (shape.kind[position] === wordKinds.full) left++
    }
    // Words agree one to one: no more than there are on either side.
    const travellerLeft = Math.max(left, full - listedAgreeing)
    const agreeingMost = Math.min(agreeing, listedAgreeing)
    listedLeft = Math.max(listedLeft, listedFull - count)
    // Of a name that may be cut off nothing is missing.
    if (cutOff || listedCutOff) listedLeft = Math.min(listedLeft, travellerLeft)
    const weight = weigh(
      count,
      Math.min(count, listedAgreeing),
      agreeingMost,
      travellerLeft,
      listedLeft
    )
    const isPlain = joined === 0 && !cutOff && !listedCutOff && !like.isFull()
    listed.count = words
    if (weight >= floor && isPlain && words <= maxNameWords) return alignListed()
    const isContradicted = Math.min(travellerLeft, listedLeft) > 0
    if (weight > toAsk && !isContradicted && (isOneWord || agreeingMost > 1)) toAsk = weight
    return weight
  }
  const weigh = (
    count: number,
    pairs: number,
    agreeing: number,
    travellerLeft: number,
    listedLeft: number
  ): number => {
    if (agreeing === 0) return weights.differs
    sortDown(count)
    let weight = 0
    const last = weights.decay.length - 1
    for (let rank = 0; rank < pairs; rank++) {
      weight += (sorted[rank] ?? 0) * (weights.decay[rank < last ? rank : last] ?? 0)
    }
    const contradictions = Math.min(travellerLeft, listedLeft)
    if (travellerLeft + listedLeft === 0) weight += weights.complete
    else if (agreeing === 1) weight += weights.oneWordOnly
    else if (contradictions === 0) weight += weights.contained
    weight += leastAgainst(contradictions, weights)
    weight += (travellerLeft - contradictions) * weights.extraTravellerWord
    weight += (listedLeft - contradictions) * weights.extraListedWord
    return Math.max(weight, weights.differs)
  }

  return {
    prepare: name => {
      ;({ shape, cutOff } = name)
      full = 0
      for (let at = 0; at < shape.count; at++) if (shape.kind[at] === wordKinds.full) full++
      isOneWord = full < 2
    },
    of: (rowWords, from, to, floor) => {
      let most = Number.NEGATIVE_INFINITY
      toAsk = Number.NEGATIVE_INFINITY
      for (let begin = from; begin < to; ) {
        let end = begin + 1
        while (end < to && (rowWords[end] ?? 0) < flags.beginsName) end++
        const weight = boundOfName(rowWords, begin, end, floor)
        if (weight > most) most = weight
        begin = end
      }
      return most
    },
    toAsk: () => toAsk
  }
}

/** The least that so many contradictions take away: a row does not tell whether words that differ resemble each other. */
const leastAgainst = (contradictions: number, weights: NameWeights): number =>
  contradictions === 0
    ? 0
    : Math.max(
        contradictions * weights.resembling,
        weights.contradiction + (contradictions - 1) * weights.furtherContradiction
      )

/** Insertion sort of the first few of `sorted`, the largest first. */
const sortDown = (count: number): void => {
  for (let at = 1; at < count; at++) {
    const value = sorted[at] ?? 0
    let to = at
    while (to > 0 && (sorted[to - 1] ?? 0) < value) {
      sorted[to] = sorted[to - 1] ?? 0
      to--
    }
    sorted[to] = value
  }
}
