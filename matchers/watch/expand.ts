import type { NameWeights } from '../model.ts'
import type { NameWord } from '../names/parse-name.ts'
import type { Word } from '../names/word.ts'
import { createRecent } from '../recent.ts'
import type { Dictionary } from './dictionary.ts'
import { createRanking, type Rankable, type Ranked } from './rank-expansion.ts'
import { shortestCut } from './row.ts'

/** Words of the index that may stand for one word of a traveller's name. */
export interface Expansion extends Rankable {
  /** Its initials, as words of their own. */
  readonly initials: Uint32Array
  /** Pairs of words that make it up: XIAOMING is XIAO and MING. */
  readonly splits: readonly (readonly [number, number])[]
  /** All of them by what agreeing with them can weigh at most, for a word of this weight. */
  readonly ranked: (weight: number, isCutOff: boolean, isKnown: boolean) => Ranked
}

/** Expands words; keeps the expansions of recent ones: names are few and repeat. */
export type Expand = (word: NameWord) => Expansion

/** So many words that were asked for last are always known. */
export const rememberedWords = 1 << 15

/** An expander over a dictionary. */
export const createExpander = (dictionary: Dictionary, weights: NameWeights): Expand => {
  const known = createRecent<Kept>(rememberedWords)
  return word => {
    const key = keyOf(word)
    const found = known.get(key)
    const { changes, size } = dictionary
    if (found?.changes === changes) return found.expansion
    // After a change of the list only the new words are looked at.
    if (found) {
      found.expansion = renewed(word, found, dictionary, weights)
      Object.assign(found, { changes, size })
      return found.expansion
    }
    const expansion = expandWord(word, dictionary, weights)
    known.keep(key, { changes, size, expansion })
    return expansion
  }
}

/** An expansion, and of which dictionary it is. */
interface Kept {
  changes: number
  size: number
  expansion: Expansion
}

const keyOf = ({ spellings }: NameWord): string =>
  spellings.length === 1 ? spellings[0].text : spellings.map(({ text }) => text).join(' ')

const expandWord = (
  word: NameWord,
  dictionary: Dictionary,
  weights: NameWeights,
  alike = likeWords(word, undefined, dictionary),
  splits = splitsOf(word.spellings[0].text, dictionary)
): Expansion => {
  const beginnings = beginningsOf(word.spellings, alike, dictionary, weights)
  const longer = longerWords(word, dictionary)
  const found = { ...alike, beginnings, longer }
  return {
    ...found,
    initials: initialsOf(word, dictionary),
    splits,
    ranked: createRanking(found, dictionary, weights)
  }
}

/** The same expansion as long as no new word has to do with it. */
const renewed = (
  word: NameWord,
  known: Kept,
  dictionary: Dictionary,
  weights: NameWeights
): Expansion => {
  const { expansion } = known
  const alike = likeWords(word, known, dictionary)
  const splits = splitsOf(word.spellings[0].text, dictionary)
  const isSame =
    alike === expansion &&
    areSamePairs(splits, expansion.splits) &&
    areSame(beginningsOf(word.spellings, alike, dictionary, weights), expansion.beginnings) &&
    areSame(initialsOf(word, dictionary), expansion.initials)
  return isSame ? expansion : expandWord(word, dictionary, weights, alike, splits)
}

type LikeWords = Pick<Expansion, 'ids' | 'likeness'>

/** The words like any of the spellings, each as it is best; what is known is given back as it is where no new one is among them. */
const likeWords = (
  { spellings }: NameWord,
  known: Pick<Kept, 'expansion' | 'size'> | undefined,
  dictionary: Dictionary
): LikeWords => {
  const best = createBest(known?.expansion)
  if (spellings.length === 1) dictionary.eachLike(spellings[0], best.add, known?.size)
  else for (const word of spellings) dictionary.eachLike(word, best.raise, known?.size)
  return best.take()
}

/** Words and their likeness as they are found, beside those that were known; of several spellings the best counts. */
const createBest = (known: LikeWords | undefined) => {
  let [ids, likeness]: [number[], number[]] = [[], []]
  const places = new Map<number, number>()
  const add = (id: number, value: number): void => {
    if (ids.length === 0 && known) [ids, likeness] = [[...known.ids], [...known.likeness]]
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
    take: (): LikeWords => {
      if (ids.length === 0 && known) return known
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

/** Longer words of all spellings, as the dictionary has them by now. */
const longerWords = ({ spellings }: NameWord, dictionary: Dictionary): (() => Uint32Array) => {
  let known: readonly [size: number, Uint32Array] | undefined
  return () => {
    const { size } = dictionary
    if (known?.[0] !== size) {
      const found = spellings.flatMap(({ text }) =>
        text.length < shortestCut ? [] : dictionary.longerThan(text)
      )
      known = [size, Uint32Array.from(found)]
    }
    return known[1]
  }
}

const initialsOf = ({ spellings }: NameWord, dictionary: Dictionary): Uint32Array =>
  Uint32Array.from(new Set(spellings.flatMap(word => dictionary.find(word.text.charAt(0)) ?? [])))

const areSame = (some: Uint32Array, others: Uint32Array): boolean =>
  some.length === others.length && some.every((one, at) => one === others[at])

const areSamePairs = (some: Expansion['splits'], others: Expansion['splits']): boolean =>
  some.length === others.length &&
  some.every(([first, second], at) => first === others[at]?.[0] && second === others[at]?.[1])

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

const splitsOf = (text: string, dictionary: Dictionary): Expansion['splits'] => {
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

const nothing = new Uint32Array()
