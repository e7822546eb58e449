import {
  censusKey,
  censusTotalKey,
  type DocumentCensus,
  type KnownDocument,
  neighboursFor
} from '../documents.ts'
import { type ChainsImage, createKeyChains } from './key-chains.ts'
import { lettersOf, nearHashes, rollingHash } from './near-hashes.ts'

/** Entries by the folded numbers of their documents, with and without one wrong character. */
export interface DocumentTable extends DocumentCensus {
  readonly bytes: number
  /** Documents that are not counted are found like any other, and make no number seem crowded. */
  readonly add: (documents: readonly KnownDocument[], slot: number, isCounted: boolean) => void
  readonly remove: (documents: readonly KnownDocument[], slot: number, isCounted: boolean) => void
  /** Slots that may hold the number exactly or look-alike, or with another letter in the place of one in another script. */
  readonly same: (document: KnownDocument, visit: (slot: number) => void) => void
  /** Slots that may hold the number with one character wrong, missing, extra, or two swapped. */
  readonly near: (document: KnownDocument, visit: (slot: number) => void) => void
  readonly image: () => DocumentsImage
}

/** What a table is made from again. */
export type DocumentsImage = {
  readonly chains: ChainsImage
  readonly kinds: readonly string[]
  readonly counts: readonly number[]
}

const alphabet = lettersOf('0123456789ACEFGHJKMNPRTUVWXY')

/** Letters of other scripts are filed as one of the alphabet: what differs in them only is found under the same number. */
const filed = (folded: string): string => folded.replaceAll(/[^A-Z0-9]/g, 'X')

/** A table, empty or as it was. */
export const createDocumentTable = (image?: DocumentsImage): DocumentTable => {
  const chains = createKeyChains(image?.chains)
  const counts = new Map(image?.kinds.map((kind, at) => [kind, image.counts[at] ?? 0] as const))
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
    add: (documents, slot, isCounted) => {
      for (const document of documents) {
        chains.add(rollingHash(filed(document.folded)), slot)
        if (isCounted) census(document, 1)
      }
    },
    remove: (documents, slot, isCounted) => {
      for (const document of documents) {
        chains.remove(rollingHash(filed(document.folded)), slot)
        if (isCounted) census(document, -1)
      }
    },
    same: ({ folded }, visit) => chains.each(rollingHash(filed(folded)), visit),
    near: ({ folded }, visit) => chains.eachOf(nearHashes(filed(folded), alphabet), visit),
    image: () => ({
      chains: chains.image(),
      kinds: [...counts.keys()],
      counts: [...counts.values()]
    }),
    expectedNeighbours: (issuer, folded) =>
      neighboursFor(
        counts.get(censusKey(issuer, folded)) ?? 0,
        counts.get(censusTotalKey(issuer, folded)) ?? 0,
        folded
      )
  }
}
