import type { ListedAs } from '../../domain/screening.ts'
import type { Traveller } from '../../domain/traveller.ts'
import type { EvidenceView } from '../api/views.ts'
import { documentText, nameText } from './traveller-text.ts'

type Field = EvidenceView['field']

/** What the traveller gave for a field; undefined when nothing is known. */
export const travelledText = (traveller: Traveller, field: Field): string | undefined => {
  const { names, birthDate, documents, nationalities, sex, birthPlace } = traveller
  const text: { readonly [field in Field]: string | undefined } = {
    name: names?.map(nameText).join(' · '),
    originalName: undefined,
    birthDate,
    document: documents?.map(documentText).join(' · '),
    nationality: nationalities?.join(', '),
    sex,
    birthPlace
  }
  return text[field] || undefined
}

/** What the entry holds for a field; undefined when nothing is known. */
export const listedText = (listed: ListedAs, field: Field): string | undefined => {
  const { names, birthDates, documents, nationalities, sex, birthPlaces } = listed
  const text: { readonly [field in Field]: string | undefined } = {
    name: names?.slice(0, 1).map(nameText).join(),
    originalName: undefined,
    birthDate: birthDates
      ?.map(date => (typeof date === 'string' ? date : `${date.from} – ${date.to}`))
      .join(' · '),
    document: documents?.map(documentText).join(' · '),
    nationality: nationalities?.join(', '),
    sex,
    birthPlace: birthPlaces?.join(' · ')
  }
  return text[field] || undefined
}
