import type { Actor, Release } from '../domain/access.ts'
import type { Manifest } from './manifest.ts'

/** A manifest with what became of its persons, as it is kept. */
export interface ReceivedManifest {
  readonly id: string
  readonly receivedAt: string
  readonly by: Actor
  readonly purpose: string
  /** Carriers that may read it: the one that sent it, else those that it names. */
  readonly carriers: readonly string[]
  readonly manifest: Manifest
  /** For each message of the manifest, every person of it; none for a message that is not taken. */
  readonly outcomes: readonly (readonly PersonOutcome[])[]
  /** For each message that is a part of a list that was split: what its other parts are found by; else ''. */
  readonly partsKeys: readonly string[]
  /** Beside the findings of the manifest itself. */
  readonly warnings: readonly string[]
}

/** What a screening found, as far as it decides who is told what. */
export interface Found {
  readonly screening: string
  readonly caseId: string
  readonly hits: readonly Release[]
  readonly candidates: readonly Release[]
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
    }
  | {
      readonly kind: 'unscreened'
      readonly caseId: string
      readonly agencies: readonly string[]
      readonly reason: string
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
