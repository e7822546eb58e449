import {
  compareDate,
  type DateFinding,
  type DateSpan,
  type KnownDate,
  readDate,
  readSpan
} from './birth-date.ts'
import {
  compareDocuments,
  type DocumentCensus,
  type DocumentFinding,
  type KnownDocument,
  readDocuments
} from './documents.ts'
import type { Model } from './model.ts'
import { wordKinds } from './names/align-names.ts'
import {
  bestAgreement,
  type NameAgreement,
  type ShapedName,
  shapeNames
} from './names/compare-names.ts'
import { nameFinding } from './names/name-finding.ts'
import type { Lexicon } from './names/word.ts'
import { documentAllowance, scoreOf } from './prior.ts'
import { birthPlaceEvidence, nationalityEvidence, sexEvidence } from './soft-evidence.ts'
import type { Evidence, IndexEntry, ListedDocument, Match, Subject, Traveller } from './types.ts'

/** A traveller with names, dates and documents taken apart once for all comparisons. */
export interface KnownTraveller {
  readonly source: Traveller
  readonly names: readonly ShapedName[]
  readonly birthDate: KnownDate | undefined
  readonly documents: readonly KnownDocument[]
}

/** A subject taken apart. */
export interface KnownSubject {
  readonly names: readonly ShapedName[]
  readonly spans: readonly DateSpan[]
  readonly documents: readonly KnownDocument<ListedDocument>[]
}

/** What every comparison of one search shares. */
export interface Comparison {
  readonly model: Model
  readonly lexicon: Lexicon
  readonly census: DocumentCensus
  readonly threshold: number
  /** See `priorFor`. */
  readonly prior: number
}

/** Takes a traveller apart. */
export const readTraveller = (source: Traveller, lexicon: Lexicon): KnownTraveller => ({
  source,
  names: shapeNames(source.names, lexicon),
  birthDate: readDate(source.birthDate),
  documents: readDocuments(source.documents)
})

/** Takes a subject apart; of a listed document only the documents count. */
export const readSubject = (subject: Subject, lexicon: Lexicon): KnownSubject => ({
  names: subject.kind === 'document' ? [] : shapeNames(subject.names, lexicon),
  spans: subject.kind === 'document' ? [] : readSpans(subject),
  documents: readDocuments(subject.documents)
})

/** Readable birth dates of a subject. */
export const readSpans = (subject: Subject): DateSpan[] =>
  (subject.birthDates ?? []).flatMap(listed => readSpan(listed) ?? [])

/** The best agreement of a birth date with any listed one; undefined when either is not known. */
export const bestDate = (
  date: KnownDate | undefined,
  spans: readonly DateSpan[],
  model: Model
): DateFinding | undefined => {
  if (date === undefined) return undefined
  let best: DateFinding | undefined
  for (const span of spans) {
    const found = compareDate(date, span, model.birthDate)
    if (best === undefined || found.weight > best.weight) best = found
  }
  return best
}

/** Compares a traveller with one entry in full and explains the result. */
export const compareEntry = (
  traveller: KnownTraveller,
  entry: IndexEntry,
  comparison: Comparison
): Match | undefined =>
  compareKnown(traveller, entry, readSubject(entry.subject, comparison.lexicon), comparison)

/** The same for an entry whose subject was taken apart before. */
export const compareKnown = (
  traveller: KnownTraveller,
  entry: IndexEntry,
  known: KnownSubject,
  { model, census, threshold, prior }: Comparison
): Match | undefined => {
  const { subject } = entry
  const isPerson = subject.kind === 'person'
  const document = compareDocuments(
    traveller.documents,
    known.documents,
    isPerson,
    census,
    model.document,
    documentAllowance(prior, model)
  )
  const name = bestAgreement(traveller.names, known.names, model)
  const hasName = name !== undefined && name.alignment.agreeing > 0
  // Without a name in common and without a document there is nothing that points to this entry.
  if (!hasName && document === undefined) return undefined
  const date = bestDate(traveller.birthDate, known.spans, model)
  const evidence = [
    ...documentEvidence(document),
    ...(name === undefined ? [] : nameEvidence(name, model, document)),
    ...dateEvidence(traveller, subject, date, model, document),
    ...(isPerson ? softEvidence(traveller.source, subject, name, model) : [])
  ]
  const score = scoreOf(sum(evidence), prior)
  const documentExact = document?.exact ?? false
  return {
    list: entry.list,
    id: entry.id,
    subject,
    payload: entry.payload,
    score,
    evidence,
    documentExact,
    needsMore:
      !documentExact &&
      score < threshold &&
      namesAgreeWell(name, traveller) &&
      !isFullDate(traveller.birthDate) &&
      scoreOf(sum(evidence) + wouldAdd(date, model), prior) >= threshold
  }
}

