import { passportNumber } from './passports.ts'
import type { Random } from './random.ts'
import type { EntryDocument, SyntheticTraveller } from './types.ts'

/** What a traveller shows. */
export type TravelDocuments = NonNullable<SyntheticTraveller['documents']>

/** The listed document as another machine or hand writes it. */
export const sameDocument = ({ type, number, issuer }: EntryDocument): TravelDocuments => [
  { type, number, issuer }
]

/** The listed document with one character read as another that looks like it. */
export const misreadDocument = (listed: EntryDocument, random: Random): TravelDocuments => {
  const places = [...listed.number].flatMap((character, at) =>
    lookalikes[character] === undefined ? [] : [at]
  )
  if (places.length === 0) return sameDocument(listed)
  const at = random.pick(places)
  const instead = lookalikes[listed.number.charAt(at)] ?? ''
  const number = listed.number.slice(0, at) + instead + listed.number.slice(at + 1)
  return sameDocument({ ...listed, number })
}

/** The listed document in small letters or with a blank, as people type it. */
export const retypedDocument = (listed: EntryDocument, random: Random): TravelDocuments => {
  const { number } = listed
  const typed = random.chance(0.5)
    ? number.toLowerCase()
    : `${number.slice(0, 2)} ${number.slice(2)}`
  return sameDocument({ ...listed, number: typed })
}

/** A passport of the issuer that is not the listed one. */
export const anotherDocument = (issuer: string, random: Random): TravelDocuments => {
  const number = passportNumber(random.next(), issuer, 3, random.below(1_000_000))
  return [{ type: 'P', number, issuer }]
}

const lookalikes: Readonly<Record<string, string>> = {
  O: '0',
  '0': 'O',
  I: '1',
  '1': 'I',
  S: '5',
  '5': 'S',
  B: '8',
  '8': 'B',
  Z: '2',
  '2': 'Z',
  G: '6',
  '6': 'G'
}
