import { createHmac, createSecretKey } from 'node:crypto'
import { plainNumber } from '#matchers/plain-number.ts'
import type { Traveller } from '#matchers/types.ts'
import { canonicalJson } from './canonical.ts'
import { knownDocument, tellsWho } from './known-document.ts'
import type { Journey } from './traveller.ts'

/** What a traveller is known by: as described in the fields and the machine-readable zone. */
export type Known = Partial<Pick<Traveller, 'names' | 'birthDate' | 'documents'>>

/** Derives ids under the deployment's key: a plain hash of a passport number could be reversed by trying them all. */
export interface Ids {
  /** Of one screening: the same event from the same source has the same id. */
  screening(source: string, eventId: string): string
  /** Of one traveller, wherever they go: what is ordered, is ordered for each of them. */
  traveller(traveller: Known): string
  /** Of one traveller on one journey. */
  case(traveller: Known, journey: Journey | undefined, screenedAt: string): string
  /** Of one entry within a case. */
  hit(caseId: string, list: string, entryId: string): string
  /** Of one traveller by all documents, names and birth date together; undefined without a document: many share the rest. */
  person(traveller: Known): string | undefined
  /** A keyed digest of any value, for comparing without keeping it. */
  digest(value: unknown): string
}

/** Ids under this key, 128 bits each, in URL-safe letters. */
export const idsUnder = (secret: Uint8Array): Ids => {
  // Made once: preparing a key from bytes costs more than the digest itself.
  const key = createSecretKey(secret)
  const derive = (kind: string, ...parts: readonly string[]) =>
    createHmac('sha256', key)
      .update(JSON.stringify([kind, ...parts]))
      .digest('base64url')
      .slice(0, 22)
  return {
    screening: (source, eventId) => derive('screening', source, eventId),
    traveller: traveller => derive('traveller', travellerKey(traveller)),
    case: (traveller, journey, screenedAt) =>
      derive('case', travellerKey(traveller), journeyKey(journey, screenedAt)),
    hit: (caseId, list, entryId) => derive('hit', caseId, list, entryId),
    person: ({ documents = [], ...named }) => {
      const numbers = [...new Set(documents.filter(tellsWho).map(documentKey))].sort()
      return numbers.length > 0 ? derive('person', ...numbers, travellerKey(named)) : undefined
    },
    digest: value => derive('digest', canonicalJson(value))
  }
}

/** First passport, else first document, else names and birth date. */
const travellerKey = ({ documents = [], names = [], birthDate = '' }: Known) => {
  const document = knownDocument(documents)
  if (document) return documentKey(document)
  const words = names
    .flatMap(name => [name.full, name.family, name.given])
    .flatMap(
      part =>
        part
          ?.normalize('NFKD')
          .toUpperCase()
          .match(/\p{L}+/gu) ?? []
    )
  return `name:${[...new Set(words)].sort().join(' ')}:${birthDate}`
}

const documentKey = ({ number, issuer = '' }: NonNullable<Known['documents']>[number]) =>
  `document:${plainNumber(number)}:${issuer}`

const journeyKey = (journey: Journey | undefined, screenedAt: string) => {
  if (!journey) return `desk:${screenedAt.slice(0, 10)}`
  return journey.kind === 'crossing'
    ? `crossing:${journey.checkpoint}:${journey.direction}:${journey.at.slice(0, 10)}`
    : `leg:${journey.carrier}:${journey.number}:${journey.departureDate}:${journey.from}:${journey.to}`
}
