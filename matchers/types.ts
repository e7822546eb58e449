/** A name as one string, or as the parts a document or list keeps apart; any script. */
export interface PersonName {
  readonly full?: string
  readonly family?: string
  readonly given?: string
  /** Its field was full, so its end may be missing; for the usual fields its length says so as well. */
  readonly cutOff?: true
}

/** A listed name; a weak one (nickname, quoted alias) is compared, but proves less. */
export interface ListedName extends PersonName {
  readonly quality?: 'strong' | 'weak'
}

/** `1970-01-02`, `1970-01` or `1970`: what is known, never more. */
export type PartialDate = string

/** A listed birth date: a date as far as it is known, or a span with both ends included. */
export type ListedBirthDate = PartialDate | { readonly from: PartialDate; readonly to: PartialDate }

export type Sex = 'M' | 'F' | 'X'

export interface TravelDocument {
  readonly type?: string
  readonly number: string
  /** ICAO 9303 three-letter code. */
  readonly issuer?: string
}

export interface ListedDocument extends TravelDocument {
  readonly status?: 'lost' | 'stolen' | 'revoked' | 'fraudulent'
}

/** Who is screened. An absent or empty field means "not known", which is no evidence either way. */
export interface Traveller {
  readonly names: readonly PersonName[]
  readonly birthDate?: PartialDate
  readonly sex?: Sex
  readonly nationalities?: readonly string[]
  readonly birthPlace?: string
  readonly documents?: readonly TravelDocument[]
}

/** The person or document that an entry describes, as far as it is compared. */
export interface Subject {
  readonly kind: 'person' | 'document'
  readonly names: readonly ListedName[]
  readonly birthDates?: readonly ListedBirthDate[]
  readonly sex?: Sex
  readonly nationalities?: readonly string[]
  readonly birthPlaces?: readonly string[]
  readonly documents?: readonly ListedDocument[]
}

/** What the index holds of one entry: its subject, and what its owner needs back with a match. */
export interface IndexEntry {
  readonly list: string
  readonly id: string
  readonly subject: Subject
  /** Opaque to the matcher; handed back with every match. JSON-compatible. */
  readonly payload: unknown
  /** Its names and documents are counted nowhere, and it takes no other's place among the best: that it is listed changes nothing else that is found. */
  readonly isUncounted?: boolean
}

export type IndexChange =
  | { readonly op: 'put'; readonly entry: IndexEntry }
  | { readonly op: 'withdraw'; readonly list: string; readonly id: string }

export type EvidenceField =
  | 'name'
  | 'originalName'
  | 'birthDate'
  | 'document'
  | 'nationality'
  | 'sex'
  | 'birthPlace'

/** One compared field: what was found, in words, and its weight as a natural-log likelihood ratio. */
export interface Evidence {
  readonly field: EvidenceField
  readonly finding: string
  readonly traveller?: string
  readonly listed?: string
  readonly weight: number
}

/** An entry compared with a traveller: score = logistic(prior + the evidence's weights), in [0, 1]. */
export interface Match {
  readonly list: string
  readonly id: string
  readonly subject: Subject
  readonly payload: unknown
  readonly score: number
  readonly evidence: readonly Evidence[]
  /** A document key agrees exactly (same number, issuer not contradicting). */
  readonly documentExact: boolean
  /** Nothing but the absence of a full birth date or a document keeps this below the threshold. */
  readonly needsMore: boolean
}

export interface SearchOptions {
  /** Lists to look in; absent = all. */
  readonly lists?: ReadonlySet<string>
  /** Matches at or above this score are all returned (up to `limit`). */
  readonly threshold: number
  /** What an entry has to reach where that is not `threshold`, which none may be below. */
  readonly thresholdOf?: (entry: Pick<IndexEntry, 'list' | 'payload'>) => number
  /** Hard cap on returned matches; of entries that are not counted there may be as many more. */
  readonly limit: number
  /** Leaves out an entry that does not count now (not valid yet, expired, ...). */
  readonly accepts?: (payload: unknown) => boolean
}

export interface SearchResult {
  /** At or above the threshold, best first. */
  readonly matches: readonly Match[]
  /** Below the threshold only for want of specific data, best first, at most 10 and as many that are not counted; see `Match.needsMore`. */
  readonly insufficient: readonly Match[]
  readonly candidates: number
  readonly compared: number
  /** True when a work limit stopped the search before all candidates were compared. */
  readonly cutShort: boolean
  /** What the evidence's weights are added to; lower the more persons are searched. */
  readonly prior: number
  /** False when the traveller has neither a name nor a document number that could be compared: never to be read as "clear". */
  readonly comparable: boolean
}
