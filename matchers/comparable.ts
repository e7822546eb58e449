import type { KnownTraveller } from './compare.ts'
import type { KnownDocument } from './documents.ts'
import { wordKinds } from './names/align-names.ts'
import { isSmallWord } from './names/small-words.ts'

/**
 * Whether anything of the traveller can be compared: a name of more than placeholders, titles, particles and single letters, or
 * a document number. Without either a search finds nobody, which says nothing.
 */
export const isComparable = ({ names, documents }: KnownTraveller): boolean =>
  documents.some(isUsable) ||
  names.some(({ words, shape }) =>
    words.some(
      ({ spellings }, at) => shape.kind[at] === wordKinds.full && !isSmallWord(spellings[0].text)
    )
  )

/** Numbers have digits: NONE and XXXXX are none. */
const isUsable = ({ number }: KnownDocument): boolean => number.length > 2 && /[1-9]/.test(number)
