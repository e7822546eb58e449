import type { Actor, Release } from '../domain/access.ts'
import type { Manifest } from './manifest.ts'

/** A manifest as it came: kept before anybody on it is screened, with all that it takes to do so later. */
export interface TakenManifest {
  readonly id: string
  readonly receivedAt: string
  readonly by: Actor
  /** Whose manifests are found beside it. */
  readonly sender: string
  readonly purpose: string
  /** Carriers that may read it: the one that sent it, else those that it names. */
  readonly carriers: readonly string[]
  readonly manifest: Manifest
  /** For each message that is a part of a list that was split: what its other parts are found by; else ''. */
  readonly partsKeys: readonly string[]
  /** Beside the findings of the manifest itself. */
  readonly warnings: readonly string[]
}

/** A manifest with what became of its persons, as it is kept in the end. */
export interface ReceivedManifest extends TakenManifest {
  /** For each message of the manifest, every person of it; none for a message that is not taken. */
  readonly outcomes: readonly (readonly PersonOutcome[])[]
  /** Its retention has ended: only persons who have a case are left, and only officers may know that any are. */
  readonly isReduced?: true
}

/** A hit, as far as it decides who is told what and whether it is found again. */
export interface FoundHit extends Release {
  readonly list: string
  readonly entryId: string
}

/** What a screening found. */
export interface Found {
  readonly screening: string
  readonly caseId: string
  readonly hits: readonly FoundHit[]
  readonly candidates: readonly FoundHit[]
  readonly isCutShort: boolean
  readonly warnings: readonly string[]
  readonly degraded: readonly string[]
}

/** What became of one person, by the person's ordinal in the message. */
export type PersonOutcome = { readonly person: number } & (
  | {
      readonly kind: 'screened'
      readonly found: Found
      /** The screening that this one replaces. */
      readonly supersedes?: string
      /** Cases of the person as described before. */
      readonly earlierCases?: readonly string[]
    }
  | {
      readonly kind: 'unscreened'
      readonly caseId: string
      readonly agencies: readonly string[]
      readonly reason: string
      readonly supersedes?: string
      readonly earlierCases?: readonly string[]
    }
  | { readonly kind: 'duplicate'; readonly of: number }
  /** Named, not described: with what an earlier manifest of the flight led to, where one did. */
  | { readonly kind: 'noted'; readonly stands?: Found }
)

/** Every person of a message by ordinal, with a duplicate's first in its place. */
export const outcomesByPerson = (
  outcomes: readonly PersonOutcome[]
): ReadonlyMap<number, PersonOutcome> => {
  const own = new Map(outcomes.map(outcome => [outcome.person, outcome]))
  return new Map(
    outcomes.map(outcome => [
      outcome.person,
      outcome.kind === 'duplicate' ? (own.get(outcome.of) ?? outcome) : outcome
    ])
  )
}

/** What is known of a person: screened by this manifest, or by an earlier one. */
export const foundOf = (outcome: PersonOutcome | undefined): Found | undefined => {
  if (outcome?.kind === 'screened') return outcome.found
  return outcome?.kind === 'noted' ? outcome.stands : undefined
}

/** The case that a person's hits stand in, where there are any, and the screening that it was made of. */
export const caseOf = (
  outcome: PersonOutcome | undefined
): { readonly caseId: string; readonly screening: string } | undefined => {
  // The case of somebody who could not be screened is named after the one event that made it.
  if (outcome?.kind === 'unscreened') return { caseId: outcome.caseId, screening: outcome.caseId }
  return foundOf(outcome)
}

/** All cases that say something about a person: of this screening, and of the person as described before. */
export const casesOf = (outcome: PersonOutcome): readonly string[] => {
  const own = caseOf(outcome)
  const earlier = 'earlierCases' in outcome ? (outcome.earlierCases ?? []) : []
  return own ? [own.caseId, ...earlier] : earlier
}
