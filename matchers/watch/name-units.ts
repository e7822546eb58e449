import type { Model } from '../model.ts'
import { wordKinds } from '../names/align-names.ts'
import type { ShapedName } from '../names/compare-names.ts'
import type { Dictionary } from './dictionary.ts'
import type { Expand, Expansion } from './expand.ts'
import type { Ranked } from './rank-expansion.ts'

/** What of a traveller's name can agree with a listed one: a word, or two neighbours written as one. */
export interface Unit extends Ranked {
  /** Positions in the name that it stands for; a word left over is one whose unit does not agree. */
  readonly positions: readonly number[]
  /** The most that agreeing with it can weigh. */
  readonly weight: number
  /** Single letters that may stand for it. */
  readonly initials: Uint32Array
  /** Pairs of words that make it up; entries that hold `scan` are looked at for `other`. */
  readonly splits: readonly Split[]
  /** It may be made of two particles, under which nothing is filed. */
  readonly isElusive: boolean
}

export interface Split {
  readonly scan: number
  readonly other: number
  readonly isOtherFiled: boolean
}

const none = new Uint32Array()
const noSplits: readonly Split[] = []

/** The units of a name, without particles and initials, which find too much and decide too little. */
export const unitsOf = (
  name: ShapedName,
  expand: Expand,
  dictionary: Dictionary,
  model: Model
): Unit[] => [
  ...name.words.flatMap((word, position) =>
    name.shape.kind[position] === wordKinds.full
      ? [wordUnit(position, name, expand(word), dictionary, model)]
      : []
  ),
  ...joinUnits(name, dictionary, model)
]

const wordUnit = (
  position: number,
  { cutOff, shape }: ShapedName,
  expansion: Expansion,
  dictionary: Dictionary,
  { name, word }: Model
): Unit => {
  const weight = shape.weight[position] ?? 0
  const splits = splitsOf(expansion, dictionary)
  return {
    ...expansion.ranked(weight, cutOff, shape.known[position] === 1),
    positions: [position],
    weight: Math.max(weight, weight * name.likeness.joined, word.initial, word.particle),
    initials: expansion.initials,
    splits,
    isElusive: expansion.splits.length > splits.length * 2
  }
}

/** Looks for each pair under the word that is always filed; leaves out those of which both may be particles. */
const splitsOf = ({ splits: pairs }: Expansion, dictionary: Dictionary): readonly Split[] => {
  if (pairs.length === 0) return noSplits
  const splits: Split[] = []
  for (let at = 0; at < pairs.length; at += 2) {
    const [first, second] = [pairs[at] ?? 0, pairs[at + 1] ?? 0]
    const [a, b] = [dictionary.isEverLight(first), dictionary.isEverLight(second)]
    if (a && b) continue
    splits.push(
      a
        ? { scan: second, other: first, isOtherFiled: false }
        : { scan: first, other: second, isOtherFiled: !b }
    )
  }
  return splits
}

/** ANA MARIA finds ANAMARIA. */
const joinUnits = (name: ShapedName, dictionary: Dictionary, model: Model): Unit[] =>
  joinsOf(name, dictionary).map(({ id, position }) => {
    const weight = dictionary.weight(id) * model.name.likeness.joined
    return {
      positions: [position, position + 1],
      weight,
      words: Uint32Array.of(id),
      likeness: Float64Array.of(0),
      ids: Uint32Array.of(id),
      gains: Float64Array.of(weight),
      initials: none,
      splits: noSplits,
      isElusive: false,
      meetsLight: false
    }
  })

/** Listed words that are two neighbours of the name, spelled exactly, or as Chinese and Korean are elsewhere. */
export const joinsOf = (
  { words }: ShapedName,
  dictionary: Dictionary
): { readonly id: number; readonly position: number }[] => {
  const joins: { id: number; position: number }[] = []
  for (let position = 0; position + 1 < words.length; position++) {
    const [first, second] = [words[position], words[position + 1]]
    if (first === undefined || second === undefined) break
    const [a, b] = [first.spellings[0].text, second.spellings[0].text]
    if (a.length + b.length < 4) continue
    const ids = new Set(dictionary.findEastern(a + b))
    const reversed = dictionary.find(b + a)
    if (reversed !== undefined) ids.add(reversed)
    for (const id of ids) joins.push({ id, position })
  }
  return joins
}
