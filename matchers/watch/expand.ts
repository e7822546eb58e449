import type { NameWeights } from '../model.ts'
import type { NameWord } from '../names/parse-name.ts'
import type { Word } from '../names/word.ts'
import { createRecent } from '../recent.ts'
import type { Dictionary } from './dictionary.ts'
import {
  createRank,
  type Rank,
  type Rankable,
  type Ranked,
  type Ranking,
  rankedOf
} from './rank-expansion.ts'
import { shortestCut } from './row.ts'

/** Words of the index that may stand for one word of a traveller's name; until the list changes. */
export interface Expansion extends Rankable {
  /** Its initials, as words of their own. */
  readonly initials: Uint32Array
  /** Pairs of words that make it up, one pair after the other: XIAOMING is XIAO and MING. */
  readonly splits: Uint32Array
  /** All of them by what agreeing with them can weigh at most, for a word of this weight. */
  ranked(weight: number, isCutOff: boolean, isKnown: boolean): Ranked
}

/** Expands words; keeps the expansions of recent ones: names are few and repeat. */
export type Expand = (word: NameWord) => Expansion

/** So many words that were asked for last are always known. */
export const rememberedWords = 1 << 15

/** An expander over a dictionary. */
export const createExpander = (dictionary: Dictionary, weights: NameWeights): Expand => {
  const known = createRecent<KeptExpansion>(rememberedWords)
  const rank = createRank(dictionary, weights)
  const tools: Tools = { dictionary, weights, rank, initials: new Map() }
  return word => {
    const key = keyOf(word)
    const found = known.get(key)
    if (found) {
      found.renew()
      return found
    }
    const expansion = new KeptExpansion(word.spellings, tools)
    expansion.renew()
    known.keep(key, expansion)
    return expansion
  }
}

const keyOf = ({ spellings }: NameWord): string =>
  spellings.length === 1 ? spellings[0].text : spellings.map(({ text }) => text).join(' ')

interface Tools {
  readonly dictionary: Dictionary
  readonly weights: NameWeights
  readonly rank: Rank
  /** Most words have one, and they share it. */
  readonly initials: Map<number, Uint32Array>
}

/**
 * An expansion as of the dictionary it was renewed by last. Tens of thousands are kept, and the collector visits all that they are made of, so
 * it is little: no closures, and long arrays as buffers alone, over which arrays are made where somebody looks.
 */
class KeptExpansion implements Expansion {
  beginnings: Uint32Array = nothing
  initials: Uint32Array = nothing
  splits: Uint32Array = nothing
  readonly #spellings: NameWord['spellings']
  readonly #tools: Tools
  #alike: AlikeWords = noWords
  #changes: number | undefined
  #size = 0
  #longer: Uint32Array = nothing
  #longerSize = 0
  #ranking: Ranking | undefined

  constructor(spellings: NameWord['spellings'], tools: Tools) {
    this.#spellings = spellings
    this.#tools = tools
  }

