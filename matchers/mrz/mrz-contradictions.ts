import { plainNumber } from '../plain-number.ts'
import type { PersonName, TravelDocument, Traveller } from '../types.ts'
import { foldName, isLatin } from './fold-name.ts'
import type { MrzReading } from './mrz-reading.ts'
import { isState, stateCode } from './states.ts'
import { documentType } from './traveller-from-mrz.ts'

/** A document as somebody typed it, with what no search looks at. */
interface TypedDocument extends TravelDocument {
  readonly expires?: string
}

type Typed = Omit<Traveller, 'documents'> & { readonly documents?: readonly TypedDocument[] }

/**
 * Where the fields that somebody typed contradict the zone, in words and without their values.
 * What either side leaves open contradicts nothing; nor does what a misread field may have been.
 */
export const mrzContradictions = (traveller: Typed, reading: MrzReading): string[] => {
  const findings: string[] = []
  const differs = (field: string): void => {
    findings.push(`${field} differs from the machine-readable zone`)
  }
  if (namesDiffer(traveller.names, reading)) differs('name')
  if (birthDateDiffers(traveller.birthDate, reading)) differs('birth date')
  if (traveller.sex && reading.sex && traveller.sex !== reading.sex) differs('sex')
  if (nationalityDiffers(traveller.nationalities, reading)) differs('nationality')
  const document = documentDifference(traveller.documents, reading)
  if (document) differs(document)
  return findings
}

const birthDateDiffers = (
  given: string | undefined,
  { birthDate, bornCenturyEarlier, corrections }: MrzReading
): boolean => {
  if (!given || birthDate === undefined) return false
  return ![birthDate, ...bornCenturyEarlier, ...corrections.birthDate].some(
    read => read.startsWith(given) || given.startsWith(read)
  )
}

const nationalityDiffers = (
  given: readonly string[] | undefined,
  { nationality }: MrzReading
): boolean => {
  if (!given?.length || nationality === undefined || !isState(nationality)) return false
  return !given.some(code => stateCode(code.toUpperCase()) === nationality)
}

const documentDifference = (
  given: readonly TypedDocument[] | undefined,
  reading: MrzReading
): string | undefined => {
  if (!given?.length || reading.number === undefined) return undefined
  const numbers = new Set([reading.number, ...reading.corrections.number])
  const same = given.filter(({ number }) => numbers.has(plainNumber(number)))
  if (same.length === 0) return 'document number'
  const { issuer } = reading
  if (
    issuer &&
    !same.some(each => !each.issuer || stateCode(each.issuer.toUpperCase()) === issuer)
  ) {
    return 'document issuer'
  }
  const letter = documentType(reading).charAt(0)
  if (!same.some(({ type }) => !type || type.toUpperCase().startsWith(letter))) {
    return 'document type'
  }
  return same.some(({ expires }) => agreesWithExpiry(expires, reading))
    ? undefined
    : 'document expiry date'
}

/** The zone has two digits of the year only, and may leave out the day and the month. */
const agreesWithExpiry = (
  given: string | undefined,
  { expires, corrections }: MrzReading
): boolean => {
  if (!given || expires === undefined) return true
  return [expires, ...corrections.expires].some(read => {
    const [typed, zone] = [given.slice(2), read.slice(2)]
    return typed.startsWith(zone) || zone.startsWith(typed)
  })
}

/** A name in another script can't be compared letter by letter; that is the matcher's work. */
const namesDiffer = (given: readonly PersonName[], { names }: MrzReading): boolean => {
  const zone = [...names.family.components, ...names.given.components].map(looseWord)
  const comparable = given.map(textOf).filter(isLatin)
  if (zone.length === 0 || comparable.length === 0) return false
  return !comparable.some(name => agree(foldName(name).map(looseWord), zone, names.truncated))
}

const textOf = ({ full, family, given }: PersonName): string =>
  [family, given].filter(Boolean).join(' ') || (full ?? '')

/** The same for all the ways in which issuers may write Ä, Å, Ñ, Ö and Ü. */
const looseWord = (word: string): string =>
  word
    .replace(/([UN])XX/g, '$1')
    .replace(/AA/g, 'A')
    .replace(/([AOU])E/g, '$1')

/** Each word of the shorter name stands in the longer one, or both are the same without blanks. */
const agree = (a: readonly string[], b: readonly string[], truncated: boolean): boolean => {
  if (a.join('') === b.join('')) return true
  const [few, many] = a.length <= b.length ? [a, [...b]] : [b, [...a]]
  return few.every(word => {
    const at = many.findIndex(
      other => other === word || (truncated && (other.startsWith(word) || word.startsWith(other)))
    )
    if (at >= 0) many.splice(at, 1)
    return at >= 0
  })
}
