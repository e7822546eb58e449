import { readBirthDates } from '../birth-dates.ts'
import { countryOf } from '../country-names.ts'
import { distinctNames, fullName, listedName } from '../person-names.ts'

/** The columns that a CSV file may have, in any order; only `id` is needed everywhere. */
export const columns = [
  'id',
  'kind',
  'family',
  'given',
  'full',
  'aliases',
  'weakAliases',
  'birthDates',
  'sex',
  'nationalities',
  'birthPlaces',
  'documents',
  'instruction',
  'warnings',
  'covert',
  'handling',
  'releasableTo',
  'reference',
  'contact',
  'legalBasis',
  'remarks',
  'validFrom',
  'validUntil',
  'reviewBy'
] as const
export type Column = (typeof columns)[number]
export type CsvRow = Readonly<Partial<Record<Column, string>>>

/** An entry as a row states it, and the details that were not understood. */
export const readCsvRow = (
  row: CsvRow
): { readonly draft: Record<string, unknown>; readonly warnings: readonly string[] } => {
  const warnings: string[] = []
  const draft: Record<string, unknown> = {
    id: row.id ?? '',
    kind: row.kind?.toLowerCase() || 'person',
    names: names(row),
    birthDates: list(row.birthDates).flatMap(text => {
      const dates = readBirthDates(text)
      if (!dates) warnings.push('birthDates: not understood')
      return dates ?? []
    }),
    nationalities: list(row.nationalities).flatMap(text => {
      const code = countryOf(text)
      if (!code) warnings.push('nationalities: no country of this code or name is known')
      return code ?? []
    }),
    birthPlaces: list(row.birthPlaces),
    documents: list(row.documents).flatMap(text => {
      const { document, problem } = readDocument(text)
      if (problem) warnings.push(`documents: ${problem}`)
      return document ?? []
    }),
    warnings: list(row.warnings),
    releasableTo: list(row.releasableTo)
  }
  if (row.sex) {
    const sex = sexes[row.sex.toUpperCase()]
    if (sex) draft['sex'] = sex
    else warnings.push('sex: not understood')
  }
  if (row.covert) draft['covert'] = booleans[row.covert.toLowerCase()] ?? row.covert
  for (const column of asGiven) {
    if (row[column]) draft[column] = row[column]
  }
  return { draft, warnings }
}

const asGiven = [
  'instruction',
  'handling',
  'reference',
  'contact',
  'legalBasis',
  'remarks',
  'validFrom',
  'validUntil',
  'reviewBy'
] as const

const sexes: Record<string, string> = { M: 'M', F: 'F', X: 'X', MALE: 'M', FEMALE: 'F' }
const booleans: Record<string, boolean> = {
  true: true,
  yes: true,
  1: true,
  false: false,
  no: false,
  0: false
}

const list = (text = '') =>
  text
    .split(/[;|]/)
    .map(item => item.trim())
    .filter(item => item !== '')

const names = ({ family, given, full, aliases, weakAliases }: CsvRow) =>
  distinctNames([
    ...(family || given ? [{ ...(family && { family }), ...(given && { given }) }] : []).map(
      name => ({ ...name, quality: 'strong' as const })
    ),
    ...list(full).flatMap(name => fullName(name, 'strong') ?? []),
    ...list(aliases).flatMap(alias => listedName(alias, 'strong') ?? []),
    ...list(weakAliases).flatMap(alias => listedName(alias, 'weak') ?? [])
  ])

/** `TYPE:NUMBER:ISSUER:status`, of which only the number is needed. */
const readDocument = (text: string): { document?: object; problem?: string } => {
  const parts = text.split(':').map(part => part.trim())
  const [type = '', number = '', state = '', status = ''] = parts
  if (parts.length < 2 || parts.length > 4 || number === '') {
    return { problem: 'expected TYPE:NUMBER:ISSUER or TYPE:NUMBER:ISSUER:status' }
  }
  const issuer = countryOf(state)
  return {
    document: {
      ...(type && { type }),
      number,
      ...(issuer && { issuer }),
      ...(status && { status: status.toLowerCase() })
    },
    ...(state && !issuer && { problem: 'no issuer of this code or name is known' })
  }
}
