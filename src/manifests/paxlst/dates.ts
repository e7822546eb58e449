import { isPartialDate } from '../../domain/dates.ts'
import type { FindingCode } from '../findings.ts'
import type { BirthDate, Sent } from '../person.ts'
import type { LocalTime } from '../sector.ts'

/** A value that was read, and what was wrong with it. */
export interface Read<Value> {
  readonly value: Value
  readonly problem?: FindingCode
}

/**
 * A birth date in any of the forms met (YYMMDD, CCYYMMDD, both with a time of day, 01JAN80, 1980-01-01), with zeros for what is not known. A year of two
 * digits that would lie in the future was a century ago.
 */
export const readBirthDate = (sent: string, today: string, format?: string): Read<BirthDate> => {
  const parts = split(sent, format)
  const isCenturyGuessed = parts !== undefined && parts.year.length === 2
  const none = { sent, precision: 'none', isCenturyGuessed } as const
  if (/^0+$/.test(sent)) return { value: { ...none, isCenturyGuessed: false } }
  const date = parts && inPast(parts, today)
  if (!date || !isPartialDate(date) || date < earliest) {
    return { value: none, problem: 'date_unreadable' }
  }
  if (date > today.slice(0, date.length)) return { value: none, problem: 'date_in_future' }
  const precision = date.length === 10 ? 'day' : date.length === 7 ? 'month' : 'year'
  return { value: { sent, value: date, precision, isCenturyGuessed } }
}

/** A whole date of a document; two digits of a year are of this century for an expiry, of the past for an issue. */
export const readDocumentDate = (sent: string, format?: string, issuedBy?: string): Read<Sent> => {
  const parts = split(sent, format)
  const date = parts && (issuedBy ? inPast(parts, issuedBy) : known(fullYear(parts.year), parts))
  return date && date.length === 10 && isPartialDate(date)
    ? { value: { sent, value: date } }
    : { value: { sent }, problem: 'date_unreadable' }
}

/** A local date and time of a flight: YYMMDDHHMM or CCYYMMDDHHMM, or a date alone. */
export const readLocalTime = (sent: string, format?: string): Read<LocalTime> => {
  const digits = sent.replaceAll(/[^\d]/g, '')
  const hasTime = digits === sent && digits.length >= 10
  const parts = split(hasTime ? digits.slice(0, -4) : sent, hasTime ? undefined : format)
  const date = parts && known(fullYear(parts.year), parts)
  if (!date || date.length < 10 || !isPartialDate(date)) {
    return { value: { sent }, problem: 'date_unreadable' }
  }
  if (!hasTime) return { value: { sent, local: date } }
  const [hour, minute] = [digits.slice(-4, -2), digits.slice(-2)]
  if (hour > '23' || minute > '59') {
    return { value: { sent, local: date }, problem: 'date_unreadable' }
  }
  return { value: { sent, local: `${date}T${hour}:${minute}` } }
}

interface Parts {
  readonly year: string
  readonly month: string
  readonly day: string
}

const earliest = '1850'
const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')

/** Length tells more than the format code, which senders get wrong; the code decides what length leaves open. */
const split = (sent: string, format?: string): Parts | undefined => {
  const text = sent.toUpperCase()
  if (/^\d+$/.test(text)) return splitDigits(text, format)
  const named = /^(\d{1,2})[ -]?([A-Z]{3})[ -]?(\d{2}|\d{4})$/.exec(text)
  if (named) {
    const [, day = '', month = '', year = ''] = named
    const at = months.indexOf(month) + 1
    return at === 0 ? undefined : { year, month: two(at), day: day.padStart(2, '0') }
  }
  const dashed = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return dashed
    ? { year: dashed[1] ?? '', month: dashed[2] ?? '', day: dashed[3] ?? '' }
    : undefined
}

const splitDigits = (text: string, format?: string): Parts | undefined => {
  const at = (from: number, to: number) => text.slice(from, to)
  switch (text.length) {
    case 4:
      return { year: text, month: '00', day: '00' }
    case 6:
      return format === '610'
        ? { year: at(0, 4), month: at(4, 6), day: '00' }
        : { year: at(0, 2), month: at(2, 4), day: at(4, 6) }
    case 8:
      return { year: at(0, 4), month: at(4, 6), day: at(6, 8) }
    case 10:
      return format === '201' ? splitDigits(at(0, 6)) : undefined
    case 12:
      return format === '203' ? splitDigits(at(0, 8)) : undefined
    default:
      return undefined
  }
}

const two = (value: number) => String(value).padStart(2, '0')

const fullYear = (year: string) => (year.length === 2 ? `20${year}` : year)

/** The date as far as month and day are known: zeros stand for what is not. */
const known = (year: string, { month, day }: Parts) => {
  if (month === '00') return day === '00' ? year : undefined
  return day === '00' ? `${year}-${month}` : `${year}-${month}-${day}`
}

const inPast = (parts: Parts, today: string) => {
  if (parts.year.length === 4) return known(parts.year, parts)
  const century = Number(today.slice(0, 2))
  const date = known(`${century}${parts.year}`, parts)
  return date && date > today.slice(0, date.length)
    ? known(`${century - 1}${parts.year}`, parts)
    : date
}
