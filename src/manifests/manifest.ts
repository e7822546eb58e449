import type { ServiceCharacters } from './edifact/service-characters.ts'
import type { Finding } from './findings.ts'
import { type MessageFunction, screenedFunctions } from './message-function.ts'
import type { Person, UnreadablePerson } from './person.ts'
import type { Flight, Sector, Times } from './sector.ts'

/** All persons on a carrier's legs, as one transmission brings them. */
export interface Manifest {
  readonly format: 'paxlst' | 'json'
  /** Absent when nothing could be read. */
  readonly interchange?: Interchange
  readonly messages: readonly Message[]
  /** Of the transmission, its messages and its persons, in the order in which they were made. */
  readonly findings: readonly Finding[]
}

/** The envelope; sender and reference together recognise a repetition. */
export interface Interchange {
  readonly sender?: string
  readonly senderQualifier?: string
  readonly recipient?: string
  readonly recipientQualifier?: string
  readonly reference?: string
  /** `2026-03-01T06:00` as the sender's clock had it; the zone is not said. */
  readonly prepared?: string
  /** `APIS`, `IAPI`, … */
  readonly application?: string
  readonly isTest: boolean
  /** `UNOA:4` */
  readonly syntax?: string
  readonly characters?: ServiceCharacters
  readonly group?: Group
}

/** The optional functional group around messages. */
export interface Group {
  readonly type?: string
  readonly sender?: string
  readonly recipient?: string
  readonly reference?: string
  readonly version?: string
}

/** An interchange, and when it came. */
export interface Sent {
  readonly interchange: Interchange | undefined
  readonly receivedAt: string
}

/** The day of a manifest: that of its flights, where they name none. */
export const dayOf = ({ interchange, receivedAt }: Sent): string =>
  (interchange?.prepared ?? receivedAt).slice(0, 10)

/** One list, or one change to a list, for one flight. */
export interface Message {
  readonly reference?: string
  readonly release?: string
  readonly association?: string
  readonly commonAccessReference?: string
  readonly function: MessageFunction
  /** `745` and the like, and the function code beside it, as sent. */
  readonly documentCode?: string
  readonly functionCode?: string
  readonly part?: Part
  /** Ties a reply to this message. */
  readonly transaction?: string
  readonly reportingParty?: ReportingParty
  readonly flights: readonly Flight[]
  /** All sectors of all flights, in order; the one that crosses the border is marked. */
  readonly sectors: readonly Sector[]
  /** Of a change of flight: where its persons were listed before. */
  readonly former?: FormerFlight
  readonly persons: readonly Person[]
  readonly unreadable: readonly UnreadablePerson[]
  /** Those, by ordinal, whom it says to travel and nobody has described, where they are too many for a case of each. */
  readonly undescribed?: readonly number[]
  /** For the whole flight, not for this message. */
  readonly totals: Totals
  readonly segmentCount?: { readonly sent?: number; readonly read: number }
  readonly isTruncated: boolean
  /** A finding with severity `reject` names the reason. */
  readonly isRejected: boolean
}

/** The flight that persons are moved from. */
export interface FormerFlight extends Pick<Message, 'flights' | 'sectors'> {
  /** The message named nobody: everybody who was listed is moved. */
  readonly isAboutAll?: true
  /** Ordinals of those who are moved although the message may mean others: their cases on the former flight stay. */
  readonly inDoubt?: readonly number[]
  /** The message names a reservation, or a name in it, more or less often than persons are listed there. */
  readonly isCountedOtherwise?: true
}

/** The messages that may be taken. */
export const acceptedMessages = ({ messages }: Manifest): readonly Message[] =>
  messages.filter(message => !message.isRejected)

/** Whether the persons of a message are screened, as far as they are described. */
export const describesPersons = (message: Message): boolean =>
  !message.isRejected && screenedFunctions.has(message.function)

/** The sector that persons are screened for. */
export const borderOf = ({ sectors }: Pick<Message, 'sectors'>): Sector | undefined =>
  sectors.find(({ isBorder }) => isBorder)

/**
 * When the journey is: the times of its sector; without one, as where no place is named, the first departure and the last arrival
 * that were sent of the flight.
 */
export const timesOf = ({ sectors, flights }: Pick<Message, 'sectors' | 'flights'>): Times => {
  const [flight] = flights
  const departs = flight?.departs ?? flight?.points.find(point => point.departs)?.departs
  const arrives = flight?.arrives ?? flight?.points.findLast(point => point.arrives)?.arrives
  return borderOf({ sectors }) ?? { ...(departs && { departs }), ...(arrives && { arrives }) }
}

/** Every person of a message, those that could not be read too, in order. */
export const everybodyOn = ({ persons, unreadable }: Message): readonly Person[] =>
  [...persons, ...unreadable.map(({ person }) => person)].sort((a, b) => a.ordinal - b.ordinal)

/** Whether a message says that persons travel who stand on no list before it. */
export const hasUnlisted = (message: Message): boolean =>
  everybodyOn(message).some(({ isUnlisted }) => isUnlisted)

/** The persons whom a message itself has screened; others it only names. */
export const screenedOn = (message: Message): readonly Person[] =>
  describesPersons(message)
    ? everybodyOn(message)
    : everybodyOn(message).filter(({ isUnlisted }) => isUnlisted)

/** Which part of a list a message is; one that is not split is part 1 and final. */
export interface Part {
  readonly number: number
  readonly isFirst: boolean
  readonly isFinal: boolean
}

/** Persons as the sender counts them. */
export interface Totals {
  readonly passengers?: number
  readonly crew?: number
}

/** Who sent the list and may be asked about it. */
export interface ReportingParty {
  readonly id?: string
  readonly names: readonly string[]
  readonly contacts: readonly Contact[]
}

/** A way to reach the reporting party. */
export interface Contact {
  readonly kind: 'phone' | 'fax' | 'email' | 'other'
  readonly value: string
}
