import type { NameWeights } from '../model.ts'
import { lostBySpelling } from '../names/align-names.ts'
import type { NameWord } from '../names/parse-name.ts'
import type { Word } from '../names/word.ts'
import type { Dictionary } from './dictionary.ts'
import { shortestCut } from './row.ts'

/** Words of the index that may stand for one word of a traveller's name. */
export interface Expansion {
  /** Words that are like it. */
  readonly ids: Uint32Array
  readonly likeness: Float64Array
  /** Words that it begins with; they stand for it where the listed name may be cut off. */
  readonly beginnings: Uint32Array
  /** Longer words that it begins; it stands for them where the traveller's name may be cut off. */
  readonly longer: () => Uint32Array
  /** Its initials, as words of their own. */
  readonly initials: Uint32Array
  /** Pairs of words that make it up: XIAOMING is XIAO and MING. */
  readonly splits: readonly (readonly [number, number])[]
  /** All of them by what agreeing with them can weigh at most, for a word of this weight. */
  readonly ranked: (weight: number, isCutOff: boolean) => Ranked
}

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

/** Expands words; keeps the expansions of recent ones: names are few and repeat. */
export type Expand = (word: NameWord) => Expansion

const remembered = 1 << 15

/** An expander over a dictionary. */
export const createExpander = (dictionary: Dictionary, weights: NameWeights): Expand => {
  const known = new Map<string, Kept>()
  return word => {
    const key = keyOf(word)
    const found = known.get(key)
    if (found !== undefined && found.changes === dictionary.changes) return found.expansion
    const expansion = expandWord(word, found, dictionary, weights)
    if (known.size >= remembered) known.clear()
    known.set(key, { changes: dictionary.changes, size: dictionary.size, expansion })
    return expansion
  }
}

interface Kept {
  readonly changes: number
  readonly size: number
  readonly expansion: Expansion
}

const keyOf = ({ spellings }: NameWord): string =>
  spellings.length === 1 ? spellings[0].text : spellings.map(({ text }) => text).join(' ')

const expandWord = (
  { spellings }: NameWord,
  known: Kept | undefined,
  dictionary: Dictionary,
  weights: NameWeights
): Expansion => {
  // After a small change of the list only the few new words are looked at.
  const isNearlyKnown = known !== undefined && dictionary.size - known.size < fewNew
  const best = createBest(isNearlyKnown ? known.expansion : undefined)
  const from = isNearlyKnown ? known.size : 0
  if (spellings.length === 1) dictionary.eachLike(spellings[0], best.add, from)
  else for (const word of spellings) dictionary.eachLike(word, best.raise, from)
  const { ids, likeness } = best.take()
  let longer: Uint32Array | undefined
  const longerWords = (): Uint32Array => {
    longer ??= Uint32Array.from(
      spellings.flatMap(({ text }) =>
        text.length < shortestCut ? [] : dictionary.longerThan(text)
      )
    )
    return longer
  }
  const alike = {
    ids,
    likeness,
    beginnings: beginningsOf(spellings, { ids, likeness }, dictionary, weights),
    longer: longerWords
  }
  return {
    ...alike,
    initials: Uint32Array.from(
      new Set(spellings.flatMap(word => dictionary.find(word.text.charAt(0)) ?? []))
    ),
    splits: splitsOf(spellings[0].text, dictionary),
    ranked: createRanking(alike, dictionary, weights)
  }
}

const fewNew = 200

/** Words and their likeness as they are found, beside those that were known; of several spellings the best counts. */
const createBest = (known: Pick<Expansion, 'ids' | 'likeness'> | undefined) => {
  const ids = [...(known?.ids ?? [])]
  const likeness = [...(known?.likeness ?? [])]
  const places = new Map<number, number>()
  const add = (id: number, value: number): void => {
    ids.push(id)
    likeness.push(value)
  }
  return {
    /** Adds a word that was not there. */
    add,
    /** Adds a word, or raises its likeness. */
    raise: (id: number, value: number): void => {
      if (places.size === 0) for (const [at, one] of ids.entries()) places.set(one, at)
      const at = places.get(id)
      if (at === undefined) {
        places.set(id, ids.length)
        add(id, value)
      } else if (value > (likeness[at] ?? 0)) likeness[at] = value
    },
    take: () => {
      const memory = new ArrayBuffer(ids.length * 12)
      const taken = {
        likeness: new Float64Array(memory, 0, ids.length),
        ids: new Uint32Array(memory, ids.length * 8)
      }
      taken.likeness.set(likeness)
      taken.ids.set(ids)
      return taken
    }
  }
}

const beginningsOf = (
  spellings: readonly Word[],
  { ids, likeness }: Pick<Expansion, 'ids' | 'likeness'>,
  dictionary: Dictionary,
  weights: NameWeights
): Uint32Array => {
  const found = new Set<number>()
  for (const { text } of spellings) {
    for (let length = shortestCut; length < text.length; length++) {
      const id = dictionary.find(text.slice(0, length))
      if (id === undefined || dictionary.knownCut(id) === 0) continue
      if ((likeness[ids.indexOf(id)] ?? 0) < weights.likeness.cutOff) found.add(id)
    }
  }
  return found.size === 0 ? nothing : Uint32Array.from(found)
}

const splitsOf = (text: string, dictionary: Dictionary): [number, number][] => {
  const splits: [number, number][] = []
  if (text.length < 4) return splits
  for (let cut = 1; cut < text.length; cut++) {
    const firsts = dictionary.findEastern(text.slice(0, cut))
    if (firsts.length === 0) continue
    const seconds = dictionary.findEastern(text.slice(cut))
    for (const first of firsts) for (const second of seconds) splits.push([first, second])
  }
  return splits
}

/** Ranks an expansion; the last ranking is kept while no word's weight changes. */
const createRanking = (
  alike: Pick<Expansion, 'ids' | 'likeness' | 'beginnings' | 'longer'>,
  dictionary: Dictionary,
  weights: NameWeights
): Expansion['ranked'] => {
  let known: readonly [changes: number, weight: number, isCutOff: boolean, Ranked] | undefined
  return (weight, isCutOff) => {
    const changes = dictionary.weightChanges
    if (known?.[0] !== changes || known[1] !== weight || known[2] !== isCutOff) {
      known = [changes, weight, isCutOff, rank(alike, weight, isCutOff)]
    }
    return known[3]
  }

  function rank(
    { ids, likeness, beginnings, longer }: typeof alike,
    weight: number,
    isCutOff: boolean
  ): Ranked {
    const all = [ids, beginnings, isCutOff ? longer() : nothing] as const
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
        const gain = Math.min(weight, most[at] ?? 0) * share
        const left = gain - lostBySpelling(gain, share, weights)
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
    const sorted = createRanked(count)
    for (let to = 0; to < count; to++) {
      const place = order[to] ?? 0
      const from = place - Math.floor(place / places) * places
      sorted.words[to] = words[from] ?? 0
      sorted.likeness[to] = shares[from] ?? 0
      sorted.ids[to] = filed[from] ?? 0
      sorted.gains[to] = gains[from] ?? 0
    }
    return { ...sorted, meetsLight }
  }
}

/** All in one buffer: tens of thousands of expansions are kept, and each buffer costs the collector. */
const createRanked = (count: number) => {
  const memory = new ArrayBuffer(count * 24)
  return {
    gains: new Float64Array(memory, 0, count),
    likeness: new Float64Array(memory, count * 8, count),
    words: new Uint32Array(memory, count * 16, count),
    ids: new Uint32Array(memory, count * 20, count)
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