  get ids(): Uint32Array {
    return idsIn(this.#alike)
  }

  get likeness(): Float64Array {
    return likenessIn(this.#alike)
  }

  /** After a change of the list only the new words are looked at; what they have nothing to do with stays as it is. */
  renew(): void {
    const { dictionary, weights } = this.#tools
    const { changes, size } = dictionary
    if (this.#changes === changes) return
    const spellings = this.#spellings
    const alike = likeWords(spellings, this.#alike, this.#size, dictionary)
    const splits = splitsOf(spellings[0].text, dictionary)
    const beginnings = beginningsOf(spellings, alike, dictionary, weights)
    const initials = initialsOf(spellings, this.#tools)
    const isSame =
      alike === this.#alike &&
      areSame(splits, this.splits) &&
      areSame(beginnings, this.beginnings) &&
      areSame(initials, this.initials)
    if (!isSame) {
      this.#alike = alike
      this.splits = splits
      this.beginnings = beginnings
      this.initials = initials
      this.#ranking = undefined
    }
    this.#changes = changes
    this.#size = size
  }

  ranked(weight: number, isCutOff: boolean, isKnown: boolean): Ranked {
    this.#ranking = this.#tools.rank(this, this.#ranking, weight, isCutOff, isKnown)
    return rankedOf(this.#ranking)
  }

  /** Longer words of all spellings, as the dictionary has them by now. */
  longer(): Uint32Array {
    const { dictionary } = this.#tools
    if (this.#longerSize !== dictionary.size) {
      this.#longer = longerWords(this.#spellings, dictionary)
      this.#longerSize = dictionary.size
    }
    return this.#longer
  }
}

/** Words that are like one, and how much: all likenesses, then all words. */
type AlikeWords = ArrayBuffer

const bytesEach = 12
const noWords: AlikeWords = new ArrayBuffer(0)

const likenessIn = (alike: AlikeWords): Float64Array =>
  new Float64Array(alike, 0, alike.byteLength / bytesEach)

const idsIn = (alike: AlikeWords): Uint32Array => {
  const count = alike.byteLength / bytesEach
  return new Uint32Array(alike, count * 8, count)
}

/** The words like any of the spellings, each as it is best; what is known is given back as it is where no new one is among them. */
const likeWords = (
  spellings: NameWord['spellings'],
  known: AlikeWords,
  knownSize: number,
  dictionary: Dictionary
): AlikeWords => {
  const best = createBest(known)
  if (spellings.length === 1) dictionary.eachLike(spellings[0], best.add, knownSize)
  else for (const word of spellings) dictionary.eachLike(word, best.raise, knownSize)
  return best.take()
}

/** Words and their likeness as they are found, beside those that were known; of several spellings the best counts. */
const createBest = (known: AlikeWords) => {
  let [ids, likeness]: [number[], number[]] = [[], []]
  const places = new Map<number, number>()
  const add = (id: number, value: number): void => {
    if (ids.length === 0) [ids, likeness] = [[...idsIn(known)], [...likenessIn(known)]]
    ids.push(id)
    likeness.push(value)
  }
  return {
    /** Adds a word that was not there. */
    add,
    /** Adds a new word, or raises its likeness. */
    raise: (id: number, value: number): void => {
      const at = places.get(id)
      if (at === undefined) {
        add(id, value)
        places.set(id, ids.length - 1)
      } else if (value > (likeness[at] ?? 0)) likeness[at] = value
    },
    take: (): AlikeWords => {
      if (ids.length === 0) return known
      const alike = new ArrayBuffer(ids.length * bytesEach)
      likenessIn(alike).set(likeness)
      idsIn(alike).set(ids)
      return alike
    }
  }
}

const longerWords = (spellings: readonly Word[], dictionary: Dictionary): Uint32Array =>
  packed(
    spellings.flatMap(({ text }) => (text.length < shortestCut ? [] : dictionary.longerThan(text)))
  )

const initialsOf = (spellings: readonly Word[], { dictionary, initials }: Tools): Uint32Array => {
  const ids = new Set(spellings.flatMap(({ text }) => dictionary.find(text.charAt(0)) ?? []))
  const [first] = ids
  if (ids.size !== 1 || first === undefined) return packed(ids)
  const known = initials.get(first)
  if (known !== undefined) return known
  const alone = packed(ids)
  initials.set(first, alone)
  return alone
}

const areSame = (some: Uint32Array, others: Uint32Array): boolean =>
  some.length === others.length && some.every((one, at) => one === others[at])

const beginningsOf = (
  spellings: readonly Word[],
  alike: AlikeWords,
  dictionary: Dictionary,
  weights: NameWeights
): Uint32Array => {
  const [ids, likeness] = [idsIn(alike), likenessIn(alike)]
  const found = new Set<number>()
  for (const { text } of spellings) {
    for (let length = shortestCut; length < text.length; length++) {
      const id = dictionary.find(text.slice(0, length))
      if (id === undefined || dictionary.knownCut(id) === 0) continue
      if ((likeness[ids.indexOf(id)] ?? 0) < weights.likeness.cutOff) found.add(id)
    }
  }
  return packed(found)
}

const splitsOf = (text: string, dictionary: Dictionary): Uint32Array => {
  const splits: number[] = []
  if (text.length < 4) return nothing
  for (let cut = 1; cut < text.length; cut++) {
    const firsts = dictionary.findEastern(text.slice(0, cut))
    if (firsts.length === 0) continue
    const seconds = dictionary.findEastern(text.slice(cut))
    for (const first of firsts) for (const second of seconds) splits.push(first, second)
  }
  return packed(splits)
}

const packed = (ids: Iterable<number>): Uint32Array => {
  const array = Uint32Array.from(ids)
  return array.length === 0 ? nothing : array
}
const nothing = new Uint32Array()
