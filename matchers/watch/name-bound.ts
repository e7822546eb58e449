import type { Model } from '../model.ts'
import { maxNameWords, wordKinds } from '../names/align-names.ts'
import { likenessOfSpellings, type ShapedName } from '../names/compare-names.ts'
import type { Word } from '../names/word.ts'
import type { Dictionary } from './dictionary.ts'
import { flags, wordBits } from './entry-store.ts'

/**
 * The most that the names of an entry can weigh for this traveller, from its outline alone, without reading its record.
 * Never less than what the full comparison finds, so that nothing is lost by stopping here.
 */
export interface NameBound {
  /** Gets ready for one traveller. */
  readonly prepare: (names: readonly ShapedName[]) => void
  /** Upper bound of the name weight for an outline. */
  readonly of: (outlines: Uint32Array, start: number) => number
  readonly finish: () => void
}

const unlike = 1

/** Bounds over a dictionary; likenesses of a search's words are remembered until `finish`. */
export const createNameBound = (dictionary: Dictionary, model: Model): NameBound => {
  const weights = model.name
  // Likenesses come in few levels, so a byte is enough: 0 = not looked up yet, 1 = unlike, n = levels[n].
  const levels: number[] = [Number.NaN, 0]
  const memos: Uint8Array[] = []
  const touched: number[][] = []
  // For every word of the index whether it is like any of the traveller's: spares most look-ups one by one.
  let likeAny = new Uint8Array(64)
  const touchedAny: number[] = []
  let names: readonly ShapedName[] = []
  let spellings: { readonly word: Word; readonly cutOff: boolean }[] = []
  // firstSpelling[name][position]: where the spellings of each word begin.
  let firstSpelling: number[][] = []
  const best = new Float64Array(maxNameWords)
  const sorted = new Float64Array(maxNameWords)

  const levelOf = (likeness: number): number => {
    const known = levels.indexOf(likeness, 1)
    return known > 0 ? known : levels.push(likeness) - 1
  }
  const likeness = (spelling: number, id: number): number => {
    const memo = memos[spelling]
    const known = memo?.[id] ?? 0
    if (known > 0) return levels[known] ?? 0
    return lookUp(spelling, id)
  }
  const lookUp = (spelling: number, id: number): number => {
    const own = spellings[spelling]
    const memo = memos[spelling]
    if (own === undefined || memo === undefined) return 0
    const related = own.word.related !== undefined
    const value =
      !own.cutOff && !related && !dictionary.mayBeLike(own.word, id)
        ? 0
        : likenessOfSpellings(own.word, dictionary.word(id), own.cutOff, weights)
    memo[id] = value === 0 ? unlike : levelOf(value)
    touched[spelling]?.push(id)
    return value
  }
  const isLikeAny = (id: number): boolean => {
    const known = likeAny[id] ?? 0
    if (known > 0) return known > unlike
    let found = unlike
    for (let spelling = 0; spelling < spellings.length; spelling++) {
      if (likeness(spelling, id) > 0) found = unlike + 1
    }
    likeAny[id] = found
    touchedAny.push(id)
    return found > unlike
  }
  const gainOf = (name: number, position: number, id: number, listedWeight: number): number => {
    const own = names[name]
    const from = firstSpelling[name]?.[position] ?? 0
    const to = firstSpelling[name]?.[position + 1] ?? from
    let most = 0
    for (let spelling = from; spelling < to; spelling++) {
      most = Math.max(most, likeness(spelling, id))
    }
    return most === 0 ? 0 : most * Math.min(own?.shape.weight[position] ?? 0, listedWeight)
  }
  const boundOfName = (name: number, outlines: Uint32Array, from: number, to: number): number => {
    const shape = names[name]?.shape
    if (shape === undefined) return 0
    best.fill(0, 0, shape.count)
    let listedLeft = 0
    let words = 0
    for (let at = from; at < to && words < maxNameWords; words++) {
      const head = outlines[at] ?? 0
      const primary = head & wordBits
      const isLight = (head & flags.light) !== 0
      const weight = isLight ? model.word.particle : dictionary.weight(primary)
      let agrees = false
      let next = at
      do {
        const id = (outlines[next] ?? 0) & wordBits
        for (let position = 0; position < shape.count && isLikeAny(id); position++) {
          const gain = gainOf(name, position, id, weight)
          if (gain === 0) continue
          agrees = true
          if (gain > (best[position] ?? 0)) best[position] = gain
        }
        next++
      } while (next < to && ((outlines[next] ?? 0) & flags.otherSpelling) !== 0)
      if (!agrees && !isLight && weight > model.word.initial) listedLeft++
      at = next
    }
    let [count, agreeing, travellerLeft] = [0, 0, 0]
    for (let position = 0; position < shape.count; position++) {
      const gain = best[position] ?? 0
      if (gain > 0) {
        sorted[count++] = gain
        if (shape.kind[position] !== wordKinds.light) agreeing++
      } else if (shape.kind[position] === wordKinds.full) travellerLeft++
    }
    return weigh(count, agreeing, travellerLeft, listedLeft, names[name]?.cutOff ?? false)
  }
  const weigh = (
    count: number,
    agreeing: number,
    travellerLeft: number,
    listedLeft: number,
    cutOff: boolean
  ): number => {
    if (count === 0) return weights.differs
    const gains = sorted.subarray(0, count).sort()
    let weight = 0
    for (let rank = 0; rank < count; rank++) {
      const decay = weights.decay[Math.min(rank, weights.decay.length - 1)] ?? 0
      weight += (gains[count - 1 - rank] ?? 0) * decay
    }
    const contradictions = Math.min(travellerLeft, listedLeft)
    if (travellerLeft === 0 && listedLeft === 0) weight += weights.complete
    else if (agreeing === 1) weight += weights.oneWordOnly
    else if (contradictions === 0) weight += weights.contained
    if (contradictions > 0)
      weight += weights.contradiction + (contradictions - 1) * weights.furtherContradiction
    weight += (travellerLeft - contradictions) * weights.extraTravellerWord
    if (!cutOff) weight += (listedLeft - contradictions) * weights.extraListedWord
    return Math.max(weight, weights.differs)
  }

  return {
    prepare: travellerNames => {
      names = travellerNames
      spellings = []
      firstSpelling = names.map(({ words, cutOff }) => {
        const firsts = words.map(word => {
          const first = spellings.length
          for (const spelling of word.spellings) spellings.push({ word: spelling, cutOff })
          return first
        })
        firsts.push(spellings.length)
        return firsts
      })
      if (likeAny.length < dictionary.size) {
        likeAny = new Uint8Array(Math.ceil(dictionary.size * 1.25) + 64)
      }
      spellings.forEach((_, at) => {
        const memo = memos[at]
        if (memo === undefined || memo.length < dictionary.size) {
          memos[at] = new Uint8Array(Math.ceil(dictionary.size * 1.25) + 64)
        }
        touched[at] ??= []
      })
    },
    of: (outlines, start) => {
      const head = outlines[start] ?? 0
      const first = start + 1 + (head >>> 16) * 2
      const end = first + (head & 0xffff)
      let most = Number.NEGATIVE_INFINITY
      for (let from = first; from < end; ) {
        let to = from + 1
        while (to < end && (outlines[to] ?? 0) < flags.beginsName) to++
        for (let name = 0; name < names.length; name++) {
          most = Math.max(most, boundOfName(name, outlines, from, to))
        }
        from = to
      }
      return most
    },
    finish: () => {
      for (const id of touchedAny) likeAny[id] = 0
      touchedAny.length = 0
      touched.forEach((ids, at) => {
        const memo = memos[at]
        for (const id of ids) if (memo !== undefined) memo[id] = 0
        ids.length = 0
      })
    }
  }
}
