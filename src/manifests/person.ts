import type { Traveller } from '../domain/traveller.ts'
import type { Finding, FindingCode } from './findings.ts'

/** What a person does on the journey. */
export const personRoles = ['passenger', 'crew', 'transit_passenger', 'transit_crew'] as const
export type PersonRole = (typeof personRoles)[number] | 'unknown'

/** A name as screening takes it. */
export type PersonName = NonNullable<Traveller['names']>[number]

/** A value as it was sent, and what it was read as: undefined when it could not be. */
export interface Sent<Value = string> {
  readonly sent: string
  readonly value?: Value
}

/** One person of a manifest. */
export interface Person {
  /** Order in the message, the first being 1. */
  readonly ordinal: number
  /** The segment that opens it. */
  readonly segment?: number
  readonly role: PersonRole
  readonly roleCode?: string
  /** The name as sent, release characters undone, parts in order. */
  readonly sent: SentName
  /** What is compared: without titles and placeholders first, then other readings of the same name. */
  readonly names: readonly PersonName[]
  /** A part fills its field of 35 characters and may have been cut. */
  readonly isNameCut: boolean
  readonly birth?: BirthDate
  readonly sex?: 'M' | 'F' | 'X'
  readonly nationalities: readonly Sent[]
  readonly residence?: Sent
  readonly birthPlace?: string
  readonly documents: readonly PersonDocument[]
  /** Of the reservation (AVF). */
  readonly locator?: string
  /** The unique passenger reference (ABO), by which replies name the person. */
  readonly reference?: string
  /** Redress or known-traveller number, or a visa's reference (AEA). */
  readonly governmentReference?: string
  readonly seat?: string
  /** Whether the document was swiped or checked; absent = not said. */
  readonly isVerified?: boolean
  readonly bags?: Bags
  readonly crewRole?: string
  readonly embarkation?: string
  readonly disembarkation?: string
  /** Where border clearance takes place. */
  readonly clearance?: string
  /** Segments or codes that are not known here, as sent. */
  readonly unread: readonly string[]
  readonly findings: readonly Finding[]
  /** Ordinal of an earlier person who is the same in everything that is compared: screen once. */
  readonly duplicateOf?: number
  /** On no list, and described, or said to travel, by a message that is none: screened all the same, or a case where nobody can be. */
  readonly isUnlisted?: true
}

/** A name in the parts in which it was sent. */
export interface SentName {
  readonly family?: string
  readonly given: readonly string[]
  readonly full?: string
}

/** A birth date as far as it is known. */
export interface BirthDate extends Sent {
  readonly precision: 'day' | 'month' | 'year' | 'none'
  /** Only two digits of the year were sent: someone of 100 or more is a century off. */
  readonly isCenturyGuessed: boolean
}

/** A travel document as the carrier describes it; numbers are kept as sent. */
export interface PersonDocument {
  readonly type?: string
  readonly number?: string
  readonly issuer?: Sent
  readonly expires?: Sent
  readonly issued?: Sent
}

/** Checked bags, with the first tag of a series and how many follow. */
export interface Bags {
  readonly count?: number
  readonly weightKg?: number
  readonly tags: readonly string[]
}

/** A person that can not be screened as described, with all that was read: never dropped without a word. */
export interface UnreadablePerson {
  readonly reason: FindingCode
  readonly person: Person
}
