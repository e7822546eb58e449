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
export type PersonOutcome = DescribedOutcome | OtherOutcome

/** What became of a person whom a message describes. */
export type DescribedOutcome = {
  readonly person: number
  /** Of somebody whom a confirmation describes otherwise: what stood about them before and is not taken back. */
  readonly standing?: readonly DescribedOutcome[]
} & (
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
)

type OtherOutcome = { readonly person: number } & (
  | { readonly kind: 'duplicate'; readonly of: number }
  /** Named, not described: with what earlier manifests of the flight led to, where any did. */
  | {
      readonly kind: 'noted'
      /** The newest outcome of everybody who may be meant. */
      readonly standing?: readonly DescribedOutcome[]
      /** Cases of them as described before. */
      readonly earlierCases?: readonly string[]
      /** Somebody of the message who is named by the same, and of whom all this is said. */
      readonly sameAs?: number
      /** What one of those who may be meant was found to be: of builds that kept no more. */
      readonly stands?: Found
    }
)

/** Every person of a message by ordinal, with the first in the place of a duplicate, or of one who is named by the same. */
export const outcomesByPerson = (
  outcomes: readonly PersonOutcome[]
): ReadonlyMap<number, PersonOutcome> => {
  const own = new Map(outcomes.map(outcome => [outcome.person, outcome]))
  return new Map(
    outcomes.map(outcome => [outcome.person, own.get(firstOf(outcome) ?? NaN) ?? outcome])
  )
}

const firstOf = (outcome: PersonOutcome) => {
  if (outcome.kind === 'duplicate') return outcome.of
  return outcome.kind === 'noted' ? outcome.sameAs : undefined
}

/** The outcomes that say what stands about a person: the person's own; of one who is only named those of everybody who may be meant. */
export const standingOf = (outcome: PersonOutcome | undefined): readonly PersonOutcome[] => {
  if (!outcome) return []
  const standing = outcome.kind === 'duplicate' ? [] : (outcome.standing ?? []).flatMap(standingOf)
  return outcome.kind === 'noted' && standing.length > 0 ? standing : [outcome, ...standing]
}

/** What the screening of a person found. */
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
  const standing = outcome.kind === 'noted' ? (outcome.standing ?? []) : []
  const earlier = 'earlierCases' in outcome ? (outcome.earlierCases ?? []) : []
  return [...(own ? [own.caseId] : []), ...standing.flatMap(casesOf), ...earlier]
}
