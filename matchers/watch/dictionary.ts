import type { Model } from '../model.ts'
import { easternKey } from '../names/eastern-key.ts'
import { isEcho } from '../names/echo.ts'
import { bearersWithoutLimit, coarsely, listedLimit } from '../names/listed-frequency.ts'
import { bySyllables } from '../names/similarity.ts'
import type { Word } from '../names/word.ts'
import { createGathered } from './gathered.ts'
import { createLetterArena, createNumberList } from './growable.ts'
import { type ChainsImage, createKeyChains } from './key-chains.ts'
import { mostOf } from './most-of.ts'
import { lettersOf, nearHashes, rollingHash } from './near-hashes.ts'
import { createSpelledLikeness, type Spelled } from './spelled-likeness.ts'
import { easternHash, echoHash, heardHash, keysToAsk, keysToFile } from './word-keys.ts'

/** How a word is listed: as another spelling it counts with the weight of the first one; as a particle it counts little. */
export interface WordUse {
  readonly isOtherSpelling: boolean
  readonly isLight: boolean
}

/**
 * All name words of the index, each with a number. A word is found again by its fold, by its fold with one letter deleted
 * (Garbe 2012, SymSpell), by its skeleton and by its eastern key: MOHAMET → MUHAMAT → UHAMAT, MHAMAT … and MHMT.
 */
export interface Dictionary {
  readonly size: number
  readonly bytes: number
  /** Grows with every change that could make an expansion of a word incomplete. */
  readonly changes: number
  /** The word's number; new words are taken in. */
  readonly intern: (word: Word, use: WordUse) => number
  /** The number under which the word is filed when it may be the beginning of a longer one. */
  readonly cutOf: (id: number) => number
  /** The same if any name has it so; otherwise 0. */
  readonly knownCut: (id: number) => number
  readonly find: (text: string) => number | undefined
  /** The words that a text stands for however Chinese and Korean are romanised, itself among them. */
  readonly findEastern: (text: string) => number[]
  /** The code of the word's first letter. */
  readonly initial: (id: number) => number
  /** True for a single letter. */
  readonly isInitial: (id: number) => boolean
  /** What the word weighs among these listed persons. */
  readonly weight: (id: number) => number
  /** Grows with every change of what a word weighs. */
  readonly weightChanges: number
  /** Counts a word's listed bearers; many make it weigh less. */
  readonly countBearer: (text: string, by: 1 | -1) => void
  /** Tells how many persons are listed. */
  readonly setPersons: (persons: number) => void
  /** The words in Latin letters that most persons bear, so many of them, those of the fewest first. */
  readonly mostBorne: (count: number) => Iterable<string>
  /** The most that a word can weigh given who bears it. */
  readonly limitOf: (text: string) => number
  /** The most that each word can weigh wherever it is listed; true when some name has one of them as a particle or title. */
  readonly mostWeights: (ids: Uint32Array, most: Float64Array) => boolean
  /** True when some name has the word as a particle or title. */
  readonly isEverLight: (id: number) => boolean
  /** Calls back for every word that is like this one, each once; of all words or of those from a number on. */
  readonly eachLike: (
    word: Word,
    visit: (id: number, likeness: number) => void,
    from?: number
  ) => void
  /** Numbers of all longer words that begin with this text of three letters or more. */
  readonly longerThan: (text: string) => number[]
  readonly image: () => DictionaryImage
}

/** What a dictionary is made from again. */
export type DictionaryImage = {
  readonly letters: Uint8Array
  readonly records: Uint32Array
  readonly weights: Uint32Array
  readonly bearers: Uint32Array
  readonly byText: ChainsImage
  readonly byKey: ChainsImage
  readonly byPrefix: ChainsImage
  readonly otherSpellings: number
  readonly persons: number
}

const prefixLetters = 3
const uses = { otherSpelling: 1, light: 2 } as const
const width = 4
const at = { start: 0, shape: 1, weight: 2, cut: 3 } as const
const textShift = 8
const foldShift = 16
const lengthMask = 255
const capitalZ = 90
const alphabet = lettersOf('ABCDEFGHIJKLMNOPQRSTUVWXYZ')

