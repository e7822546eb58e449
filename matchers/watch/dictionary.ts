import { areUnlike } from '../names/similarity.ts'
import type { Lexicon, Word } from '../names/word.ts'
import { createLetterArena, createNumberList, hashText } from './growable.ts'
import { createKeyChains } from './key-chains.ts'
import { eachNearHash, lettersOf, rollingHash } from './near-hashes.ts'

/**
 * All name words of the index, each with a number. A word is found again by its fold, by its fold with one letter deleted
 * (SymSpell: both sides delete, so one wrong, missing, extra or swapped letter meets), and by its skeleton.
 */
export interface Dictionary {
  readonly size: number
  readonly bytes: number
  /** The word's number; new words are taken in. As another spelling it counts with the weight of the first one. */
  readonly intern: (word: Word, isOtherSpelling?: boolean) => number
  /** The most that the word can weigh wherever it is listed. */
  readonly mostWeight: (id: number) => number
  readonly find: (text: string) => number | undefined
  readonly word: (id: number) => Word
  /** The code of the word's first letter. */
  readonly initial: (id: number) => number
  /** True when the shorter of the word and the text is the beginning of the other. */
  readonly beginsAlike: (id: number, text: string) => boolean
  /** False only when the word cannot be like this one. */
  readonly mayBeLike: (word: Word, id: number) => boolean
  readonly weight: (id: number) => number
  /** Numbers of all words that may be like this one, each once. */
  readonly similar: (word: Word) => number[]
}

const cached = 1 << 14
const skeletonSeed = 7
const alphabet = lettersOf('ABCDEFGHIJKLMNOPQRSTUVWXYZ')

/** An empty dictionary. */
export const createDictionary = (lexicon: Lexicon): Dictionary => {
  const letters = createLetterArena()
  const starts = createNumberList()
  const masks = createNumberList()
  const letterMasks = createNumberList()
  const otherSpelling = createNumberList()
  const weights = createNumberList()
  const byText = createKeyChains()
  const byKey = createKeyChains()
  const cache: (Word | undefined)[] = new Array(cached)
  const cacheIds = new Int32Array(cached).fill(-1)
  starts.push(0)

  const find = (text: string): number | undefined => {
    let found: number | undefined
    byText.each(rollingHash(text), id => {
      if (letters.equals(starts.get(id), starts.get(id + 1), text)) found = id
    })
    return found
  }
  const add = (word: Word): number => {
    const id = masks.push(word.mask >>> 0)
    letterMasks.push(word.letters >>> 0)
    otherSpelling.push(0)
    weights.push(Math.round(word.weight * 1000))
    letters.append(word.text)
    starts.push(letters.length)
    byText.add(rollingHash(word.text), id)
    if (word.text.length > 1) for (const key of keysOf(word)) byKey.add(key, id)
    return id
  }

  return {
    get size() {
      return masks.length
    },
    get bytes() {
      const lists =
        letters.bytes +
        starts.bytes +
        masks.bytes +
        letterMasks.bytes +
        otherSpelling.bytes +
        weights.bytes
      return lists + byText.bytes + byKey.bytes
    },
    find,
    intern: (word, isOtherSpelling = false) => {
      const id = find(word.text) ?? add(word)
      if (isOtherSpelling) otherSpelling.set(id, 1)
      return id
    },
    mostWeight: id =>
      otherSpelling.get(id) === 1 ? Number.POSITIVE_INFINITY : weights.get(id) / 1000,
    word: id => {
      const at = id & (cached - 1)
      const known = cache[at]
      if (known !== undefined && cacheIds[at] === id) return known
      const word = lexicon.wordOf(letters.read(starts.get(id), starts.get(id + 1)))
      cache[at] = word
      cacheIds[at] = id
      return word
    },
    initial: id => letters.at(starts.get(id)),
    beginsAlike: (id, text) => {
      const from = starts.get(id)
      const length = Math.min(text.length, starts.get(id + 1) - from)
      for (let at = 0; at < length; at++) {
        if (letters.at(from + at) !== text.charCodeAt(at)) return false
      }
      return length > 2
    },
    mayBeLike: (word, id) =>
      word.text.length === 1 ||
      starts.get(id + 1) - starts.get(id) === 1 ||
      !areUnlike(word.letters, word.mask, letterMasks.get(id), masks.get(id)),
    weight: id => weights.get(id) / 1000,
    similar: word => {
      const found = new Set<number>()
      for (const key of keysOf(word)) byKey.each(key, id => found.add(id))
      // One wrong letter can change the fold by more than one: HUSSEIN, HUSSEJIN.
      eachNearHash(word.text, alphabet, hash => {
        if (byText.mayHave(hash)) byText.each(hash, id => found.add(id))
      })
      for (const other of word.related ?? []) {
        const id = find(other)
        if (id !== undefined) found.add(id)
      }
      const own = find(word.text)
      if (own !== undefined) found.add(own)
      return [...found]
    }
  }
}

const keysOf = ({ fold, skeleton }: Word): Set<number> => {
  const keys = new Set([hashText(fold)])
  if (fold.length > 2) {
    for (let at = 0; at < fold.length; at++) {
      keys.add(hashText(fold.slice(0, at) + fold.slice(at + 1)))
    }
  }
  if (skeleton.length > 2) keys.add(hashText(skeleton, skeletonSeed))
  return keys
}
