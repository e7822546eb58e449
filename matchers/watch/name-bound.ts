import type { Model } from '../model.ts'
import { maxNameWords, wordKinds } from '../names/align-names.ts'
import type { ShapedName } from '../names/compare-names.ts'
import type { Word } from '../names/word.ts'
import type { Dictionary } from './dictionary.ts'
import { flags, wordBits } from './entry-store.ts'
import type { Expand } from './query-words.ts'

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

interface QuerySpelling {
  readonly word: Word
  readonly cutOff: boolean
}

/** Bounds over a dictionary; likenesses of a search's words are remembered until `finish`. */
export const createNameBound = (
  dictionary: Dictionary,
  expand: Expand,
  model: Model
): NameBound => {
  const weights = model.name
  // Likenesses come in few levels, so a byte is enough: levels[0] is unlike.
  const levels: number[] = [0]
  const memos: Uint8Array[] = []
  const touched: number[][] = []
  // For every word of the index whether it is like any of the traveller's: spares most look-ups one by one.
  let likeAny = new Uint8Array(64)
  let names: readonly ShapedName[] = []
  let spellings: QuerySpelling[] = []
  let hasOpenEnds = false
  // firstSpelling[name][position]: where the spellings of each word begin.
  let firstSpelling: number[][] = []
  const best = new Float64Array(maxNameWords)
  const sorted = new Float64Array(maxNameWords)

  const levelOf = (likeness: number): number => {
    const known = levels.indexOf(likeness)
    return known >= 0 ? known : levels.push(likeness) - 1
  }
  const note = (spelling: number, id: number, likeness: number): void => {
    const memo = memos[spelling]
    if (memo === undefined) return
    memo[id] = levelOf(likeness)
    likeAny[id] = 1
    touched[spelling]?.push(id)
  }
  /** An expansion holds every like word, but for what begins alike: see `likeness`. */
  const noteAll = ({ word }: QuerySpelling, spelling: number): void => {
    const { ids, likeness } = expand(word)
    for (let nth = 0; nth < ids.length; nth++) note(spelling, ids[nth] ?? 0, likeness[nth] ?? 0)
    const initial = dictionary.find(word.text.charAt(0))
    if (initial !== undefined) note(spelling, initial, 1)
  }
  /** Initials and cut-off words are like all words that begin alike: too many to note beforehand. */
  const likeness = (spelling: number, id: number): number => {
    const noted = levels[memos[spelling]?.[id] ?? 0] ?? 0
    const own = spellings[spelling]
    if (!hasOpenEnds || own === undefined || noted > weights.likeness.cutOff) return noted
    const { word, cutOff } = own
    if (word.text.length === 1) {
      return dictionary.initial(id) === word.text.charCodeAt(0) ? 1 : noted
    }
    if (!cutOff || word.text.length < 3) return noted
    return dictionary.beginsAlike(id, word.text) ? weights.likeness.cutOff : noted
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
        const mayAgree = hasOpenEnds || likeAny[id] === 1
        for (let position = 0; position < shape.count && mayAgree; position++) {
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
      hasOpenEnds = spellings.some(({ word, cutOff }) => cutOff || word.text.length === 1)
      spellings.forEach(noteAll)
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
      touched.forEach((ids, at) => {
        const memo = memos[at]
        for (const id of ids) {
          likeAny[id] = 0
          if (memo !== undefined) memo[id] = 0
        }
        ids.length = 0
      })
    }
  }
}
