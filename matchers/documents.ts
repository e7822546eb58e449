import type { DocumentWeights } from './model.ts'
import { editDistance } from './names/similarity.ts'
import { isAbsence, isPlaceholder } from './names/small-words.ts'
import { plainNumber } from './plain-number.ts'
import type { ListedDocument, TravelDocument } from './types.ts'

/** A document with its number in the forms that are compared. */
export interface KnownDocument<Document extends TravelDocument = TravelDocument> {
  readonly source: Document
  /** See `plainNumber`. */
  readonly number: string
  /** The number with characters that are read for one another made one. */
  readonly folded: string
  /** Empty when not known. */
  readonly issuer: string
}

/** How densely an issuer's numbers are listed: expected listed neighbours of an honest number. */
export interface DocumentCensus {
  readonly expectedNeighbours: (issuer: string, folded: string) => number
}

export interface DocumentFinding {
  readonly finding: string
  readonly weight: number
  readonly exact: boolean
  /** False for what is a coincidence as a rule: the number of another country's document. */
  readonly pointsHere: boolean
  readonly traveller: KnownDocument
  readonly listed: KnownDocument<ListedDocument>
}

const lookAlikes: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  Z: '2',
  S: '5',
  B: '8',
  G: '6'
}

/** A document in the forms that are compared; undefined when its number has no letter and no digit but 0, or is a word for none: NONE, N/A, XXXX. */
export const readDocument = <Document extends TravelDocument>(
  source: Document
): KnownDocument<Document> | undefined => {
  const number = plainNumber(source.number).slice(0, 40)
  if (/^0*$/.test(number) || isPlaceholder(number) || isAbsence(number)) return undefined
  const issuer = (source.issuer ?? '').trim().toUpperCase()
  return { source, number, folded: number.replaceAll(/[A-Z]/g, l => lookAlikes[l] ?? l), issuer }
}

/** Whether a document has a number that is compared with others. */
export const hasNumber = (document: TravelDocument): boolean => readDocument(document) !== undefined

/** Reads several documents, leaving out what has no number. */
export const readDocuments = <Document extends TravelDocument>(
  documents: readonly Document[] | undefined
): KnownDocument<Document>[] =>
  (documents ?? []).flatMap(document => {
    const known = readDocument(document)
    return known === undefined ? [] : [known]
  })

/** The best agreement between two sets of documents; undefined when none agrees: another document proves nothing. */
export const compareDocuments = (
  travellers: readonly KnownDocument[],
  listed: readonly KnownDocument<ListedDocument>[],
  isPerson: boolean,
  census: DocumentCensus,
  weights: DocumentWeights,
  allowance = 0
): DocumentFinding | undefined => {
  let best: DocumentFinding | undefined
  for (const traveller of travellers) {
    for (const other of listed) {
      const found = comparePair(traveller, other, isPerson, census, weights, allowance)
      if (found !== undefined && (best === undefined || isBetter(found, best))) best = found
    }
  }
  return best
}

/** An exact agreement refers by itself, so that none weighs more. */
const isBetter = (found: DocumentFinding, best: DocumentFinding): boolean =>
  found.exact === best.exact ? found.weight > best.weight : found.exact

const comparePair = (
  traveller: KnownDocument,
  listed: KnownDocument<ListedDocument>,
  isPerson: boolean,
  census: DocumentCensus,
  weights: DocumentWeights,
  allowance: number
): DocumentFinding | undefined => {
  const found = (finding: string, weight: number, exact = false): DocumentFinding => {
    const { status } = listed.source
    const reported = status === undefined ? finding : `${finding}, reported ${status}`
    return {
      finding: reported,
      weight: weight + allowance,
      exact,
      pointsHere: true,
      traveller,
      listed
    }
  }
  const issuersKnown = traveller.issuer !== '' && listed.issuer !== ''
  const sameIssuer = issuersKnown && traveller.issuer === listed.issuer
  const capped = (weight: number): number =>
    Math.min(weight, traveller.number.length * weights.perCharacterMost)
  if (traveller.number === listed.number) {
    if (sameIssuer) return found('same document number and issuer', capped(weights.same), true)
    if (!issuersKnown) {
      return found(
        'same document number, issuer not known',
        capped(weights.sameWithoutIssuer),
        true
      )
    }
    const coincidence = found('same document number, other issuer', weights.otherIssuer - allowance)
    return { ...coincidence, pointsHere: false }
  }
  if (issuersKnown && !sameIssuer) return undefined
  if (traveller.folded === listed.folded) {
    const weight = sameIssuer ? weights.lookAlike : weights.lookAlikeWithoutIssuer
    return found('same document number but for characters that look alike', capped(weight))
  }
  if (!isNear(traveller.folded, listed.folded, weights.nearMinLength)) return undefined
  const expected = census.expectedNeighbours(listed.issuer, listed.folded)
  return found('document number differs by one character', nearWeight(expected, isPerson, weights))
}

/** What a number with one wrong character weighs where so many listed neighbours of an honest number are to be expected. */
export const nearWeight = (
  expected: number,
  isPerson: boolean,
  { near, nearForPerson, nearMost, nearLeastForPerson }: DocumentWeights
): number => {
  const weight = (isPerson ? nearForPerson : near) - Math.log(expected)
  return Math.max(isPerson ? nearLeastForPerson : 0, Math.min(nearMost, weight))
}

const isNear = (a: string, b: string, minLength: number): boolean =>
  Math.min(a.length, b.length) >= minLength && editDistance(a, b, 1) === 1

/** Key under which numbers of one issuer, length and beginning are counted. */
export const censusKey = (issuer: string, folded: string): string =>
  `${issuer}/${folded.length}/${folded.slice(0, 2)}`

/** Key under which all numbers of one issuer and length are counted. */
export const censusTotalKey = (issuer: string, folded: string): string =>
  `${issuer}/${folded.length}`

/**
 * Expected listed neighbours of an honest number: by the other listed numbers that begin alike, or by all of its issuer and
 * length, whichever are denser. 1,000,000 nine-digit numbers: 90 neighbours × 0.1 % = 0.09.
 */
export const neighboursFor = (beginningAlike: number, all: number, folded: string): number => {
  const kinds = (from: number): number => {
    let product = 1
    for (const character of folded.slice(from)) {
      product *= character >= '0' && character <= '9' ? 10 : 26
    }
    return product
  }
  const density = Math.max((beginningAlike - 1) / kinds(2), Math.max(1, all) / kinds(0))
  return density * folded.length * 10
}
