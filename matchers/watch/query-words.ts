import type { Model, NameWeights } from '../model.ts'
import { wordKinds } from '../names/align-names.ts'
import { likenessOfSpellings, type ShapedName } from '../names/compare-names.ts'
import type { Word } from '../names/word.ts'
import type { Dictionary } from './dictionary.ts'

/** Words of the index that are like one word of the traveller's name, the likest first. */
export interface Expansion {
  readonly ids: readonly number[]
  readonly likeness: readonly number[]
}

/** One word of the traveller's name with the indexed words that may stand for it. */
export interface QueryWord {
  readonly position: number
  readonly weight: number
  /** Indexed words that may stand for it, and the most that agreeing with each can weigh, the most telling first. */
  readonly ids: readonly number[]
  readonly gains: readonly number[]
}

/** Expands words; keeps the expansions of recent ones until the dictionary grows. */
export type Expand = (word: Word) => Expansion

const remembered = 1 << 15

/** An expander over a dictionary. */
export const createExpander = (dictionary: Dictionary, weights: NameWeights): Expand => {
  const known = new Map<string, { readonly size: number; readonly expansion: Expansion }>()
  return word => {
    const found = known.get(word.text)
    if (found !== undefined && found.size === dictionary.size) return found.expansion
    const size = dictionary.size
    const similar = similarIds(word, found, dictionary)
      .filter(id => word.related !== undefined || dictionary.mayBeLike(word, id))
      .map(id => ({ id, likeness: likenessOfSpellings(word, dictionary.word(id), false, weights) }))
      .filter(({ likeness }) => likeness > 0)
      .sort((a, b) => b.likeness - a.likeness)
    const expansion = {
      ids: similar.map(({ id }) => id),
      likeness: similar.map(({ likeness }) => likeness)
    }
    if (known.size >= remembered) known.clear()
    known.set(word.text, { size, expansion })
    return expansion
  }
}

const fewNew = 200

/** After a small change of the list only the few new words are looked at. */
const similarIds = (
  word: Word,
  found: { readonly size: number; readonly expansion: Expansion } | undefined,
  dictionary: Dictionary
): readonly number[] => {
  if (found === undefined || dictionary.size - found.size > fewNew) return dictionary.similar(word)
  const ids = [...found.expansion.ids]
  for (let id = found.size; id < dictionary.size; id++) ids.push(id)
  return ids
}

/** The words to look up for one name; particles and initials find too much and decide too little. */
export const queryWords = (name: ShapedName, expand: Expand, dictionary: Dictionary): QueryWord[] =>
  name.words.flatMap(({ spellings }, position) => {
    if (name.shape.kind[position] !== wordKinds.full) return []
    const { weight } = spellings[0]
    const ranked = byGain(mergeExpansions(spellings.map(expand)), weight, dictionary)
    return [{ position, weight, ...ranked }]
  })

/** Words of which one is two neighbours of the other, spelled exactly: ANA MARIA finds ANAMARIA, XIAOMING finds XIAO and MING. */
export interface JoinLookup {
  /** Any of these words must be there … */
  readonly id: number
  /** … together with this one, if given. */
  readonly and: number | undefined
}

export const joinLookups = (name: ShapedName, dictionary: Dictionary): JoinLookup[] => {
  const lookups: JoinLookup[] = []
  const texts = name.words.map(({ spellings }) => spellings[0].text)
  texts.forEach((text, at) => {
    const next = texts[at + 1]
    if (next !== undefined) {
      for (const whole of [text + next, next + text]) {
        const id = dictionary.find(whole)
        if (id !== undefined) lookups.push({ id, and: undefined })
      }
    }
    for (let cut = 2; cut <= text.length - 2; cut++) {
      const [first, second] = [
        dictionary.find(text.slice(0, cut)),
        dictionary.find(text.slice(cut))
      ]
      if (first !== undefined && second !== undefined) lookups.push({ id: first, and: second })
    }
  })
  return lookups
}

const byGain = (
  { ids, likeness }: Expansion,
  weight: number,
  dictionary: Dictionary
): Pick<QueryWord, 'ids' | 'gains'> => {
  const ranked = ids
    .map((id, at) => ({
      id,
      gain: (likeness[at] ?? 0) * Math.min(weight, dictionary.mostWeight(id))
    }))
    .sort((a, b) => b.gain - a.gain)
  return { ids: ranked.map(({ id }) => id), gains: ranked.map(({ gain }) => gain) }
}

const mergeExpansions = (expansions: readonly Expansion[]): Expansion => {
  const [only] = expansions
  if (only !== undefined && expansions.length === 1) return only
  const best = new Map<number, number>()
  for (const { ids, likeness } of expansions) {
    ids.forEach((id, at) => {
      best.set(id, Math.max(best.get(id) ?? 0, likeness[at] ?? 0))
    })
  }
  const sorted = [...best].sort((a, b) => b[1] - a[1])
  return { ids: sorted.map(([id]) => id), likeness: sorted.map(([, likeness]) => likeness) }
}

/** The most that soft evidence can add for a traveller with these facts known. */
export const mostSoftWeight = (
  {
    nationalities,
    sex,
    birthPlace
  }: { nationalities?: readonly string[]; sex?: string; birthPlace?: string },
  model: Model
): number =>
  (nationalities?.length ? model.nationality.same : 0) +
  (sex === undefined ? 0 : model.sex.same) +
  (birthPlace ? model.birthPlace.same : 0)
