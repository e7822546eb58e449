import { plainNumber } from '#matchers/plain-number.ts'
import type { Person } from './person.ts'
import { isNumber } from './to-traveller.ts'

/** A person's name for comparing; undefined where none is given. */
export const nameOf = ({ names: [name] }: Person): string | undefined =>
  name && [name.family, name.given, name.full].join('/').toUpperCase()

/** The document numbers of a person, as far as they say anything, for comparing. */
export const numbersOf = ({ documents }: Person): readonly string[] =>
  documents.flatMap(({ number }) => (isNumber(number) ? plainNumber(number) : []))
