import { isPartialDate } from '../../domain/dates.ts'
import type { EntryContent } from '../../domain/entry.ts'

export type BirthDate = NonNullable<EntryContent['birthDates']>[number]

/** "circa 1957" says 1955 to 1959: wide enough for a listing from memory, narrow enough to tell people apart. */
const circaYears = 2

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const about = /^(?:(?:circa|c|ca|approximately|approx|about|around|in approximately)\s+|~ ?)/
const aboutBehind = / ?(?:\?|\(?\b(?:circa|approximately|approx|estimated) ?\)?)$/
const parts = { early: [0, 4], mid: [3, 7], late: [5, 9], '': [0, 9] } as const

/**
 * The birth dates that a phrase stands for, in the words of sanction lists: "08 Sep 1966", "Sep. 1966",
 * "1966", "circa 1966", "1955 to 1958", "between Aug. and Sep. 1977", "late 1960s", "1960 or 1961".
 * Undefined when it isn't understood: a guess would count against the true traveller.
 */
export const readBirthDates = (phrase: string): readonly BirthDate[] | undefined => {
  const text = phrase
    .toLowerCase()
    .replace(/\.\./g, ' to ')
    .replace(/[.,]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^in (?=\d|[a-z]{3,9} \d)/, '')
    .replace(/\b(\d{1,2})(?:st|nd|rd|th)(?: of)?\b/g, '$1')
    .replace(/^(\d{4}-\d\d-\d\d)[t ]00:00(?::00)?(?: 0+)?z?$/, '$1')
  if (about.test(text)) return circa(text.replace(about, ''))
  if (aboutBehind.test(text)) return circa(text.replace(aboutBehind, ''))
  return alternatives(text) ?? span(text) ?? decade(text) ?? single(text)
}

const single = (text: string): readonly string[] | undefined => {
  const date = readDate(text)
  return date === undefined ? undefined : [date]
}

/** A range already says how sure it is; a whole date said to be approximate may well be right. */
const circa = (text: string): readonly BirthDate[] | undefined => {
  const range = span(text) ?? decade(text)
  if (range) return range
  return (alternatives(text) ?? single(text))?.flatMap(approximately)
}

/** A date that is only roughly right: as years around it, beside the date itself when it names a month or a day. */
export const approximately = (date: string): readonly BirthDate[] => {
  const year = Number(date.slice(0, 4))
  const around = { from: String(year - circaYears), to: String(year + circaYears) }
  return date.length === 4 ? [around] : [date, around]
}

const alternatives = (text: string): readonly string[] | undefined => {
  if (!text.includes(' or ')) return undefined
  const dates = text.split(' or ').map(readDate)
  return dates.every(date => date !== undefined) ? dates : undefined
}

const span = (text: string): readonly BirthDate[] | undefined => {
  const ends =
    /^(?:between|from)? ?(.+?) (?:to|and|until|-|–) (.+)$/.exec(text) ??
    /^(\d{4}) ?(?:-|–|\/) ?(\d{4})$/.exec(text) ??
    /^(\S+) ?\/ ?(\S+)$/.exec(text)
  if (!ends) return undefined
  const [, start = '', end = ''] = ends
  const to = readDate(end)
  const from = readDate(start) ?? (to && readDate(`${start} ${to.slice(0, 4)}`))
  return from && to && from <= `${to}~` ? [{ from, to }] : undefined
}

const decade = (text: string): readonly BirthDate[] | undefined => {
  const found = /^(?:the )?(early|mid|late)?[ -]?(\d{3})0'?s$/.exec(text)
  if (!found) return undefined
  const [first, last] = parts[(found[1] ?? '') as keyof typeof parts]
  return [{ from: `${found[2]}${first}`, to: `${found[2]}${last}` }]
}

/** One date as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
const readDate = (text: string): string | undefined => {
  const words =
    /^(?:(\d{1,2})[- ]?)?([a-z]+)[- ]?(\d{4})$/.exec(text) ??
    flip(/^([a-z]+) (\d{1,2}) (\d{4})$/.exec(text))
  const date = fromDigits(text) ?? (words && fromWords(words))
  return date && isPartialDate(date) && isLifetime(date) ? date : undefined
}

/** The year first, or a month and a year: which is which is plain. Noughts stand for what is not known. */
const fromDigits = (text: string) => {
  const yearFirst =
    /^(\d{4})(?:-(\d\d))?$/.exec(text) ??
    /^(\d{4})[-/ ](\d{1,2})[-/ ](\d{1,2})$/.exec(text) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(text)
  const monthFirst = /^(\d{1,2})[-/](\d{4})$/.exec(text)
  const parts = yearFirst?.slice(1) ?? monthFirst?.slice(1).toReversed()
  if (!parts) return undefined
  const unknown = parts.findIndex(part => part === undefined || Number(part) === 0)
  return parts
    .slice(0, unknown < 0 ? 3 : unknown)
    .map(part => part.padStart(2, '0'))
    .join('-')
}

const flip = (american: RegExpExecArray | null) =>
  american && ['', american[2], american[1], american[3]]

const fromWords = ([, day, month = '', year]: readonly (string | undefined)[]) => {
  const number = months.indexOf(month.slice(0, 3)) + 1
  if (number === 0 || !isMonth(month)) return undefined
  return [year, two(number), ...(day ? [two(Number(day))] : [])].join('-')
}

const isMonth = (word: string) =>
  word.length === 3 ||
  word === 'sept' ||
  /^(january|february|march|april|june|july|august|september|october|november|december)$/.test(word)

const two = (number: number) => String(number).padStart(2, '0')

/** Years that nobody alive or lately dead was born in are slips of the pen. */
const isLifetime = (date: string) => date >= '1850' && date < '2100'
