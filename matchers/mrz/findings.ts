import type { Span } from './check-digit.ts'
import type { ReadDates } from './dates.ts'
import { sliceOf } from './document-number.ts'
import type { Layout } from './layouts.ts'
import type { MrzCharacters, MrzCheck } from './mrz-reading.ts'

/** What is wrong with the fields of a zone, in words and without their values. */
export const findingsOf = (
  zone: string,
  layout: Layout,
  asRead: MrzCharacters,
  checks: readonly MrzCheck[],
  dates: ReadDates
): readonly string[] => {
  const findings: string[] = []
  for (const { field, ok } of checks) if (!ok) findings.push(`${words[field]} check digit is wrong`)
  for (const field of fieldsWithDigits(zone, layout)) findings.push(`${field} has digits`)
  if (!knownSex.includes(asRead.sex)) findings.push('sex is none of M, F and X')
  if (!dates.birth.isPossible) findings.push('birth date is not a possible date')
  if (!dates.expiry.isPossible) findings.push('expiry date is not a possible date')
  if (dates.birth.isFromLetters) findings.push('letters in the birth date were read as digits')
  if (dates.expiry.isFromLetters) findings.push('letters in the expiry date were read as digits')
  if (isFarAhead(dates)) findings.push(`expiry date is more than ${farAheadYears} years ahead`)
  return findings
}

const words: Readonly<Record<MrzCheck['field'], string>> = {
  number: 'document number',
  birthDate: 'birth date',
  expires: 'expiry date',
  optionalData: 'optional data',
  composite: 'composite'
}

const digit = /[0-9]/
const knownSex = 'MFX<'
const farAheadYears = 20

/** The fields of letters in which digits stand. */
export const fieldsWithDigits = (zone: string, layout: Layout): readonly string[] => {
  const { family, given, nationality } = layout
  const fields: readonly (readonly [string, Span | undefined])[] = [
    ['document code', [0, 2]],
    ['issuing state', [2, 5]],
    ['nationality', nationality],
    ['name', family],
    ['given name', given]
  ]
  return fields.flatMap(([field, span]) => (span && digit.test(sliceOf(zone, span)) ? field : []))
}

/** No document is valid for so long: more likely a misread year, or one of the last century. */
const isFarAhead = ({ expiry, today }: ReadDates): boolean => {
  if (expiry.date === undefined) return false
  const limit = `${Number(today.slice(0, 4)) + farAheadYears}${today.slice(4)}`
  return expiry.date > limit.slice(0, expiry.date.length)
}
