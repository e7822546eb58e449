import { plainNumber } from '#matchers/plain-number.ts'

interface Shown {
  readonly type?: string
  readonly number: string
  readonly expires?: string
}

/** The document that a traveller is known by: the first passport, else the first whose number says who it is. */
export const knownDocument = <T extends Shown>(documents: readonly T[]): T | undefined => {
  const telling = documents.filter(tellsWho)
  return telling.find(({ type }) => type?.toUpperCase().startsWith('P')) ?? telling[0]
}

/** Zeros, marks and words (NONE) are filled in where there is no document, and many have them. */
export const tellsWho = ({ number }: Pick<Shown, 'number'>): boolean =>
  /[1-9]/.test(plainNumber(number))

/** The last day of the document that a traveller is known by, where it is shown anywhere; the first where it is shown as several. */
export const knownUntil = (documents: readonly Shown[]): string | undefined => {
  const known = knownDocument(documents)
  if (!known) return undefined
  const number = plainNumber(known.number)
  return documents
    .flatMap(one => (plainNumber(one.number) === number ? (one.expires ?? []) : []))
    .sort()[0]
}
