import { plainNumber } from '#matchers/plain-number.ts'
import type { Traveller } from '../domain/traveller.ts'
import type { Person } from './person.ts'

/** The person as screening takes it; what could not be read is left out, never guessed. In the order of keys, as digests have it. */
export const toTraveller = ({
  names,
  birth,
  sex,
  nationalities,
  birthPlace,
  documents
}: Pick<
  Person,
  'names' | 'birth' | 'sex' | 'nationalities' | 'birthPlace' | 'documents'
>): Traveller => {
  const states = [...new Set(nationalities.flatMap(({ value }) => value ?? []))]
  const numbered = documents.flatMap(toDocument)
  return {
    ...(birth?.value && { birthDate: birth.value }),
    ...(birthPlace && { birthPlace: birthPlace.slice(0, 200) }),
    ...(numbered.length > 0 && { documents: numbered.slice(0, maxItems) }),
    ...(names.length > 0 && { names: names.slice(0, maxItems) }),
    ...(states.length > 0 && { nationalities: states.slice(0, maxItems) }),
    ...(sex && { sex })
  }
}

/** Whether a document number says anything: zeros and marks do not. */
export const isNumber = (number: string | undefined): number is string =>
  number !== undefined && /[\p{L}1-9]/u.test(plainNumber(number))

const maxItems = 10

const toDocument = ({ type, number, issuer, expires }: Person['documents'][number]) =>
  isNumber(number)
    ? [
        {
          ...(expires?.value && { expires: expires.value }),
          ...(issuer?.value && { issuer: issuer.value }),
          number: number.slice(0, 40),
          ...(type && { type: type.slice(0, 10) })
        }
      ]
    : []
