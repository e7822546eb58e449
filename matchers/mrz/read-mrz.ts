/**
 * Reader of machine-readable zones: ICAO Doc 9303 (8th edition) parts 3–7, and the French identity
 * card issued before 2021. A wrong check digit is a finding, never a refusal: the reading holds the
 * fields as read, what is wrong in words, and what misread fields may have been.
 */
import type { PartialDate } from '../types.ts'
import { cleanFillers } from './clean-fillers.ts'
import { findCorrections } from './corrections.ts'
import {
  centuryEarlier,
  type ReadDate,
  type ReadDates,
  readBirthDate,
  readExpiryDate,
  readLookalikes
} from './dates.ts'
import { checkHolds, type ReadNumber, readNumber, sliceOf } from './document-number.ts'
import { withoutEnd } from './fillers.ts'
import { findZone } from './find-zone.ts'
import { findingsOf } from './findings.ts'
import type { CheckedField, Layout } from './layouts.ts'
import { asLetters } from './lookalikes.ts'
import type { MrzCharacters, MrzCheck, MrzReading, UnreadableMrz } from './mrz-reading.ts'
import { type MrzNames, readNames, readSeparateNames } from './names.ts'
import { readState } from './states.ts'

export { centuryEarlier } from './dates.ts'
export { mrzContradictions } from './mrz-contradictions.ts'
export type { MrzCheck, MrzReading, UnreadableMrz } from './mrz-reading.ts'
export { otherBirthDates, travellerFromMrz } from './traveller-from-mrz.ts'

/** Reads a machine-readable zone; `today` (`2026-11-22`) decides the century of the birth date. */
export const readMrz = (text: string, today: string): MrzReading | UnreadableMrz => {
  const found = findZone(text)
  if ('unreadable' in found) return found
  const { layout } = found
  const zone = cleanFillers(found.text, layout)
  const number = readNumber(zone, layout)
  const asRead = charactersOf(zone, layout)
  const checks = checksOf(zone, layout, number)
  const dates = datesOf(zone, layout, asRead, today)
  const { birth, expiry } = dates
  const findings = findingsOf(zone, layout, asRead, checks, dates)
  const corrections = findCorrections(zone, layout, number, checks, dates)
  return {
    format: layout.format,
    documentCode: withoutEnd(asLetters(zone.slice(0, 2))),
    issuer: readState(asRead.issuer),
    names: namesOf(zone, layout),
    number: number.value === '' ? undefined : number.value,
    nationality: layout.nationality ? readState(asRead.nationality) : 'FRA',
    birthDate: birth.date,
    bornCenturyEarlier: [birth.date, ...corrections.birthDate].flatMap(
      date => (date && centuryEarlier(date, today)) ?? []
    ),
    sex: asRead.sex === 'M' || asRead.sex === 'F' || asRead.sex === 'X' ? asRead.sex : undefined,
    expires: expiry.date,
    optionalData: optionalDataOf(zone, layout, number),
    checks,
    findings: [...found.findings, ...(zone === found.text ? [] : [misreadFillers]), ...findings],
    corrections,
    asRead
  }
}

const misreadFillers = 'fillers were read as letters'

const datesOf = (
  zone: string,
  { birthDate, expires }: Layout,
  asRead: MrzCharacters,
  today: PartialDate
): ReadDates => {
  const dateOf = (field: CheckedField, text: string, read: (text: string) => ReadDate) =>
    checkHolds(zone, field) ? readLookalikes(text, read) : read(text)
  return {
    birth: dateOf(birthDate, asRead.birthDate, text => readBirthDate(text, today)),
    expiry: expires ? dateOf(expires, asRead.expires, readExpiryDate) : notPrinted,
    today
  }
}

const notPrinted: ReadDate = { date: undefined, isPossible: true }

const charactersOf = (zone: string, layout: Layout): MrzCharacters => ({
  issuer: zone.slice(2, 5),
  nationality: layout.nationality ? sliceOf(zone, layout.nationality) : '',
  birthDate: charactersIn(zone, layout.birthDate),
  sex: zone.charAt(layout.sex),
  expires: layout.expires ? charactersIn(zone, layout.expires) : ''
})

const charactersIn = (zone: string, { spans }: CheckedField): string => sliceOf(zone, spans[0])

const namesOf = (zone: string, { family, given }: Layout): MrzNames =>
  given
    ? readSeparateNames(sliceOf(zone, family), sliceOf(zone, given))
    : readNames(sliceOf(zone, family))

const optionalDataOf = (zone: string, layout: Layout, number: ReadNumber): readonly string[] =>
  layout.optional.map(([from, to], i) =>
    withoutEnd(zone.slice(i === 0 ? number.optionalFrom : from, to))
  )

const checksOf = (zone: string, layout: Layout, number: ReadNumber): readonly MrzCheck[] => {
  const checks: MrzCheck[] = [
    { field: 'number', ok: number.isRight },
    { field: 'birthDate', ok: checkHolds(zone, layout.birthDate) }
  ]
  const { expires, optional, optionalDigit, composite } = layout
  if (expires) checks.push({ field: 'expires', ok: checkHolds(zone, expires) })
  if (optionalDigit !== undefined) {
    checks.push({
      field: 'optionalData',
      ok: checkHolds(zone, { spans: optional, digit: optionalDigit })
    })
  }
  if (composite) checks.push({ field: 'composite', ok: checkHolds(zone, composite) })
  return checks
}
