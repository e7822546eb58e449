import { dateOf, dayNumber } from './birth-dates.ts'
import type { Random } from './random.ts'
import type { ListedEntry } from './types.ts'

type Spell = (date: string, random: Random) => string | undefined

/** Every kind of difference of a birth date. */
export type BirthDateDifference = keyof typeof birthDateDifferences | 'birth date missing'

/** How a full birth date may be given differently; undefined where a date does not allow it. */
export const birthDateDifferences = {
  'day and month swapped': date => {
    const [year, month, day] = date.split('-')
    const swapped = `${year}-${day}-${month}`
    return month !== day && isDate(swapped) ? swapped : undefined
  },
  'one digit off': (date, random) => {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const at = random.pick([3, 5, 6, 8, 9])
      const changed = date.slice(0, at) + String(random.below(10)) + date.slice(at + 1)
      if (changed !== date && isDate(changed)) return changed
    }
    return undefined
  },
  'year off by one': (date, random) => {
    const year = Number(date.slice(0, 4)) + random.pick([-1, 1])
    const changed = `${year}${date.slice(4)}`
    return isDate(changed) ? changed : undefined
  },
  '1 January instead': date => (date.endsWith('-01-01') ? undefined : `${date.slice(0, 4)}-01-01`),
  'year only': date => date.slice(0, 4)
} as const satisfies Readonly<Record<string, Spell>>

/** A full birth date that agrees with what the list knows, and what the list does not know. */
export const trueBirthDate = (
  listed: ListedEntry['birthDates'],
  random: Random
): { readonly date: string; readonly difference?: string } => {
  const [first] = listed ?? []
  if (first === undefined) {
    return { date: dayIn(1945 + random.below(60), random), difference: 'list has no birth date' }
  }
  if (typeof first !== 'string') {
    const from = Number(first.from.slice(0, 4))
    const years = Number(first.to.slice(0, 4)) - from + 1
    return {
      date: dayIn(from + random.below(years), random),
      difference: 'list has a span of years'
    }
  }
  if (first.length === 10) return { date: first }
  return { date: dayIn(Number(first.slice(0, 4)), random), difference: 'list has the year only' }
}

const isDate = (text: string): boolean => {
  const day = dayNumber(text)
  return Number.isFinite(day) && dateOf(day) === text
}

const dayIn = (year: number, random: Random): string =>
  dateOf(dayNumber(`${year}-01-01`) + random.below(365))
