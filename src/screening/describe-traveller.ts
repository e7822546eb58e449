import { hasNumber } from '#matchers/documents.ts'
import type { Traveller as Compared } from '#matchers/index.ts'
import {
  centuryEarlier,
  mrzContradictions,
  otherBirthDates,
  readMrz,
  travellerFromMrz
} from '#matchers/mrz/read-mrz.ts'
import { hasLetter } from '#matchers/names/has-letter.ts'
import { knownUntil } from '../domain/known-document.ts'
import { type Document, normaliseTraveller, type Traveller } from '../domain/traveller.ts'
import { BadRequest } from '../errors.ts'

/** Whom to compare, and what was odd about the description. */
export interface Described {
  readonly traveller: Compared
  /** The same traveller, born on another day that a misread zone may say, or two digits of a year. */
  readonly otherReadings: readonly Compared[]
  /** The last day of the document that the traveller is known by, where it is known. */
  readonly knownUntil?: string
  readonly warnings: readonly string[]
}

/**
 * The traveller as the matcher takes it: the fields, completed from the machine-readable zone; fields win, contradictions
 * are warnings. A year that was sent in two digits is read as a century earlier too, where somebody may be so old. Throws BadRequest when
 * nothing is left to screen by.
 */
export const describeTraveller = (
  given: Traveller,
  today: string,
  { isCenturyGuessed = false }: { readonly isCenturyGuessed?: boolean | undefined } = {}
): Described => {
  const { mrz, names = [], ...fields } = normaliseTraveller(given)
  rejectFuture(fields.birthDate, today)
  const explicit: Compared = { ...fields, names }
  const { zone, zoneDocuments, birthDates, warnings } = mrz
    ? readZone(mrz, explicit, today)
    : noZone
  const documents = [...(fields.documents ?? []), ...(zone?.documents ?? [])]
  const until = knownUntil([...(fields.documents ?? []), ...zoneDocuments])
  const traveller: Compared = {
    ...zone,
    ...explicit,
    names: [...names, ...(zone?.names ?? [])],
    ...(documents.length > 0 && { documents }),
    ...(!explicit.nationalities?.length &&
      zone?.nationalities && { nationalities: zone.nationalities })
  }
  if (!traveller.names.some(hasLetter) && !documents.some(hasNumber)) {
    throw new BadRequest('traveller: give a name, a document or a readable mrz')
  }
  const said = explicit.birthDate
  const earlier = said && isCenturyGuessed ? centuryEarlier(said, today) : undefined
  const others = said === undefined ? birthDates : earlier === undefined ? [] : [earlier]
  const otherReadings = others.map(birthDate => ({ ...traveller, birthDate }))
  return {
    traveller,
    otherReadings,
    ...(until && { knownUntil: until }),
    warnings: [...leftOut(explicit), ...warnings]
  }
}

interface ReadZone {
  readonly zone?: Compared
  /** With the day on which they expire, where the zone says it whole. */
  readonly zoneDocuments: readonly Document[]
  readonly birthDates: readonly string[]
  readonly warnings: readonly string[]
}

const noZone: ReadZone = { zoneDocuments: [], birthDates: [], warnings: [] }

/** What is left out of the comparison: whoever typed it believes that it was compared. */
const leftOut = ({ names, documents = [] }: Compared): readonly string[] => [
  ...names.flatMap((name, at) => (hasLetter(name) ? [] : `traveller.names.${at}: ${noLetter}`)),
  ...documents.flatMap((document, at) =>
    hasNumber(document) ? [] : `traveller.documents.${at}.number: ${noNumber}`
  )
]

const noLetter = 'no letter, so that it can not be compared'
const noNumber = 'none, or no letter and no digit but 0, so that it can not be compared'

const readZone = (mrz: string, explicit: Compared, today: string): ReadZone => {
  const reading = readMrz(mrz, today)
  if ('unreadable' in reading) {
    return { ...noZone, warnings: [`mrz: ${reading.unreadable}`] }
  }
  const findings = [...reading.findings, ...mrzContradictions(explicit, reading)]
  const zone = travellerFromMrz(reading)
  const { expires } = reading
  const ends = expires?.length === 'YYYY-MM-DD'.length ? { expires } : {}
  return {
    zone,
    zoneDocuments: (zone.documents ?? []).map(one => ({ ...one, ...ends })),
    birthDates: otherBirthDates(reading),
    warnings: findings.map(finding => `mrz: ${finding}`)
  }
}

const rejectFuture = (birthDate: string | undefined, today: string) => {
  if (birthDate && birthDate > today) {
    throw new BadRequest('traveller.birthDate: lies in the future')
  }
}
