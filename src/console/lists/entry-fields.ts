import type { Entry } from '../../domain/entry.ts'

/** What the form holds of an entry: the first of each, as it was typed. */
export type EntryFields = Readonly<
  Record<
    | 'family'
    | 'given'
    | 'birthDate'
    | 'nationality'
    | 'number'
    | 'issuer'
    | 'instruction'
    | 'handling'
    | 'reference'
    | 'contact'
    | 'validUntil'
    | 'remarks',
    string
  >
> & {
  readonly kind: Entry['kind']
  readonly covert: boolean
  readonly warnings: readonly string[]
}

type Stored = Partial<Entry>
type Name = NonNullable<Entry['names']>[number]

/** An entry as the form shows it. */
export const fieldsOf = (entry: Stored): EntryFields => {
  const [name] = entry.names ?? []
  const [document] = entry.documents ?? []
  const [birthDate] = entry.birthDates ?? []
  return {
    kind: entry.kind ?? 'person',
    family: name?.family ?? name?.full ?? '',
    given: name?.given ?? '',
    birthDate: typeof birthDate === 'string' ? birthDate : '',
    nationality: entry.nationalities?.join(' ') ?? '',
    number: document?.number ?? '',
    issuer: document?.issuer ?? '',
    instruction: entry.instruction ?? '',
    handling: entry.handling ?? '',
    reference: entry.reference ?? '',
    contact: entry.contact ?? '',
    validUntil: entry.validUntil ?? '',
    remarks: entry.remarks ?? '',
    covert: entry.covert ?? false,
    warnings: entry.warnings ?? []
  }
}

const texts = ['instruction', 'handling', 'reference', 'contact', 'validUntil', 'remarks'] as const
/** What the service adds to an entry that it shows. */
const added = ['id', 'list', 'state', 'changedAt'] as const

/** The entry to put: what the form says, with everything that it does not show left as it is stored. */
export const entryFrom = (stored: Stored, fields: EntryFields, revision: number): object => {
  const kept: Record<string, unknown> = { ...stored }
  for (const name of [...added, ...texts, 'covert', 'warnings']) delete kept[name]
  for (const name of texts) if (fields[name].trim() !== '') kept[name] = fields[name].trim()
  const [before] = stored.birthDates ?? []
  const isSpan = typeof before === 'object'
  return {
    ...kept,
    revision,
    kind: fields.kind,
    ...filled('names', first(stored.names, nameFrom(stored.names?.[0], fields))),
    ...filled(
      'birthDates',
      isSpan && !fields.birthDate
        ? stored.birthDates
        : first(stored.birthDates, fields.birthDate.trim() || undefined)
    ),
    ...filled(
      'nationalities',
      fields.nationality
        .toUpperCase()
        .split(/[\s,]+/)
        .filter(Boolean)
    ),
    ...filled('documents', first(stored.documents, documentFrom(stored.documents?.[0], fields))),
    ...(fields.covert && { covert: true }),
    ...(fields.warnings.length > 0 && { warnings: fields.warnings })
  }
}

/** The list with its first one changed, or taken out. */
const first = <T>(stored: readonly T[] = [], changed: T | undefined): readonly T[] => [
  ...(changed === undefined ? [] : [changed]),
  ...stored.slice(1)
]

/** Set even when empty, so that what was stored is taken out. */
const filled = (name: string, values: readonly unknown[] | undefined) => ({ [name]: values ?? [] })

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

const documentFrom = (
  stored: NonNullable<Entry['documents']>[number] | undefined,
  { number, issuer }: EntryFields
) => {
  if (number.trim() === '') return undefined
  const { issuer: _issuer, ...kept } = stored ?? {}
  return {
    ...kept,
    number: number.trim(),
    ...(issuer.trim() && { issuer: issuer.trim().toUpperCase() })
  }
}
