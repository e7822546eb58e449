import type { Entry } from '../../domain/entry.ts'

const singles = [
  'sex',
  'instruction',
  'handling',
  'reference',
  'contact',
  'validFrom',
  'validUntil',
  'reviewBy',
  'legalBasis',
  'remarks'
] as const

/** What the form holds of an entry: of names, birth dates and documents the first, as it was typed. */
export type EntryFields = Readonly<
  Record<
    | 'family'
    | 'given'
    | 'birthDate'
    | 'birthPlaces'
    | 'nationality'
    | 'number'
    | 'issuer'
    | 'status'
    | 'releasableTo'
    | (typeof singles)[number],
    string
  >
> & {
  readonly kind: Entry['kind']
  readonly covert: boolean
  readonly warnings: readonly string[]
}

type Stored = Partial<Entry>
type Name = NonNullable<Entry['names']>[number]
type BirthDate = NonNullable<Entry['birthDates']>[number]
type Document = NonNullable<Entry['documents']>[number]

/** An entry as the form shows it. */
export const fieldsOf = (entry: Stored): EntryFields => {
  const [name] = entry.names ?? []
  const [document] = entry.documents ?? []
  const [birthDate] = entry.birthDates ?? []
  const texts = Object.fromEntries(singles.map(single => [single, entry[single] ?? '']))
  return {
    ...(texts as Pick<EntryFields, (typeof singles)[number]>),
    kind: entry.kind ?? 'person',
    family: name?.family ?? name?.full ?? '',
    given: name?.given ?? '',
    birthDate:
      typeof birthDate === 'object' ? `${birthDate.from}/${birthDate.to}` : (birthDate ?? ''),
    birthPlaces: entry.birthPlaces?.join('\n') ?? '',
    nationality: entry.nationalities?.join(' ') ?? '',
    number: document?.number ?? '',
    issuer: document?.issuer ?? '',
    status: document?.status ?? '',
    releasableTo: entry.releasableTo?.join(' ') ?? '',
    covert: entry.covert ?? false,
    warnings: entry.warnings ?? []
  }
}

/** What the service adds to an entry that it shows. */
const added = ['id', 'list', 'state', 'changedAt'] as const

/** The entry to put: what the form says; what it does not show, or nobody has changed, is left as it is stored. */
export const entryFrom = (stored: Stored, fields: EntryFields, revision: number): object => {
  const before = fieldsOf(stored)
  const { names, birthDates, documents } = stored
  const changed: readonly (readonly [keyof Entry, readonly (keyof EntryFields)[], unknown])[] = [
    ['names', ['family', 'given'], first(names, nameFrom(names?.[0], fields))],
    ['birthDates', ['birthDate'], first(birthDates, birthDateFrom(fields))],
    ['birthPlaces', ['birthPlaces'], split(fields.birthPlaces, /\n/)],
    ['nationalities', ['nationality'], split(fields.nationality.toUpperCase(), /[\s,]+/)],
    [
      'documents',
      ['number', 'issuer', 'status'],
      first(documents, documentFrom(documents?.[0], fields))
    ],
    ['releasableTo', ['releasableTo'], split(fields.releasableTo.toLowerCase(), /[\s,]+/)],
    ['covert', ['covert'], fields.covert || undefined],
    ['warnings', ['warnings'], fields.warnings],
    ...singles.map(name => [name, [name], fields[name].trim() || undefined] as const)
  ]
  const entry: Record<string, unknown> = { ...stored, revision, kind: fields.kind }
  for (const name of added) delete entry[name]
  for (const [name, shownAs, value] of changed) {
    if (shownAs.every(field => fields[field] === before[field])) continue
    if (value === undefined || (Array.isArray(value) && value.length === 0)) delete entry[name]
    else entry[name] = value
  }
  return entry
}

/** The list with its first one changed, or taken out. */
const first = <T>(stored: readonly T[] = [], changed: T | undefined): readonly T[] => [
  ...(changed === undefined ? [] : [changed]),
  ...stored.slice(1)
]

const split = (text: string, at: RegExp): readonly string[] =>
  text
    .split(at)
    .map(part => part.trim())
    .filter(Boolean)

const nameFrom = (stored: Name | undefined, { family, given }: EntryFields): Name | undefined => {
  if (family.trim() === '' && given.trim() === '') return undefined
  const { full, family: _family, given: _given, ...kept } = stored ?? {}
  if (full !== undefined && given.trim() === '') return { ...kept, full: family.trim() }
  return {
    ...kept,
    ...(family.trim() && { family: family.trim() }),
    ...(given.trim() && { given: given.trim() })
  }
}

/** A date as far as it is known, or a span of two of them. */
const birthDateFrom = ({ birthDate }: EntryFields): BirthDate | undefined => {
  const [from = '', to] = birthDate.split('/').map(date => date.trim())
  return to === undefined ? from || undefined : { from, to }
}

const documentFrom = (
  stored: Document | undefined,
  { number, issuer, status }: EntryFields
): Document | undefined => {
  if (number.trim() === '') return undefined
  const { issuer: _issuer, status: _status, ...kept } = stored ?? {}
  return {
    ...kept,
    number: number.trim(),
    ...(issuer.trim() && { issuer: issuer.trim().toUpperCase() }),
    ...(status && { status: status as NonNullable<Document['status']> })
  }
}
