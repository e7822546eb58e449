import { createHash } from 'node:crypto'
import { canonicalJson } from './canonical.ts'
import { type EntryContent, normaliseEntry } from './entry.ts'

/** Tells whether two versions of an entry say the same: SHA-256 of its content, without id and revision. */
export const contentDigest = (entry: EntryContent & { readonly revision?: number }): string => {
  const { id: _, revision: __, ...content } = normaliseEntry(entry)
  return createHash('sha256').update(canonicalJson(content)).digest('base64url')
}
