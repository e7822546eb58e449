import { codeAt, repetitionsOf, type Segment, textAt } from '../edifact/segment.ts'
import type { BirthDate } from '../person.ts'
import { type Read, readBirthDate, readDocumentDate } from './dates.ts'
import { keepUnread, type PersonDraft } from './person-draft.ts'
import { readCountry } from './read-country.ts'

/** Takes one segment of a person or of the document that is open; what is not known is kept as sent and reported. */
export const addToPerson = (draft: PersonDraft, segment: Segment, today: string): void => {
  const add = readers[segment.tag]
  if (!add) keepUnread(draft, segment, 'segment_unknown')
  else if (!add(draft, segment, today)) keepUnread(draft, segment, 'qualifier_unknown')
}

/** Takes a segment; false when its qualifier is not known. */
type Reader = (draft: PersonDraft, segment: Segment, today: string) => boolean

const addSex: Reader = ({ person }, segment) => {
  if ((codeAt(segment, 1) ?? sexOf) !== sexOf) return false
  const sex = codeAt(segment, 3) ?? codeAt(segment, 2)
  if (sex === 'M' || sex === 'F' || sex === 'X') person.sex = sex
  return sex === undefined || /^[MFXU]$/.test(sex)
}

/** The attribute that says the sex, among others of a person. */
const sexOf = '2'

const addDate: Reader = (draft, segment, today) => {
  const qualifier = codeAt(segment, 1)
  const sent = textAt(segment, 1, 2)
  const format = textAt(segment, 1, 3)
  if (qualifier === '329') {
    if (sent) draft.person.birth = birthDate(draft, segment, readBirthDate(sent, today, format))
    return true
  }
  const document = draft.isInDocument ? draft.documents.at(-1) : undefined
  if (!document || (qualifier !== '36' && qualifier !== '182')) return false
  if (sent === undefined) return true
  const isExpiry = qualifier === '36'
  const { value, problem } = readDocumentDate(sent, format, isExpiry ? undefined : today)
  if (problem) draft.report(problem, segment)
  document[isExpiry ? 'expires' : 'issued'] = value
  return true
}

const birthDate = (draft: PersonDraft, segment: Segment, { value, problem }: Read<BirthDate>) => {
  if (problem) draft.report(problem, segment)
  return draft.person.birth?.value ? draft.person.birth : value
}

const addBags: Reader = ({ person }, segment) => {
  const kind = codeAt(segment, 1)
  // The unit comes first; where there is none, some send the value in its place.
  const amount = Number(textAt(segment, 3, 2) ?? textAt(segment, 3))
  const bags = { tags: [], ...person.bags }
  if (kind === 'CT' && Number.isFinite(amount)) person.bags = { ...bags, count: amount }
  else if (kind === 'WT' && Number.isFinite(amount)) person.bags = { ...bags, weightKg: amount }
  return kind === 'CT' || kind === 'WT'
}

const addVerification: Reader = ({ person }, segment) => {
  const code = codeAt(segment, 2)
  // Every document counts: one that is not verified leaves the person unverified.
  if (code === '173') person.isVerified ??= true
  if (code === '174') person.isVerified = false
  return code === '173' || code === '174'
}

const addText: Reader = ({ person, tags }, segment) => {
  if (codeAt(segment, 1) !== 'BAG') return false
  const tag = textAt(segment, 4)
  const howMany = textAt(segment, 4, 2)
  if (tag) tags.push(howMany ? `${tag}:${howMany}` : tag)
  person.bags = { ...person.bags, tags }
  return true
}

const addPlace: Reader = (draft, segment) => {
  const { person, documents, isInDocument } = draft
  const code = codeAt(segment, 2)
  const country = (sent: string) => readCountry(sent, finding => draft.report(finding, segment))
  switch (codeAt(segment, 1)) {
    case '22':
      if (code) person.clearance = code
      return true
    case '178':
      if (code) person.embarkation = code
      return true
    case '179':
      if (code) person.disembarkation = code
      return true
    case '174':
      if (code) person.residence = country(code)
      return true
    case '180':
      return addBirthPlace(draft, segment)
    case '91': {
      const document = documents.at(-1)
      if (!document || !isInDocument) return false
      if (code) document.issuer = country(code)
      return true
    }
    default:
      return false
  }
}

const addBirthPlace = ({ person }: PersonDraft, segment: Segment) => {
  const place = placeText(segment)
  if (place) person.birthPlace = place
  return true
}

/** Town and what it belongs to, with the state's code, as far as they are sent. */
const placeText = (segment: Segment): string | undefined =>
  [textAt(segment, 2, 4), textAt(segment, 3, 4), textAt(segment, 4, 4), textAt(segment, 2)]
    .filter(part => part !== undefined)
    .join(', ')
    .slice(0, 200)
    .trim() || undefined

const addNationality: Reader = (draft, segment) => {
  for (const [sent = ''] of repetitionsOf(segment, 2)) {
    if (sent.trim() === '') continue
    const nationality = readCountry(sent.trim().toUpperCase(), code => draft.report(code, segment))
    draft.nationalities.push(nationality)
  }
  return codeAt(segment, 1) === '2' || segment.elements.length === 1
}

const references = {
  AVF: 'locator',
  ABO: 'reference',
  AEA: 'governmentReference',
  SEA: 'seat'
} as const

/** Frequent flyer, ticket: known, and of no use here. */
const otherReferences = new Set(['CR', 'YZY', 'TN'])

const addReference: Reader = ({ person }, segment) =>
  repetitionsOf(segment, 1).every(([qualifier = '', value = '']) => {
    const code = qualifier.trim().toUpperCase()
    const field = references[code as keyof typeof references]
    if (field && value.trim()) person[field] ??= value.trim()
    return field !== undefined || otherReferences.has(code)
  })

const addDocument: Reader = (draft, segment) => {
  const type = codeAt(segment, 1)
  const number = textAt(segment, 2)
  draft.isInDocument = true
  draft.documents.push({ ...(type && { type }), ...(number && { number }) })
  if (!number) draft.report('document_without_number', segment)
  return true
}

const addCrewRole: Reader = ({ person }, segment) => {
  const role = codeAt(segment, 2)
  if (role) person.crewRole = role
  return true
}

const ignore: Reader = () => true

const readers: Readonly<Record<string, Reader>> = {
  ATT: addSex,
  DTM: addDate,
  MEA: addBags,
  GEI: addVerification,
  FTX: addText,
  LOC: addPlace,
  NAT: addNationality,
  RFF: addReference,
  DOC: addDocument,
  EMP: addCrewRole,
  COM: ignore,
  CPI: ignore,
  QTY: ignore,
  GID: ignore
}
