import type { EntryContent } from '../../../domain/entry.ts'
import { documentKind } from '../document-kinds.ts'
import { readNumber } from '../document-numbers.ts'

export type ImportedDocument = NonNullable<EntryContent['documents']>[number]

/** A remark that names a document: the document, and whether the remark says more than it can hold. */
export type RemarkedDocument =
  | { readonly document: ImportedDocument; readonly saysMore: boolean; readonly problem?: string }
  | { readonly problem: string }

const openings =
  /^(?:(?:diplomatic|official|service|british national overseas|stateless person|u\.s\.a\.) )?passport\b(?! place)|^(?:cedula|national id\b|national foreign id|c\.u\.[ri]\.|c\.u\.i\b|r\.?f\.?c\b|d\.n\.i|n\.i\.e|n\.?i\.?t\b|r\.?u\.?c\b|rtn\b|ssn\b|le number|i\.f\.e|cnp\b|identification number|personal id|registration (?:id|number)|residency number|driver's licen|italian fiscal|electoral registry|credencial electoral|tax id|travel document|birth certificate|visanumberid|cartilla de servicio|matricula mercantil|citizen's card|numero de identidad|tazkira|immigration no|public security and immigration|temporary suspension of deportation|pilot licen|tarjeta profesional|serial no|seafarer|refugee id|stateless person id|uae identification)/i
/** Words that nobody has seen yet are a document's when they name a kind, a state and a number. */
const longNumber = /(?:\d\D?){5}/
const notDocuments =
  /^(?:phone|email|fax|website|chinese commercial|swift|digital|company|organization|file|branch)/i
/** What the short code `P` does not tell. */
const special = /^(?:diplomatic|official|service|stateless|british national|passport booklet)/i

/** The document that a remark names, "Passport A123 (Iran) issued 1999"; undefined when it names none. */
export const readDocument = (remark: string): RemarkedDocument | undefined => {
  if (notDocuments.test(remark)) return undefined
  const isNamed = openings.test(remark)
  const written = readNumber(remark)
  if (!written) return isNamed ? { problem: 'documents: no number in it' } : undefined
  const kind = documentKind(written.label)
  if (!isNamed && !(kind && written.issuer && longNumber.test(written.number))) return undefined
  const { number, issuer, rest, label } = written
  if (number.length > 60) return { problem: 'documents: the number is too long' }
  const isForeign = /^\([^()]+\)/.test(rest) && issuer === undefined
  return {
    document: { type: kind ?? 'OTHER', number, ...(issuer && { issuer }) },
    saysMore: rest !== '' || special.test(label),
    ...(isForeign && { problem: 'documents: the issuer is not known' })
  }
}
