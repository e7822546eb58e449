import type { EntryContent } from '../../../domain/entry.ts'
import { countryAtStart, countryByName } from '../country-names.ts'
import { documentKind } from '../document-kinds.ts'
import { readNumber, type WrittenNumber } from '../document-numbers.ts'
import { type Element, textOf } from './elements.ts'

type ImportedDocument = NonNullable<EntryContent['documents']>[number]

/** A document of the UN's list, what else is said of it, and what could not be read. */
export interface ReadDocument {
  readonly document?: ImportedDocument
  readonly note?: string
  readonly problem?: string
}

/** Reads a document; its number may stand in the type or the note, with the type and the issuer around it. */
export const readDocument = (element: Element): ReadDocument | undefined => {
  const field = (name: string) => textOf(element, name)
  const [type, type2] = [field('TYPE_OF_DOCUMENT'), field('TYPE_OF_DOCUMENT2')]
  const [inNumber, note] = [field('NUMBER'), field('NOTE')]
  const issued = [field('DATE_OF_ISSUE'), field('CITY_OF_ISSUE'), field('COUNTRY_OF_ISSUE')]
  const said = [
    issued.some(Boolean) ? `issued ${issued.filter(Boolean).join(', ')}` : '',
    note
  ].filter(Boolean)
  const written = readNumber(inNumber) ?? readNumber(type2) ?? (inNumber ? undefined : inNote(note))
  const remark = [[type2 || type, ...said].join(': ')].filter(() => said.length > 0)[0]
  if (!written || written.number.length > 60) {
    const isEmpty = ![type, type2, inNumber, note].some(Boolean)
    return isEmpty
      ? undefined
      : {
          problem: 'documents: no number in it',
          note: `${type}: ${[inNumber, ...said].filter(Boolean).join(' ')}`
        }
  }
  const words = `${written.label} ${inNumber ? type2 : ''}`
  const kind = kindOf(written.label, type2, note, type)
  const { issuer, problem } = issuerOf(element, written, words, note)
  const status = statusOf(`${words} ${note}`)
  const rest = [written.rest, remark].filter(Boolean).join('; ')
  return {
    document: {
      type: kind ?? 'OTHER',
      number: written.number,
      ...(issuer && { issuer }),
      ...(status && { status })
    },
    ...(rest && { note: rest }),
    ...(problem && { problem })
  }
}

/** A note holds the number only where it begins like one: "SSN 123-45", "Tunisian passport number L 190000". */
const inNote = (note: string): WrittenNumber | undefined => {
  const written = readNumber(note)
  return written && (written.label === '' || documentKind(written.label)) ? written : undefined
}

/** "National Identification Number" covers many kinds, which the note may name; a passport is a passport. */
const kindOf = (label: string, type2: string, note: string, type: string) => {
  const kind = documentKind(label) ?? documentKind(type2)
  const general = documentKind(type)
  const noted = general === 'ID' ? documentKind(note) : undefined
  return kind ?? (noted === 'P' ? undefined : noted) ?? general
}

const issuerOf = (element: Element, written: WrittenNumber, words: string, note: string) => {
  const issuing = textOf(element, 'ISSUING_COUNTRY')
  const place = textOf(element, 'COUNTRY_OF_ISSUE')
  const issuer =
    countryByName(issuing) ??
    written.issuer ??
    countryAtStart(words) ??
    countryByName(place) ??
    countryByName(/issued by ([^,;.]+)/.exec(note)?.[1] ?? note.replace(/^.* - /, '')) ??
    countryAtStart(note)
  const unknown = [issuing, place].some(name => name && !countryByName(name)) && !issuer
  return { issuer, problem: unknown ? 'documents: the issuer is not known' : undefined }
}

const statusOf = (text: string): ImportedDocument['status'] => {
  if (/counterfeit|fraudulent|false|forged/i.test(text)) return 'fraudulent'
  if (/revoked|cancell?ed/i.test(text)) return 'revoked'
  return /\bstolen\b/i.test(text) ? 'stolen' : undefined
}
