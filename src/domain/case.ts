import { type Static, Type } from 'typebox'
import { type Actor, isReleasedToOfficers } from './access.ts'
import { Hit, type RecordedHit } from './screening.ts'
import { Journey, Text, Traveller } from './traveller.ts'

export const caseStates = [
  'new',
  'assigned',
  'pending_approval',
  'confirmed',
  'dismissed',
  'referred',
  'escalated',
  'closed',
  'withdrawn',
  'reopened'
] as const
export const CaseStateName = Type.Enum([...caseStates])
export type CaseStateName = (typeof caseStates)[number]

export const actions = [
  'assign',
  'release',
  'acknowledge',
  'confirm',
  'dismiss',
  'approve',
  'reject',
  'refer',
  'answer',
  'note',
  'close',
  'reopen'
] as const
export type Action = (typeof actions)[number]

/** What an officer asks of a case, against the revision that was on the screen. */
export const CaseAction = Type.Object(
  {
    action: Type.Enum([...actions]),
    revision: Type.Integer({ minimum: 1 }),
    reason: Type.Optional(Text(4_000))
  },
  { additionalProperties: false }
)
export type CaseAction = Static<typeof CaseAction>

/** One step of a case's history. */
export interface TrailStep {
  readonly at: string
  readonly by: Actor
  readonly action: Action | 'opened' | 'screened_again' | 'not_screened'
  readonly reason?: string
}

/** A hit within a case. */
export interface CaseHit extends RecordedHit {
  readonly id: string
}

/** One traveller on one journey with all its hits, as the shared view holds it. */
export interface CaseState {
  readonly id: string
  readonly revision: number
  readonly state: CaseStateName
  /** 1 is the most urgent: the policy's rank of the gravest instruction among the hits. */
  readonly urgency: number
  readonly traveller: Traveller
  readonly journey?: Journey
  readonly purpose: string
  readonly hits: readonly CaseHit[]
  /** A traveller that could not be screened: why, and the agencies that must look. */
  readonly unscreened?: { readonly reason: string; readonly agencies: readonly string[] }
  readonly assignee?: Actor
  /** Screenings already counted in, newest last, bounded. */
  readonly screenings: readonly string[]
  readonly trail: readonly TrailStep[]
  readonly createdAt: string
  readonly updatedAt: string
}

/** A command of an officer, as the record keeps it. */
export interface CaseCommand extends CaseAction {
  readonly commandId: string
  readonly caseId: string
  readonly by: Actor
}

/** A traveller that no screening could be made of: somebody must look. */
export interface Unscreened {
  readonly id: string
  readonly caseId: string
  readonly purpose: string
  readonly reason: string
  readonly agencies: readonly string[]
  readonly screenedAt: string
  readonly by: Actor
  readonly journey?: Journey
  readonly person: { readonly traveller: Traveller }
}

export const CaseReply = Type.Object({
  id: Type.String(),
  revision: Type.Integer(),
  state: CaseStateName,
  urgency: Type.Integer(),
  instruction: Type.String({ description: 'the gravest instruction among the hits shown' }),
  traveller: Traveller,
  journey: Type.Optional(Journey),
  purpose: Type.String(),
  unscreened: Type.Optional(
    Type.String({ description: 'why this traveller could not be screened' })
  ),
  hits: Type.Array(
    Type.Intersect([Type.Object({ id: Type.String(), covert: Type.Boolean() }), Hit])
  ),
  assignee: Type.Optional(
    Type.Object({ sub: Type.String(), agency: Type.Optional(Type.String()) })
  ),
  trail: Type.Array(
    Type.Object({
      at: Type.String(),
      by: Type.Object({ sub: Type.String(), agency: Type.Optional(Type.String()) }),
      action: Type.String(),
      reason: Type.Optional(Type.String())
    })
  ),
  createdAt: Type.String(),
  updatedAt: Type.String()
})
export type CaseReply = Static<typeof CaseReply>

/** Whether officers of this agency see the case at all: one hit released to them is enough. */
export const isVisible = (state: CaseState, agency: string | undefined): boolean =>
  state.hits.some(hit => isReleasedToOfficers(hit, agency)) ||
  (agency !== undefined && (state.unscreened?.agencies.includes(agency) ?? false))

/** All agencies that a case concerns: owners of its hits and those named by the entries. */
export const agenciesOf = (state: CaseState): readonly string[] => [
  ...new Set([
    ...state.hits.flatMap(hit => [hit.agency, ...hit.releasableTo]),
    ...(state.unscreened?.agencies ?? [])
  ])
]
