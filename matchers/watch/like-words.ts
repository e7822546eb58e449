import type { NameWeights } from '../model.ts'
import { wordKinds } from '../names/align-names.ts'
import type { ShapedName } from '../names/compare-names.ts'
import type { NameWord } from '../names/parse-name.ts'
import type { Dictionary } from './dictionary.ts'
import type { Expand } from './expand.ts'
import type { NamePlan } from './name-plan.ts'
import { joinsOf, type Unit } from './name-units.ts'
import { holds } from './row.ts'
import { createWordMap } from './word-map.ts'

/**
 * Which words of the index are like which words of a traveller's name: a small table, and for each word of the index the
 * place of its entry there, 0 for the many that are like none.
 */
export interface LikeWords {
  readonly prepare: (name: ShapedName, plan: NamePlan) => void
  readonly find: (id: number) => number
  /** The likeness to the word at a position; more words are alike where the listed name may be cut off. */
  readonly likeness: (entry: number, position: number, isCutOff: boolean) => number
  /** True when words had to share an entry: then likenesses may be too high. */
  readonly isFull: () => boolean
  readonly mayJoin: (entry: number) => boolean
  /** Adds to the best gains by position what words written as one or parted gain; returns how many such there are. */
  readonly join: (rowWords: Uint32Array, from: number, to: number, best: Float64Array) => number
}

interface Joined {
  readonly position: number
  readonly first: number
  /** 0 = the first alone is the joined word. */
  readonly second: number
  readonly gain: number
}

const entriesMost = 0xffff
const trifle = 1e-6

/** An empty table over a dictionary. */
export const createLikeWords = (
  dictionary: Dictionary,
  expand: Expand,
  weights: NameWeights
): LikeWords => {
  const entryOf = createWordMap()
  let table = new Float64Array(1 << 10)
  let cutOffTable = new Float64Array(1 << 10)
  let joins = new Uint8Array(1 << 8)
  let width = 1
  let entries = 1
  let joined: Joined[] = []
  let initials: { readonly position: number; readonly code: number }[] = []

  const grow = (): void => {
    const old = { table, cutOffTable, joins }
    table = new Float64Array(entries * 2 * width)
    table.set(old.table.subarray(0, entries * width))
    cutOffTable = new Float64Array(entries * 2 * width)
    cutOffTable.set(old.cutOffTable.subarray(0, entries * width))
    joins = new Uint8Array(entries * 2)
    joins.set(old.joins.subarray(0, entries))
  }
  const enter = (id: number): number => {
    const known = entryOf.get(id)
    if (known !== 0) return known
    // Beyond what the table can hold all words share an entry: likenesses only ever rise.
    const entry = Math.min(entries, entriesMost)
    if (entries <= entriesMost) {
      if ((entries + 1) * width > table.length || entries + 1 > joins.length) grow()
      table.fill(0, entry * width, (entry + 1) * width)
      cutOffTable.fill(0, entry * width, (entry + 1) * width)
      joins[entry] = 0
      entries++
    }
    entryOf.set(id, entry)
    return entry
  }
  const note = (id: number, position: number, likeness: number, onlyCutOff = false): number => {
    const entry = enter(id)
    const at = entry * width + position
    if (likeness > (cutOffTable[at] ?? 0)) cutOffTable[at] = likeness
    if (!onlyCutOff && likeness > (table[at] ?? 0)) table[at] = likeness
    return entry
  }
  /** Particles and other spellings of initials. */
  const noteWord = (word: NameWord, position: number, isCutOff: boolean): void => {
    const expansion = expand(word)
    const { ids, likeness, beginnings, initials: letters } = expansion
    for (let at = 0; at < ids.length; at++) note(ids[at] ?? 0, position, likeness[at] ?? 0)
    for (const id of letters) note(id, position, 1)
    for (const id of beginnings) note(id, position, weights.likeness.cutOff, true)
    if (isCutOff) for (const id of expansion.longer()) note(id, position, weights.likeness.cutOff)
  }
  const noteUnit = (unit: Unit): void => {
    const { words, ids, likeness, positions } = unit
    const position = positions[0] ?? 0
    const isWord = positions.length === 1
    for (let at = 0; at < words.length; at++) {
      const id = words[at] ?? 0
      // A beginning is filed under a number of its own, and counts where the listed name may be cut off.
      if (isWord) note(id, position, likeness[at] ?? 0, ids[at] !== id)
    }
    for (const id of unit.initials) note(id, position, 1)
  }
  const noteJoins = (name: ShapedName): void => {
    joined = joinsOf(name, dictionary).map(({ id, position }) => ({
      position,
      first: id,
      second: 0,
      gain: dictionary.weight(id) * weights.likeness.joined
    }))
    name.words.forEach((word, position) => {
      const gain = (name.shape.weight[position] ?? 0) * weights.likeness.joined
      const { splits } = expand(word)
      for (let at = 0; at < splits.length; at += 2) {
        joined.push({ position, first: splits[at] ?? 0, second: splits[at + 1] ?? 0, gain })
      }
    })
    for (const { first, second } of joined) {
      for (const id of [first, second]) if (id !== 0) joins[enter(id)] = 1
    }
  }
  const findInitial = (id: number): number => {
    const code = dictionary.initial(id)
    let entry = 0
    for (const initial of initials) {
      if (initial.code === code) entry = note(id, initial.position, 1)
    }
    return entry
  }

  return {
    prepare: (name, plan) => {
      // Now and not at the end, so that whatever broke off leaves nothing behind.
      entryOf.clear()
      width = Math.max(1, name.shape.count)
      if (table.length < width * 64) {
        table = new Float64Array(width * 64)
        cutOffTable = new Float64Array(width * 64)
      }
      entries = 1
      initials = []
      name.words.forEach((word, position) => {
        if (name.shape.kind[position] === wordKinds.initial) {
          for (const { text } of word.spellings) {
            if (text.length === 1) initials.push({ position, code: text.charCodeAt(0) })
          }
          if (word.spellings.length === 1) return
        }
        if (name.shape.kind[position] !== wordKinds.full) noteWord(word, position, name.cutOff)
      })
      for (const unit of [...plan.units, ...plan.granted]) noteUnit(unit)
      noteJoins(name)
    },
    find: id => {
      const entry = entryOf.get(id)
      return initials.length === 0 ? entry : findInitial(id) || entry
    },
    likeness: (entry, position, isCutOff) =>
      (isCutOff ? cutOffTable : table)[entry * width + position] ?? 0,
    isFull: () => entries > entriesMost,
    mayJoin: entry => joins[entry] === 1,
    join: (rowWords, from, to, best) => {
      let found = 0
      for (const { position, first, second, gain } of joined) {
        if (!holds(rowWords, from, to, first)) continue
        if (second !== 0 && !holds(rowWords, from, to, second)) continue
        found++
        if (gain > (best[position] ?? 0)) best[position] = gain
        if (second === 0 && (best[position + 1] ?? 0) === 0) best[position + 1] = trifle
      }
      return found
    }
  }
}
