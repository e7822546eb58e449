import type { EntryContent } from '../../../domain/entry.ts'
import { countryByName } from '../country-names.ts'

export type Documents = NonNullable<EntryContent['documents']>

const numbered =
  /((?:\p{L}{1,30} )?\p{L}{0,30}) ?\b(passport|identification|identity card|ID) (?:number|no\.?):? ?((?:[A-Z]{1,2} )?\w*\d{4,}\w*)/giu

/**
 * The documents that a text speaks of: "Libya Passport number: 215000", "South African identification number
 * 6900000000000", "false Indonesian passport number S335000".
 */
export const documentsIn = (text: string): Documents =>
  [...text.matchAll(numbered)].map(([, before = '', kind = '', number = '']) => {
    const issuer = countryByName(before) ?? countryByName(before.replace(/^.* /, ''))
    const isFalse = /false|fraudulent/i.test(text)
    return {
      type: kind.toLowerCase() === 'passport' ? 'P' : 'ID',
      number,
      ...(issuer && { issuer }),
      ...(isFalse && { status: 'fraudulent' as const })
    }
  })
