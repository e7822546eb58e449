import type { IndexEntry, ListedBirthDate, PersonName, Traveller } from '#matchers/index.ts'
import { romaniseWord } from '#matchers/scripts/romanise.ts'
import type { Searcher } from './measure-list.ts'

/** How alike two texts are, from 0 to 1. */
export type Metric = (a: string, b: string) => number

/**
 * What others do: every listed name compared by one metric, words sorted, less for a birth date that differs (logic-v2's steps). With our
 * romanisation the same, so that scripts do not decide.
 */
export const bruteForceSearcher = (
  entries: readonly IndexEntry[],
  metric: Metric,
  isRomanised: boolean
): Searcher => {
  const listed = entries.map(({ id, subject }) => ({
    id,
    names: [...new Set(subject.names.map(name => keyOf(name, isRomanised)))],
    dates: subject.birthDates ?? []
  }))
  const likeNames = remembered((names: string) => {
    const found: { readonly at: number; readonly score: number }[] = []
    listed.forEach(({ names: others }, at) => {
      let score = 0
      for (const name of names.split('\n')) {
        for (const other of others) score = Math.max(score, metric(name, other))
      }
      if (score >= leastAlike) found.push({ at, score })
    })
    return found
  })
  return traveller => {
    const names = traveller.names.map(name => keyOf(name, isRomanised)).join('\n')
    return likeNames(names).flatMap(({ at, score }) => {
      const entry = listed[at]
      if (entry === undefined) return []
      return { id: entry.id, score: Math.max(0, score - penalty(traveller, entry.dates)) }
    })
  }
}

// Below this nothing is ever found where strangers are kept quiet.
const leastAlike = 0.6

/** The names of a traveller are compared once, whatever else is known of it. */
const remembered = <T>(work: (key: string) => T): ((key: string) => T) => {
  const known = new Map<string, T>()
  return key => {
    const seen = known.get(key)
    if (seen !== undefined) return seen
    const made = work(key)
    known.set(key, made)
    return made
  }
}

/** Sorted words in lower case, marks dropped. */
const keyOf = ({ full = '', family = '', given = '' }: PersonName, isRomanised: boolean): string =>
  (`${full} ${given} ${family}`.match(/[\p{L}\p{M}]+/gu) ?? [])
    .map(word => (isRomanised ? (romaniseWord(word)[0] ?? '') : word))
    .map(word => word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase())
    .sort()
    .join(' ')

const penalty = ({ birthDate }: Traveller, dates: readonly ListedBirthDate[]): number => {
  if (birthDate === undefined || dates.length === 0) return 0
  return Math.min(...dates.map(date => penaltyOf(birthDate, date)))
}

const penaltyOf = (own: string, date: ListedBirthDate): number => {
  const [from, to] = typeof date === 'string' ? [date, date] : [date.from, date.to]
  const year = Number(own.slice(0, 4))
  if (year < Number(from.slice(0, 4)) || year > Number(to.slice(0, 4))) return 0.15
  const known = Math.min(own.length, from.length)
  return from !== to || own.slice(0, known) === from.slice(0, known) ? 0 : 0.1
}