/** What an exact birth date would add to the evidence at hand; nothing where the dates contradict already. */
export const wouldAdd = (date: DateFinding | undefined, model: Model): number =>
  date !== undefined && date.weight < 0 ? 0 : model.birthDate.same - (date?.weight ?? 0)

/** True for a date with year, month and day. */
export const isFullDate = (date: KnownDate | undefined): boolean =>
  date !== undefined && date.day > 0

/** Several words agree and none contradicts. */
const isAgreed = (name: NameAgreement | undefined): boolean =>
  name !== undefined && name.alignment.contradictions === 0 && name.alignment.agreeing > 1

/** Names less alike than this are not worth a question. */
export const likeEnoughToAsk = 0.8

/** Nothing contradicts, spellings are near, and more than one word agrees unless the traveller has only one. */
const namesAgreeWell = (name: NameAgreement | undefined, { names }: KnownTraveller): boolean => {
  if (name === undefined || name.alignment.contradictions > 0) return false
  const isOneWord = names.every(
    ({ shape }) =>
      shape.kind.slice(0, shape.count).filter(kind => kind === wordKinds.full).length < 2
  )
  return name.alignment.likeness >= likeEnoughToAsk && (isOneWord || name.alignment.agreeing > 1)
}

const sum = (evidence: readonly Evidence[]): number =>
  evidence.reduce((total, { weight }) => total + weight, 0)

const nameEvidence = (
  agreement: NameAgreement,
  model: Model,
  document: DocumentFinding | undefined
): Evidence[] => {
  const weigh = (weight: number): number =>
    underDocument(weight, document, model.document.nameDiffers)
  const { original } = agreement
  const found: Evidence = {
    field: 'name',
    finding: nameFinding(agreement, model.name),
    traveller: agreement.traveller.text,
    listed: agreement.listed.text,
    weight: weigh(agreement.weight)
  }
  if (original === undefined) return [found]
  return [
    found,
    {
      field: 'originalName',
      finding: original.finding,
      traveller: original.traveller.text,
      listed: original.listed.text,
      weight: weigh(original.weight)
    }
  ]
}

/** Another name or birth date with a listed document may be an impostor's: it hardly speaks against. */
const underDocument = (
  weight: number,
  document: DocumentFinding | undefined,
  least: number
): number => (document?.pointsHere ? Math.max(weight, least) : weight)

const dateEvidence = (
  { source }: KnownTraveller,
  { birthDates }: Subject,
  found: DateFinding | undefined,
  model: Model,
  document: DocumentFinding | undefined
): Evidence[] => {
  if (found === undefined) return []
  const listed = (birthDates ?? [])
    .map(date => (typeof date === 'string' ? date : `${date.from} to ${date.to}`))
    .join(', ')
  return [
    {
      field: 'birthDate',
      finding: found.finding,
      traveller: source.birthDate ?? '',
      listed,
      weight: underDocument(found.weight, document, model.document.birthDateDiffers)
    }
  ]
}

const documentEvidence = (found: DocumentFinding | undefined): Evidence[] =>
  found === undefined
    ? []
    : [
        {
          field: 'document',
          finding: found.finding,
          traveller: describe(found.traveller),
          listed: describe(found.listed),
          weight: found.weight
        }
      ]

const describe = ({ source, issuer }: KnownDocument): string =>
  issuer === '' ? source.number : `${source.number} (${issuer})`

const softEvidence = (
  traveller: Traveller,
  subject: Subject,
  name: NameAgreement | undefined,
  model: Model
): Evidence[] =>
  [
    nationalityEvidence(traveller, subject, isAgreed(name), model),
    sexEvidence(traveller, subject, model),
    birthPlaceEvidence(traveller, subject, model)
  ].flatMap(found => found ?? [])
