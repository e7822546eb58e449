import { isOpen } from '../domain/access.ts'
import type { BoardingDecision, MissingItem } from './authority.ts'
import type { Person } from './person.ts'
import { foundOf, type PersonOutcome } from './received.ts'
import { isNumber } from './to-traveller.ts'

/**
 * What a carrier is told about a person: a function of the hits that any checkpoint may see, so that a covert hit, or one
 * kept to some agencies, changes nothing. A machine never says that somebody must not board.
 */
export const boardingDecision = (outcome: PersonOutcome | undefined): BoardingDecision => {
  const found = foundOf(outcome)
  if (!found) return 'insufficient_data'
  if (found.hits.some(isOpen)) return 'refer'
  return found.isCutShort || found.candidates.some(isOpen) ? 'insufficient_data' : 'ok'
}

/** What the carrier could send to get an answer. */
export const missingOf = ({ sent, birth, documents }: Person): MissingItem | undefined => {
  if (sent.family === undefined && sent.full === undefined) return 'name'
  if (!birth?.value) return 'birth_date'
  return documents.some(({ number }) => isNumber(number)) ? undefined : 'document_number'
}
