import { isReleasedToOfficers } from '../domain/access.ts'
import {
  foundOf,
  outcomesByPerson,
  type PersonOutcome,
  type ReceivedManifest,
  standingOf
} from './received.ts'
import { withOnly } from './with-only.ts'

/**
 * What officers of this agency, or others ("no agency"), may know to be left of a manifest: all of one that is whole; of a
 * reduced one the persons of cases that the agency may see. Undefined where that is nobody: then it is as gone as one on which
 * nobody had a case.
 */
export const leftFor = (
  received: ReceivedManifest,
  agency: string | undefined
): ReceivedManifest | undefined => {
  if (!received.isReduced) return received
  if (!agency) return undefined
  const seen = received.outcomes.map(outcomes => {
    const meant = outcomesByPerson(outcomes)
    const isSeen = ({ person }: PersonOutcome) => isSeenBy(agency, meant.get(person))
    return new Set(outcomes.filter(isSeen).map(({ person }) => person))
  })
  return seen.some(({ size }) => size > 0) ? withOnly(received, seen) : undefined
}

/** Whether this agency's officers may see a case of this person. */
export const isSeenBy = (agency: string, outcome: PersonOutcome | undefined): boolean =>
  standingOf(outcome).some(one =>
    one.kind === 'unscreened'
      ? one.agencies.includes(agency)
      : (foundOf(one)?.hits.some(hit => isReleasedToOfficers(hit, agency)) ?? false)
  )
