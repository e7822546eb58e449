import type { WordLikeness } from '../model.ts'
import { isEcho } from './echo.ts'
import type { Word } from './word.ts'

/**
 * How alike two name words are: 1 the same, 0 unlike; between them the share of the word's weight that counts.
 * Every pair above 0 is one letter apart, shares its fold, a fold with one letter deleted, its skeleton, its eastern key or an echo,
 * or stands in the table of related names: so an index over those keys finds it.
 */
export const wordLikeness = (a: Word, b: Word, likeness: WordLikeness): number => {
  // Echoes are compared with Latin words only: two of them agree too easily.
  if (isEcho(a.text)) return b.echoes.includes(a.text) ? likeness.echo : 0
  if (isEcho(b.text)) return a.echoes.includes(b.text) ? likeness.echo : 0
  if (a.text === b.text) return 1
  const shorter = Math.min(a.text.length, b.text.length)
  const eastern = a.eastern !== '' && a.eastern === b.eastern ? bySyllables(shorter, likeness) : 0
  if (areUnlike(a.letters, a.mask, b.letters, b.mask)) {
    return Math.max(eastern, isRelated(a, b) ? likeness.nickname : 0)
  }
  let best = eastern
  if (a.fold === b.fold) best = Math.max(best, bySound(shorter, likeness))
  best = Math.max(best, byLetters(a, b, shorter, likeness))
  if (best < likeness.skeleton && a.skeleton === b.skeleton && a.skeleton.length > 2) {
    best = likeness.skeleton
  }
  if (best < likeness.nickname && isRelated(a, b)) best = likeness.nickname
  return best
}

/** Of words with the same fold. */
export const bySound = (shorter: number, { sound, oneLetterShort }: WordLikeness): number =>
  shorter > 2 ? sound : oneLetterShort

/** Of words with the same eastern key: a single syllable says less. */
export const bySyllables = (
  shorter: number,
  { oneLetter, oneLetterShort, oneLetterVeryShort }: WordLikeness
): number => {
  if (shorter > 4) return oneLetter
  return shorter > 2 ? oneLetterShort : oneLetterVeryShort
}

const byLetters = (a: Word, b: Word, shorter: number, likeness: WordLikeness): number => {
  if (shorter >= 3 && editDistance(a.text, b.text, 1) === 1) {
    if (shorter >= 5) return likeness.oneLetter
    return shorter === 4 ? likeness.oneLetterShort : likeness.oneLetterVeryShort
  }
  if (Math.min(a.fold.length, b.fold.length) < 4 || shorter < 5) return 0
  return shareDeletion(a.fold, b.fold) ? likeness.twoLetters : 0
}

/** True when the texts are equal once one letter or none is left out of each: SARIFOV, SARIVOF. */
const shareDeletion = (a: string, b: string): boolean => {
  if (a.length !== b.length) return editDistance(a, b, 1) === 1
  let [start, end] = [0, a.length]
  while (start < end && a[start] === b[start]) start++
  while (end > start && a[end - 1] === b[end - 1]) end--
  if (end - start < 2) return true
  return (
    a.slice(start + 1, end) === b.slice(start, end - 1) ||
    b.slice(start + 1, end) === a.slice(start, end - 1)
  )
}

const isRelated = (a: Word, b: Word): boolean => a.related?.has(b.text) ?? false

/**
 * True only when two words cannot be alike: one changed letter changes at most two of the letters that occur, in the text
 * or in the fold, and equal skeletons leave only vowels and H to differ.
 */
export const areUnlike = (
  lettersA: number,
  foldA: number,
  lettersB: number,
  foldB: number
): boolean => {
  const folds = foldA ^ foldB
  if ((folds & consonants) === 0) return false
  return moreBitsThan(folds, 2) && moreBitsThan(lettersA ^ lettersB, 2)
}

// All letters of a fold but the vowels A, I, U and H.
const consonants = ~((1 << 0) | (1 << 8) | (1 << 20) | (1 << 7))

const moreBitsThan = (bits: number, most: number): boolean => {
  let left = bits
  for (let count = 0; left !== 0; count++) {
    if (count === most) return true
    left &= left - 1
  }
  return false
}

const rows = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)] as const

/**
 * Optimal string alignment (Damerau 1964, restricted): letters replaced, added, left out, or two neighbours swapped.
 * AHMED → AMHED: 1. Anything above `most` is reported as most + 1.
 */
export const editDistance = (a: string, b: string, most: number): number => {
  if (most === 1) return atMostOne(a, b)
  const width = Math.min(b.length, 60)
  const height = Math.min(a.length, 60)
  if (Math.abs(width - height) > most) return most + 1
  let [twoUp, up, here] = rows as readonly Uint8Array[] as [Uint8Array, Uint8Array, Uint8Array]
  for (let x = 0; x <= width; x++) up[x] = x
  for (let y = 1; y <= height; y++) {
    here[0] = y
    let least = y
    const letter = a.charCodeAt(y - 1)
    for (let x = 1; x <= width; x++) {
      const other = b.charCodeAt(x - 1)
      let cost = (up[x - 1] ?? 0) + (letter === other ? 0 : 1)
      cost = Math.min(cost, (up[x] ?? 0) + 1, (here[x - 1] ?? 0) + 1)
      if (
        x > 1 &&
        y > 1 &&
        letter !== other &&
        letter === b.charCodeAt(x - 2) &&
        a.charCodeAt(y - 2) === other
      ) {
        cost = Math.min(cost, (twoUp[x - 2] ?? 0) + 1)
      }
      here[x] = cost
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    const spare = twoUp
    twoUp = up
    up = here
    here = spare
  }
  return Math.min(up[width] ?? most + 1, most + 1)
}

/** The same where only 0, 1 and more count: what is left between the common beginning and end decides. */
const atMostOne = (a: string, b: string): number => {
  if (Math.abs(a.length - b.length) > 1) return 2
  let start = 0
  let [endA, endB] = [a.length, b.length]
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start++
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--
    endB--
  }
  const longest = Math.max(endA, endB) - start
  if (longest < 2) return longest
  const isSwap =
    endA === endB &&
    longest === 2 &&
    a.charCodeAt(start) === b.charCodeAt(start + 1) &&
    a.charCodeAt(start + 1) === b.charCodeAt(start)
  return isSwap ? 1 : 2
}
