import { createRequire } from 'node:module'
import type { IndexEntry, ListedBirthDate, PersonName, Traveller } from '#matchers/index.ts'
import { romaniseWord } from '#matchers/scripts/romanise.ts'
import type { Searcher } from './measure-list.ts'

/**
 * What others do: Jaro-Winkler on full names, words sorted, less for a birth date that differs (logic-v2's steps). With our romanisation the
 * same, so that scripts do not decide.
 */
export const jaroWinklerSearcher = (
  entries: readonly IndexEntry[],
  isRomanised: boolean
): Searcher => {
  const listed = entries.map(({ id, subject }) => ({
    id,
    names: [...new Set(subject.names.map(name => keyOf(name, isRomanised)))],
    dates: subject.birthDates ?? []
  }))
  return traveller => {
    const names = traveller.names.map(name => keyOf(name, isRomanised))
    const found: { id: string; score: number }[] = []
    for (const { id, names: others, dates } of listed) {
      let best = 0
      for (const name of names) {
        for (const other of others) best = Math.max(best, jaroWinkler(name, other))
      }
      if (best < 0.7) continue
      found.push({ id, score: Math.max(0, best - penalty(traveller, dates)) })
    }
    return found
  }
}

// CommonJS without types.
const jaroWinkler: (a: string, b: string) => number = createRequire(import.meta.url)(
  'talisman/metrics/jaro-winkler'
)

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
