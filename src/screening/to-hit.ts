import type { Match } from '#matchers/index.ts'
import type { Subject } from '#matchers/types.ts'
import type { Ids } from '../domain/ids.ts'
import { bandOf, type Policy, thresholdsFor } from '../domain/policy.ts'
import type { ListedAs, RecordedHit } from '../domain/screening.ts'
import { defaultsFor, type ListState } from '../domain/watchlist.ts'
import type { EntryPayload } from '../watchlist/index-entry.ts'
import { inBrief } from './in-brief.ts'

/** What a match was found under. */
export interface FoundUnder {
  readonly policy: Policy
  readonly purpose: string
  /** What the evidence was added to. */
  readonly prior: number
  readonly ids: Pick<Ids, 'digest'>
}

/** A match as a hit: banded by the policy, with the entry's own settings or else its list's. */
export const toHit = (
  match: Match,
  list: ListState,
  { policy, purpose, prior, ids }: FoundUnder
): RecordedHit => {
  const payload = match.payload as EntryPayload
  const instruction = payload.instruction ?? list.instruction
  return {
    list: match.list,
    entryId: match.id,
    score: roundDown(match.score),
    band: bandOf(match.score, match.documentExact, thresholdsFor(policy, purpose, instruction)),
    instruction,
    warnings: payload.warnings ?? [],
    handling: payload.handling ?? list.handling,
    listedAs: inBrief(listedAs(match, payload)),
    prior: round(prior, 2),
    evidence: match.evidence.map(found => ({ ...found, weight: round(found.weight, 2) })),
    agency: list.agency,
    releasableTo: payload.releasableTo ?? [],
    covert: payload.covert ?? false,
    entryRevision: payload.revision,
    ofList: defaultsFor(payload, list),
    identity: identityOf(match.subject, ids)
  }
}

/** Tells whether an entry still speaks of the same subject: what it is called, when it was born, what it carries. */
export const identityOf = (
  { kind, names, birthDates, nationalities, documents }: Subject,
  ids: Pick<Ids, 'digest'>
): string => ids.digest([kind, names, birthDates, nationalities, documents])

const listedAs = ({ subject }: Match, { reference, contact }: EntryPayload): ListedAs => {
  const { kind, names, birthDates, sex, nationalities, birthPlaces, documents } = subject
  return {
    kind,
    ...(names.length > 0 && { names: [...names] }),
    ...(birthDates && { birthDates: [...birthDates] }),
    ...(sex && { sex }),
    ...(nationalities && { nationalities: [...nationalities] }),
    ...(birthPlaces && { birthPlaces: [...birthPlaces] }),
    ...(documents && { documents: [...documents] }),
    ...(reference && { reference }),
    ...(contact && { contact })
  }
}

/** Rounded down, so that no evidence ever reads as certainty. */
const roundDown = (score: number) => Math.floor(Math.min(score, 0.9999999) * 1e6) / 1e6

const round = (value: number, digits: number) => Number(value.toFixed(digits))
