import type { PartialDate, PersonName, TravelDocument, Traveller } from '../types.ts'
import type { MrzReading } from './mrz-reading.ts'
import { isState } from './states.ts'

/**
 * The traveller that a zone describes. Corrected numbers stand beside the one as read, as further
 * documents; a date that could not be read is the corrected one when there is only one.
 */
export const travellerFromMrz = (reading: MrzReading): Traveller => {
  const birthDate = birthDateOf(reading)
  const { nationality, sex } = reading
  return {
    names: namesOf(reading),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(sex === undefined ? {} : { sex }),
    ...(nationality !== undefined && isState(nationality) ? { nationalities: [nationality] } : {}),
    documents: documentsOf(reading)
  }
}

/** What a misread birth date may have been, or one of a year in two digits, beside the one that the traveller is given. */
export const otherBirthDates = (reading: MrzReading): readonly PartialDate[] => {
  const { corrections, bornCenturyEarlier } = reading
  const taken = birthDateOf(reading)
  return [...corrections.birthDate, ...bornCenturyEarlier].filter(date => date !== taken)
}

/** Without a second identifier nothing says whether the only name is a family or a given name. */
const namesOf = ({ names: { family, given, truncated } }: MrzReading): readonly PersonName[] => {
  const end = truncated ? { cutOff: true as const } : {}
  if (family.joined && given.joined) {
    return [{ family: family.joined, given: given.joined, ...end }]
  }
  const full = family.joined || given.joined
  return full ? [{ full, ...end }] : []
}

const birthDateOf = ({ birthDate, corrections }: MrzReading): string | undefined => {
  const isWhole = birthDate?.length === 10
  const only = corrections.birthDate.length === 1 ? corrections.birthDate[0] : undefined
  return isWhole ? birthDate : (only ?? birthDate)
}

const documentsOf = (reading: MrzReading): readonly TravelDocument[] => {
  const { number, issuer, corrections } = reading
  const numbers = new Set([...(number === undefined ? [] : [number]), ...corrections.number])
  const type = documentType(reading)
  return [...numbers].map(each => ({
    type,
    number: each,
    ...(issuer === undefined ? {} : { issuer })
  }))
}

/** Passports and visas by their letter, since their second letters differ by year and issuer. */
export const documentType = ({ documentCode }: MrzReading): string =>
  documentCode.startsWith('P') || documentCode.startsWith('V')
    ? documentCode.charAt(0)
    : documentCode
