import type { Traveller } from '../../domain/traveller.ts'

type Name = NonNullable<Traveller['names']>[number]

/** A name as a document prints it: family name first. */
export const nameText = ({ full, family, given }: Name): string =>
  full ?? [family, given].filter(Boolean).join(', ')

/** Whom the case is about, in one line: the first name, else what the machine-readable zone says, else the document. */
export const travellerName = ({ names, mrz, documents }: Traveller): string => {
  const [first] = names ?? []
  return (first && nameText(first)) || (mrz && mrzName(mrz)) || documents?.[0]?.number || '–'
}

/** The traveller's other facts in one line. */
export const travellerFacts = ({ birthDate, sex, nationalities, documents }: Traveller): string =>
  [birthDate, sex, nationalities?.join('/'), documents?.map(documentText).join(', ')]
    .filter(Boolean)
    .join(' · ')

/** Everything that a search through the queue looks at. */
export const travellerWords = (traveller: Traveller): string =>
  [
    ...(traveller.names ?? []).map(nameText),
    travellerName(traveller),
    travellerFacts(traveller)
  ].join(' ')

/** A document as issuer and number. */
export const documentText = ({ issuer, number }: { issuer?: string; number: string }): string =>
  [issuer, number].filter(Boolean).join(' ')

/** The name that stands in a machine-readable zone: only to have something to show; the service reads it properly. */
const mrzName = (mrz: string): string | undefined => {
  const line = mrz.split('\n').find(text => /^[A-Z<]*[A-Z]<<[A-Z<]*$/.test(text.trim()))
  const [family, given] = (
    line?.trim().replace(/^[A-Z][A-Z<][A-Z<]{3}(?=[A-Z]+<)/, '') ?? ''
  ).split('<<')
  const words = [family, given].map(part => part?.replaceAll('<', ' ').trim()).filter(Boolean)
  return words.length > 0 ? words.join(', ') : undefined
}
