import type { EntryContent } from '../../../domain/entry.ts'
import { type BirthDate, readBirthDates } from '../birth-dates.ts'
import { countryByName } from '../country-names.ts'
import { fullName, type ImportedName, listedName } from '../person-names.ts'
import { type ImportedDocument, readDocument } from './document.ts'
import { remarkTokens } from './remark-tokens.ts'

/** What the remarks of an OFAC entry tell of the person, and what is left of them. */
export interface ReadRemarks {
  readonly names: ImportedName[]
  readonly birthDates: BirthDate[]
  readonly birthPlaces: string[]
  readonly nationalities: string[]
  readonly documents: ImportedDocument[]
  readonly sexes: Set<NonNullable<EntryContent['sex']>>
  /** Remarks that are none of these, or say more than their field can hold. */
  readonly others: string[]
  readonly warnings: string[]
}

/** Reads the remarks; what looks like a detail and can't be understood stays a remark and makes a warning. */
export const readRemarks = (remarks: string): ReadRemarks => {
  const read: ReadRemarks = {
    names: [],
    birthDates: [],
    birthPlaces: [],
    nationalities: [],
    documents: [],
    sexes: new Set(),
    others: [],
    warnings: []
  }
  for (const token of remarkTokens(remarks)) {
    const remark = token.replace(/^alt\. /i, '')
    const [, label = '', value = ''] = details.exec(remark) ?? []
    const detail = readers[label.toLowerCase()]
    const isKept = detail ? detail(read, value.trim()) : readOther(read, remark)
    if (!isKept) read.others.push(token)
  }
  return read
}

const details = /^(DOB|POB|nationality|citizen|Gender|[afn]\.k\.a\.)(?::|,|(?=\s))\s*(.*)$/is

type Detail = (read: ReadRemarks, value: string) => boolean

const birthDate: Detail = ({ birthDates, warnings }, value) => {
  const dates = readBirthDates(value)
  if (dates) birthDates.push(...dates)
  else warnings.push('birthDates: not understood')
  return dates !== undefined
}

const nationality: Detail = ({ nationalities, warnings }, value) => {
  const code = countryByName(value.replace(/^possibly /i, ''))
  if (code) nationalities.push(code)
  else warnings.push('nationalities: no country of this name is known')
  return code !== undefined && !/^possibly/i.test(value)
}

const alias: Detail = ({ names, warnings }, value) => {
  const name = value.replace(/^'|'$/g, '')
  const read = name.includes(',') ? listedName(name, 'weak') : fullName(name, 'weak')
  if (read) names.push(read)
  else warnings.push('names: an alias without letters')
  return read !== undefined
}

const birthPlace: Detail = ({ birthPlaces }, value) => birthPlaces.push(value) > 0

const gender: Detail = ({ sexes, warnings }, value) => {
  const sex = /^female/i.test(value) ? 'F' : /^male/i.test(value) ? 'M' : undefined
  if (sex) sexes.add(sex)
  else warnings.push('sex: not understood')
  return sex !== undefined
}

const readers: Record<string, Detail> = {
  dob: birthDate,
  pob: birthPlace,
  nationality,
  citizen: nationality,
  gender,
  'a.k.a.': alias,
  'f.k.a.': alias,
  'n.k.a.': alias
}

const readOther = ({ documents, warnings }: ReadRemarks, remark: string) => {
  const found = readDocument(remark)
  if (found?.problem) warnings.push(found.problem)
  if (!found || !('document' in found)) return false
  documents.push(found.document)
  return !found.saysMore && !found.problem
}
