import { type Static, Type } from 'typebox'
import { hasNumber } from '#matchers/documents.ts'
import { saysWho } from '#matchers/names/says-who.ts'
import { Country, toCountry } from './countries.ts'
import { FullDate, PartialDate } from './dates.ts'
import { Name, Text } from './traveller.ts'
import {
  Agency,
  DocumentStatus,
  EntryId,
  Handling,
  Instruction,
  Purpose,
  Sex,
  Warning
} from './vocabulary.ts'

const strict = { additionalProperties: false }

/** Rises with every change of an entry; an older or equal one is refused. */
export const Revision = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })

/** The revision of an entry that is put: the last million are for withdrawals, so that whatever is listed can be withdrawn. */
const PutRevision = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER - 1_000_000 })

/** What an agency says of one of its lists. */
export const ListConfig = Type.Object(
  {
    agency: Agency,
    title: Text(200),
    purposes: Type.Array(Purpose, { minItems: 1, maxItems: 20 }),
    instruction: Type.Optional(Instruction),
    handling: Type.Optional(Handling)
  },
  strict
)
export type ListConfig = Static<typeof ListConfig>

export const ListedName = Type.Object(
  {
    ...Name.properties,
    quality: Type.Optional(Type.Enum(['strong', 'weak'])),
    script: Type.Optional(Text(20))
  },
  { ...strict, minProperties: 1 }
)

export const ListedBirthDate = Type.Union([
  PartialDate,
  Type.Object({ from: PartialDate, to: PartialDate }, strict)
])

export const ListedDocument = Type.Object(
  {
    type: Type.Optional(Text(10)),
    number: Text(60),
    issuer: Type.Optional(Country),
    status: Type.Optional(DocumentStatus)
  },
  strict
)

const optional = {
  names: Type.Optional(Type.Array(ListedName, { maxItems: 200 })),
  birthDates: Type.Optional(Type.Array(ListedBirthDate, { maxItems: 50 })),
  sex: Type.Optional(Sex),
  nationalities: Type.Optional(Type.Array(Country, { maxItems: 20 })),
  birthPlaces: Type.Optional(Type.Array(Text(300), { maxItems: 20 })),
  documents: Type.Optional(Type.Array(ListedDocument, { maxItems: 100 })),
  instruction: Type.Optional(Instruction),
  warnings: Type.Optional(Type.Array(Warning, { maxItems: 10 })),
  covert: Type.Optional(Type.Boolean()),
  handling: Type.Optional(Handling),
  releasableTo: Type.Optional(Type.Array(Agency, { maxItems: 100 })),
  reference: Type.Optional(Text(200)),
  contact: Type.Optional(Text(500)),
  legalBasis: Type.Optional(Text(2_000)),
  remarks: Type.Optional(Text(20_000)),
  validFrom: Type.Optional(FullDate),
  validUntil: Type.Optional(FullDate),
  reviewBy: Type.Optional(FullDate)
}
const kind = Type.Enum(['person', 'document'])

/** One listed person or document, with its id and revision. */
export const Entry = Type.Object({ id: EntryId, revision: PutRevision, kind, ...optional }, strict)
export type Entry = Static<typeof Entry>

/** An entry without its revision: what an import reads. */
export type EntryContent = Omit<Entry, 'revision'>

/** An entry as it is put at its own address, where the id stands in the path. */
export const EntryBody = Type.Object({ revision: PutRevision, kind, ...optional }, strict)
export type EntryBody = Static<typeof EntryBody>

/** Why this well-formed entry can't be listed, as `field: problem`; empty when it can. What nobody could be found by is refused. */
export const entryProblems = (entry: EntryBody): readonly string[] => {
  const problems: string[] = []
  const { kind, names = [], documents = [] } = entry
  const isFoundByNumber = documents.some(hasNumber)
  if (kind === 'person' && names.length === 0) {
    problems.push('names: a person needs at least one name')
  } else if (names.some(name => !name.full && !name.family && !name.given)) {
    problems.push('names: every name needs full, family or given')
  } else if (kind === 'person' && !names.some(saysWho) && !isFoundByNumber) {
    problems.push(
      'names: a person needs a name of more than placeholders and initials, or a document number'
    )
  }
  if (kind === 'document' && !isFoundByNumber) {
    problems.push('documents: a document entry needs at least one document with a number')
  }
  for (const date of entry.birthDates ?? []) {
    if (typeof date === 'object' && isLater(date.from, date.to)) {
      problems.push('birthDates: from is later than to')
    }
  }
  if (entry.validFrom && entry.validUntil && entry.validFrom > entry.validUntil) {
    problems.push('validUntil: earlier than validFrom')
  }
  return problems
}

/** Compared as far as both are known: 1970-06 is not later than 1970. */
const isLater = (from: string, to: string) => {
  const known = Math.min(from.length, to.length)
  return from.slice(0, known) > to.slice(0, known)
}

/** The same entry with every country as ICAO's code and nothing empty in it. */
export const normaliseEntry = <T extends Omit<EntryBody, 'revision'>>(entry: T): T => {
  const tidy: Record<string, unknown> = {
    ...entry,
    ...(entry.nationalities && { nationalities: [...new Set(entry.nationalities.map(icao))] }),
    ...(entry.documents && {
      documents: entry.documents.map(document => ({
        ...document,
        ...(document.issuer && { issuer: icao(document.issuer) })
      }))
    })
  }
  for (const [field, value] of Object.entries(tidy)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) delete tidy[field]
  }
  return tidy as T
}

const icao = (code: string) => toCountry(code) ?? code