/** A dictionary, empty or as it was. */
export const createDictionary = (
  { word: model, name }: Model,
  image?: DictionaryImage
): Dictionary => {
  const letters = createLetterArena(image?.letters)
  // Of each word side by side, for one access to memory: where its letters begin; how many its text and fold have, and how it is
  // listed; what it weighs among these listed persons; its number as a beginning.
  const records = createNumberList(image?.records)
  const weights = createNumberList(image?.weights)
  const bearers = createNumberList(image?.bearers)
  const byText = createKeyChains(image?.byText)
  const byKey = createKeyChains(image?.byKey)
  const byPrefix = createKeyChains(image?.byPrefix)
  let { otherSpellings, persons } = image ?? { otherSpellings: 0, persons: 0 }
  const fewBearers = bearersWithoutLimit(model)
  let weightChanges = 0
  // The round in which each word was looked at last.
  let seen = new Uint32Array(1 << 10)
  let rounds = 0
  const found = createGathered()

  const field = (id: number, which: number): number => records.get(id * width + which)
  const lengthOf = (id: number): number => (field(id, at.shape) >>> textShift) & lengthMask
  const isUsed = (id: number, use: number): boolean => (field(id, at.shape) & use) !== 0
  const find = (text: string): number | undefined => {
    let found: number | undefined
    byText.each(rollingHash(text), id => {
      const from = field(id, at.start)
      if (letters.equals(from, from + lengthOf(id), text)) found = id
    })
    return found
  }
  const textOf = (id: number): string => {
    const from = field(id, at.start)
    return String.fromCharCode(...letters.raw().subarray(from, from + lengthOf(id)))
  }
  const findEastern = (text: string): number[] => {
    const own = find(text)
    const found = own === undefined ? [] : [own]
    for (const id of ofEasternKey(easternKey(text), 0)) if (id !== own) found.push(id)
    return found
  }
  const ofEasternKey = (key: string, from: number): number[] => {
    const found: number[] = []
    if (key === '') return found
    // The latest come first. One in a thousand keys shares its hash with another: then some words are looked at in vain.
    byKey.each(easternHash(key), id => {
      if (id < from) return false
      found.push(id)
      return true
    })
    return found
  }
  const append = (text: string, fold: string, weight: number): number => {
    records.push(letters.length)
    records.push((text.length << textShift) | (fold.length << foldShift))
    records.push(weight)
    records.push(0)
    const id = weights.push(weight)
    bearers.push(0)
    letters.append(text)
    letters.append(fold)
    return id
  }
  const add = (word: Word): number => {
    const { text } = word
    const id = append(text, word.fold, Math.round(word.weight * 1000))
    byText.add(rollingHash(text), id)
    for (const key of keysToFile(word)) byKey.add(key, id)
    if (text.length > prefixLetters) byPrefix.add(rollingHash(text.slice(0, prefixLetters)), id)
    return id
  }
  const spelled: { -readonly [Key in keyof Spelled]: Spelled[Key] } = {
    letters: letters.raw(),
    from: 0,
    textLength: 0,
    foldLength: 0
  }
  const spell = (id: number): Spelled => {
    spelled.letters = letters.raw()
    spelled.from = field(id, at.start)
    spelled.textLength = lengthOf(id)
    spelled.foldLength = (field(id, at.shape) >>> foldShift) & lengthMask
    return spelled
  }
  const note = (id: number, use: number): void => {
    if (isUsed(id, use)) return
    records.set(id * width + at.shape, field(id, at.shape) | use)
    if (use === uses.otherSpelling) otherSpellings++
    else weightChanges++
  }
  const limit = (id: number): void => {
    const most = listedLimit(bearers.get(id), persons, model)
    const weight = Math.min(weights.get(id), Math.round(Math.min(most, 1000) * 1000))
    if (weight === field(id, at.weight)) return
    records.set(id * width + at.weight, weight)
    weightChanges++
  }
  // Number 0 is nobody's, so that 0 can stand for none.
  if (image === undefined) append('', '', 0)

  return {
    get size() {
      return weights.length
    },
    get changes() {
      return weights.length + otherSpellings
    },
    get weightChanges() {
      return weightChanges + otherSpellings
    },
    get bytes() {
      const lists = [letters, records, weights, bearers]
      const chains = [byText, byKey, byPrefix]
      return [...lists, ...chains].reduce((sum, { bytes }) => sum + bytes, 0)
    },
    find,
    findEastern,
    intern: (word, { isOtherSpelling, isLight }) => {
      const id = find(word.text) ?? add(word)
      if (isOtherSpelling) note(id, uses.otherSpelling)
      if (isLight) note(id, uses.light)
      return id
    },
    cutOf: id => {
      if (field(id, at.cut) === 0) {
        const cut = append('', '', 0)
        records.set(id * width + at.cut, cut)
      }
      return field(id, at.cut)
    },
    knownCut: id => field(id, at.cut),
    mostWeights: (ids, most) => {
      const raw = records.raw()
      let shapes = 0
      for (let nth = 0; nth < ids.length; nth++) {
        const record = (ids[nth] ?? 0) * width
        const shape = raw[record + at.shape] ?? 0
        shapes |= shape
        const isOther = (shape & uses.otherSpelling) !== 0
        most[nth] = isOther ? Number.POSITIVE_INFINITY : (raw[record + at.weight] ?? 0) / 1000
      }
      return (shapes & uses.light) !== 0
    },
    isEverLight: id => isUsed(id, uses.light),
    initial: id => (lengthOf(id) === 0 ? 0 : letters.at(field(id, at.start))),
    isInitial: id => lengthOf(id) === 1,
    weight: id => field(id, at.weight) / 1000,
    countBearer: (text, by) => {
      const id = find(text)
      if (id === undefined) return
      bearers.set(id, bearers.get(id) + by)
      limit(id)
    },
    setPersons: count => {
      if (coarsely(count) === persons) return
      persons = coarsely(count)
      for (let id = 0; id < bearers.length; id++) if (bearers.get(id) > fewBearers) limit(id)
    },
    mostBorne: function* (count) {
      const isLatin = (id: number): boolean => letters.at(field(id, at.start)) <= capitalZ
      const borne = bearers.image().map((count, id) => (isLatin(id) ? count : 0))
      for (const id of mostOf(borne, count)) yield textOf(id)
    },
    limitOf: text => {
      const id = find(text)
      return id === undefined
        ? Number.POSITIVE_INFINITY
        : listedLimit(bearers.get(id), persons, model)
    },
    eachLike: (word, visit, from = 0) => {
      const likenessTo = createSpelledLikeness(word, name.likeness)
      const related = new Set([...(word.related ?? [])].flatMap(text => find(text) ?? []))
      const eastern = new Set(ofEasternKey(word.eastern, from))
      const isOwnEcho = isEcho(word.text)
      if (seen.length < weights.length) seen = new Uint32Array(Math.ceil(weights.length * 1.25))
      const round = ++rounds
      const look = (id: number): undefined => {
        let likeness = likenessTo(spell(id))
        if (eastern.has(id)) {
          const shorter = Math.min(word.text.length, lengthOf(id))
          likeness = Math.max(likeness, bySyllables(shorter, name.likeness))
        }
        if (likeness < name.likeness.nickname && related.has(id)) likeness = name.likeness.nickname
        if (likeness > 0) visit(id, likeness)
      }
      // What is filed under an echo has it: nothing is left to compare. The latest come first.
      const hear = (id: number): boolean => {
        if (id < from) return false
        if (seen[id] !== round) visit(id, name.likeness.echo)
        seen[id] = round
        return true
      }
      if (isOwnEcho) {
        byKey.each(heardHash(word.text), hear)
        return
      }
      for (const echo of word.echoes) byKey.each(echoHash(echo), hear)
      found.clear()
      byKey.eachUnder(keysToAsk(word), found.add, from)
      // One wrong letter can change the fold by more than one: HUSSEIN, HUSSEJIN.
      byText.eachOf(nearHashes(word.text, alphabet), found.add, from)
      const own = find(word.text)
      if (own !== undefined && own >= from) found.add(own)
      for (const ids of [related, eastern]) for (const id of ids) if (id >= from) found.add(id)
      found.keepNew(seen, round)
      found.readAhead(records.raw(), width, letters.raw())
      found.each(look)
    },
    longerThan: text => {
      const found: number[] = []
      byPrefix.each(rollingHash(text.slice(0, prefixLetters)), id => {
        const from = field(id, at.start)
        if (lengthOf(id) <= text.length) return
        if (letters.equals(from, from + text.length, text)) found.push(id)
      })
      return found
    },
    image: () => ({
      letters: letters.image(),
      records: records.image(),
      weights: weights.image(),
      bearers: bearers.image(),
      byText: byText.image(),
      byKey: byKey.image(),
      byPrefix: byPrefix.image(),
      otherSpellings,
      persons
    })
  }
}
