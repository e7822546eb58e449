import type { WordLikeness } from '../model.ts'
import { bySound } from '../names/similarity.ts'
import type { Word } from '../names/word.ts'

/** A word as letters in an arena: its text, and right after it its fold. */
export interface Spelled {
  readonly letters: Uint8Array
  readonly from: number
  readonly textLength: number
  readonly foldLength: number
}

/**
 * The likeness of a word to others that are given as bytes: the same as `likenessOfSpellings` but for nicknames and eastern keys, without
 * making a word of each. An unknown name has a hundred words to be compared with, and most of the time would go into reaching them.
 */
export const createSpelledLikeness = (
  word: Word,
  likeness: WordLikeness
): ((other: Spelled) => number) => {
  const text = lettersOf(word.text)
  const fold = lettersOf(word.fold)
  const skeleton = lettersOf(word.skeleton)
  return ({ letters, from, textLength, foldLength }) => {
    if ((letters[from] ?? 0) > capitalZ) return 0
    const shorter = Math.min(text.length, textLength)
    if (shorter < 2) return shorter === 1 && text[0] === letters[from] ? 1 : 0
    const edits = editsAtMostOne(text, letters, from, textLength)
    if (edits === 0) return 1
    const foldFrom = from + textLength
    const foldEdits = editsAtMostOne(fold, letters, foldFrom, foldLength)
    let best = 0
    if (foldEdits === 0) best = bySound(shorter, likeness)
    if (edits === 1 && shorter >= 3) {
      best = Math.max(best, oneLetter(shorter, likeness))
    } else if (shorter >= 5 && Math.min(fold.length, foldLength) >= 4) {
      if (foldEdits < 2 || sharesDeletion(fold, letters, foldFrom, foldLength)) {
        best = Math.max(best, likeness.twoLetters)
      }
    }
    if (best < likeness.skeleton && skeleton.length > 2) {
      if (hasSkeleton(skeleton, letters, foldFrom, foldLength)) best = likeness.skeleton
    }
    return best
  }
}

const oneLetter = (shorter: number, likeness: WordLikeness): number => {
  if (shorter >= 5) return likeness.oneLetter
  return shorter === 4 ? likeness.oneLetterShort : likeness.oneLetterVeryShort
}

const lettersOf = (text: string): Uint8Array =>
  Uint8Array.from(text, letter => letter.charCodeAt(0))

/** 0, 1, or 2 for more: letters replaced, added, left out, or two neighbours swapped. */
const editsAtMostOne = (a: Uint8Array, b: Uint8Array, from: number, length: number): number => {
  if (Math.abs(a.length - length) > 1) return 2
  let start = 0
  let [endA, endB] = [a.length, length]
  while (start < endA && start < endB && a[start] === b[from + start]) start++
  while (endA > start && endB > start && a[endA - 1] === b[from + endB - 1]) {
    endA--
    endB--
  }
  const longest = Math.max(endA, endB) - start
  if (longest < 2) return longest
  const isSwap =
    endA === endB &&
    longest === 2 &&
    a[start] === b[from + start + 1] &&
    a[start + 1] === b[from + start]
  return isSwap ? 1 : 2
}

/** True when two folds of one length are equal once one letter is left out of each: SARIFOV, SARIVOF. */
const sharesDeletion = (a: Uint8Array, b: Uint8Array, from: number, length: number): boolean => {
  if (a.length !== length) return false
  let [start, end] = [0, length]
  while (start < end && a[start] === b[from + start]) start++
  while (end > start && a[end - 1] === b[from + end - 1]) end--
  if (end - start < 2) return true
  let [left, right] = [true, true]
  for (let at = start; at + 1 < end; at++) {
    if (a[at + 1] !== b[from + at]) left = false
    if (b[from + at + 1] !== a[at]) right = false
  }
  return left || right
}

const [A, H, I, U] = [65, 72, 73, 85]
const capitalZ = 90

/** Whether a fold has this skeleton: see `skeletonOf`. */
const hasSkeleton = (
  skeleton: Uint8Array,
  fold: Uint8Array,
  from: number,
  length: number
): boolean => {
  let found = 0
  for (let at = 0; at < length; at++) {
    const letter = fold[from + at] ?? 0
    const isVowel = letter === A || letter === I || letter === U
    if (at > 0 && (isVowel || letter === H)) continue
    if (skeleton[found] !== (isVowel ? A : letter)) return false
    found++
  }
  return found === skeleton.length
}
