import {
  censusKey,
  censusTotalKey,
  type DocumentCensus,
  type KnownDocument,
  neighboursFor
} from '../documents.ts'
import { mix } from './growable.ts'
import { createKeyChains } from './key-chains.ts'

/** Entries by the folded numbers of their documents, with and without one wrong character. */
export interface DocumentTable extends DocumentCensus {
  readonly bytes: number
  readonly add: (documents: readonly KnownDocument[], slot: number) => void
  readonly remove: (documents: readonly KnownDocument[], slot: number) => void
  /** Slots that may hold the number exactly or look-alike. */
  readonly same: (document: KnownDocument, visit: (slot: number) => void) => void
  /** Slots that may hold the number with one character wrong, missing, extra, or two swapped. */
  readonly near: (document: KnownDocument, visit: (slot: number) => void) => void
}

const base = 0x01000193
const alphabet = [...'0123456789ACEFGHJKMNPRTUVWXY'].map(letter => letter.charCodeAt(0))

/** An empty table. */
export const createDocumentTable = (): DocumentTable => {
  const chains = createKeyChains()
  const counts = new Map<string, number>()
  const count = (key: string, by: number): void => {
    const sum = (counts.get(key) ?? 0) + by
    if (sum > 0) counts.set(key, sum)
    else counts.delete(key)
  }
  const census = ({ issuer, folded }: KnownDocument, by: number): void => {
    count(censusKey(issuer, folded), by)
    count(censusTotalKey(issuer, folded), by)
  }
  return {
    get bytes() {
      return chains.bytes + counts.size * 80
    },
    add: (documents, slot) => {
      for (const document of documents) {
        chains.add(hashNumber(document.folded), slot)
        census(document, 1)
      }
    },
    remove: (documents, slot) => {
      for (const document of documents) {
        chains.remove(hashNumber(document.folded), slot)
        census(document, -1)
      }
    },
    same: ({ folded }, visit) => chains.each(hashNumber(folded), visit),
    near: ({ folded }, visit) =>
      eachNearHash(folded, hash => {
        if (chains.mayHave(hash)) chains.each(hash, visit)
      }),
    expectedNeighbours: (issuer, folded) =>
      neighboursFor(
        counts.get(censusKey(issuer, folded)) ?? 0,
        counts.get(censusTotalKey(issuer, folded)) ?? 0,
        folded
      )
  }
}

const hashNumber = (folded: string): number => {
  let hash = 0
  for (let at = 0; at < folded.length; at++) {
    hash = (Math.imul(hash, base) + folded.charCodeAt(at)) | 0
  }
  return mix(hash ^ folded.length)
}

/**
 * A polynomial hash lets every neighbour's hash be made from those of the parts before and after the change:
 * A1234567 → A1_34567, A1234X567, A1324567 … some 500 numbers without building one string.
 */
const eachNearHash = (folded: string, visit: (hash: number) => void): void => {
  const size = folded.length
  const before = new Int32Array(size + 1)
  const powers = new Int32Array(size + 2).fill(1)
  for (let at = 0; at < size; at++) {
    before[at + 1] = (Math.imul(before[at] ?? 0, base) + folded.charCodeAt(at)) | 0
  }
  for (let at = 1; at < size + 2; at++) powers[at] = Math.imul(powers[at - 1] ?? 1, base)
  // Hash of folded[from…] as it stands at the end of any number.
  const after = (from: number): number =>
    ((before[size] ?? 0) - Math.imul(before[from] ?? 0, powers[size - from] ?? 1)) | 0
  const close = (head: number, tail: number, length: number): void =>
    visit(mix(((head + tail) | 0) ^ length))
  for (let at = 0; at <= size; at++) {
    const head = before[at] ?? 0
    for (const letter of alphabet) {
      const extended = Math.imul(Math.imul(head, base) + letter, powers[size - at] ?? 1)
      close(extended, after(at), size + 1)
      if (at < size && letter !== folded.charCodeAt(at)) {
        const replaced = Math.imul(Math.imul(head, base) + letter, powers[size - at - 1] ?? 1)
        close(replaced, after(at + 1), size)
      }
    }
    if (at < size) {
      close(Math.imul(head, powers[size - at - 1] ?? 1), after(at + 1), size - 1)
    }
    if (at + 1 < size && folded[at] !== folded[at + 1]) {
      const swapped =
        Math.imul(Math.imul(head, base) + folded.charCodeAt(at + 1), base) + folded.charCodeAt(at)
      close(Math.imul(swapped, powers[size - at - 2] ?? 1), after(at + 2), size)
    }
  }
}
