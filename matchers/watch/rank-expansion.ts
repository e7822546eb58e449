import type { NameWeights } from '../model.ts'
import { leastRespelled, lostBySpelling } from '../names/align-names.ts'
import type { Dictionary } from './dictionary.ts'

/** Words to look up, the most telling first. */
export interface Ranked {
  readonly words: Uint32Array
  readonly likeness: Float64Array
  /** Numbers under which they are filed, and the most that agreeing with them can weigh. */
  readonly ids: Uint32Array
  readonly gains: Float64Array
  /** Some name has one of them as a particle. */
  readonly meetsLight: boolean
}

/** Words that may stand for one word, unordered. */
export interface Rankable {
  /** Words that are like it. */
  readonly ids: Uint32Array
  readonly likeness: Float64Array
  /** Words that it begins with; they stand for it where the listed name may be cut off. */
  readonly beginnings: Uint32Array
  /** Longer words that it begins; it stands for them where the traveller's name may be cut off. */
  longer(): Uint32Array
}

/** A ranking as it is kept, and what it was made for; `rankedOf` shows it. */
export interface Ranking {
  /** All of it in one buffer, without the arrays over it: tens of thousands are kept, and the collector visits each. */
  readonly memory: ArrayBuffer
  readonly meetsLight: boolean
  /** Of the dictionary's weights, as far as they were looked at. */
  changes: number
  /** Of the dictionary where longer words matter. */
  readonly size: number
  readonly weight: number
  readonly respelled: number
  readonly isCutOff: boolean
}

/** Ranks words for a word of this weight; gives the known ranking back while none of its words gains anything else, and no longer word comes up where they matter. */
export type Rank = (
  alike: Rankable,
  known: Ranking | undefined,
  weight: number,
  isCutOff: boolean,
  isKnown: boolean
) => Ranking

/** Ranks by a dictionary's weights. */
export const createRank = (dictionary: Dictionary, weights: NameWeights): Rank => {
  return (alike, known, weight, isCutOff, isKnown) => {
    const respelled = leastRespelled(isKnown, weights.respelled)
    const changes = dictionary.weightChanges
    const size = isCutOff ? dictionary.size : 0
    if (
      known?.weight === weight &&
      known.respelled === respelled &&
      known.isCutOff === isCutOff &&
      known.size === size
    ) {
      if (known.changes === changes) return known
      known.changes = changes
      if (gainsStill(known)) return known
    }
    return {
      ...rank(alike, weight, respelled, isCutOff),
      changes,
      size,
      weight,
      respelled,
      isCutOff
    }
  }

  /** Whether each word gains what it did: some other's weight has changed. */
  function gainsStill(ranking: Ranking): boolean {
    const { weight, respelled } = ranking
    const { words, likeness, gains, meetsLight } = rankedOf(ranking)
    if (scratch.most.length < words.length) scratch = createScratch(words.length)
    const { most } = scratch
    if (dictionary.mostWeights(words, most) !== meetsLight) return false
    for (let at = 0; at < gains.length; at++) {
      const gain = gainOf(weight, most[at] ?? 0, likeness[at] ?? 0, respelled)
      if (gains[at] !== gain) return false
    }
    return true
  }

  function gainOf(weight: number, most: number, likeness: number, respelled: number): number {
    const gain = Math.min(weight, most) * likeness
    return gain - lostBySpelling(gain, likeness, respelled)
  }

  function rank(
    alike: Rankable,
    weight: number,
    respelled: number,
    isCutOff: boolean
  ): Pick<Ranking, 'memory' | 'meetsLight'> {
    const { ids, likeness, beginnings } = alike
    const all = [ids, beginnings, isCutOff ? alike.longer() : nothing] as const
    const count = all.reduce((sum, { length }) => sum + length, 0)
    if (scratch.most.length < count) scratch = createScratch(count)
    const { words, shares, filed, gains, most } = scratch
    const order = new Float64Array(count)
    let [nth, meetsLight] = [0, false]
    for (const list of all) {
      if (dictionary.mostWeights(list, most)) meetsLight = true
      for (let at = 0; at < list.length; at++) {
        const id = list[at] ?? 0
        const share = list === ids ? (likeness[at] ?? 0) : weights.likeness.cutOff
        const left = gainOf(weight, most[at] ?? 0, share, respelled)
        words[nth] = id
        shares[nth] = share
        filed[nth] = list === beginnings ? dictionary.knownCut(id) : id
        gains[nth] = left
        // Gain and place as one number: numbers sort much faster than by a function.
        order[nth] = Math.round(left * -1000) * places + nth
        nth++
      }
    }
    order.sort()
    const memory = new ArrayBuffer(count * bytesEach)
    const sorted = rankedOf({ memory, meetsLight })
    for (let to = 0; to < count; to++) {
      const place = order[to] ?? 0
      const from = place - Math.floor(place / places) * places
      sorted.words[to] = words[from] ?? 0
      sorted.likeness[to] = shares[from] ?? 0
      sorted.ids[to] = filed[from] ?? 0
      sorted.gains[to] = gains[from] ?? 0
    }
    return { memory, meetsLight }
  }
}

const bytesEach = 24

/** Shows a ranking. */
export const rankedOf = ({
  memory,
  meetsLight
}: Pick<Ranking, 'memory' | 'meetsLight'>): Ranked => {
  const count = memory.byteLength / bytesEach
  return {
    gains: new Float64Array(memory, 0, count),
    likeness: new Float64Array(memory, count * 8, count),
    words: new Uint32Array(memory, count * 16, count),
    ids: new Uint32Array(memory, count * 20, count),
    meetsLight
  }
}

const createScratch = (count: number) => ({
  words: new Uint32Array(count),
  shares: new Float64Array(count),
  filed: new Uint32Array(count),
  gains: new Float64Array(count),
  most: new Float64Array(count)
})
let scratch = createScratch(1 << 10)

const nothing = new Uint32Array()
const places = 2 ** 24
