import { type Static, Type } from 'typebox'
import { type Actor, isReleasedToOfficers, type Release } from './access.ts'
import { Hit, type RecordedHit } from './screening.ts'
import { Journey, OnManifest, Text, Traveller } from './traveller.ts'

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

/** What an officer asks of the own agency's desk of a case, against the revision that was on the screen. */
export const CaseAction = Type.Object(
  {
    action: Type.Enum([...actions]),
    revision: Type.Integer({ minimum: 1 }),
    reason: Type.Optional(Text(4_000))
  },
  { additionalProperties: false }
)
export type CaseAction = Static<typeof CaseAction>

/** One step of a desk's history. */
export interface TrailStep {
  readonly at: string
  readonly by: Actor
  readonly action: Action | 'opened' | 'screened_again' | 'not_screened' | NoticeKind
  readonly reason?: string
}

/** A hit within a case. */
export interface CaseHit extends RecordedHit {
  readonly id: string
  /** Not found again when the traveller was described anew: the officers decide what it means. */
  readonly isOutdated?: true
}

/** One agency's work on a case: decided by its officers alone, and shown to nobody else. */
export interface Desk {
  /** Rises with whatever changes for this agency: a hit that it sees, or an action of its own. */
  readonly revision: number
  readonly state: CaseStateName
  /** 1 is the most urgent: the policy's rank of the gravest instruction among the hits that this agency sees. */
  readonly urgency: number
  /** As the screening that opened this desk knew them: an earlier one may have had hits of other agencies only. */
  readonly traveller: Traveller
  /** As the carrier describes them since, where it sent a change. */
  readonly changedTo?: Traveller
  readonly journey?: Journey
  readonly onManifest?: OnManifest
  readonly purpose: string
  readonly assignee?: Actor
  readonly trail: readonly TrailStep[]
  /** Screenings that had hits for this agency, newest last, bounded. */
  readonly screenings?: readonly string[]
  readonly createdAt: string
  readonly updatedAt: string
}

/** One traveller on one journey with all its hits, and a desk for each agency that they concern, as the shared view holds it. */
export interface CaseState {
  readonly id: string
  readonly hits: readonly CaseHit[]
  /** A traveller that could not be screened: why, and the agencies that must look. */
  readonly unscreened?: { readonly reason: string; readonly agencies: readonly string[] }
  /** The id of a node's own check that made this: no traveller, and nobody's case. */
  readonly canary?: string
  /** Screenings already counted in, newest last, bounded. */
  readonly screenings: readonly string[]
  /** Those of them whose traveller does not travel after all, bounded. */
  readonly gone?: readonly string[]
  /** Notices already counted in, newest last, bounded. */
  readonly notices?: readonly string[]
  readonly desks: { readonly [agency: string]: Desk }
  readonly createdAt: string
}

/** A case before and after; before is undefined where there was none. */
export interface ChangedCase {
  readonly before: CaseState | undefined
  readonly after: CaseState
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
  readonly person: { readonly traveller: Traveller; readonly onManifest?: OnManifest }
}

/** What a notice says: the traveller does not travel, is described anew, or is on board. */
export type NoticeKind = 'withdrawn' | 'changed' | 'boarded'

/** What became of a traveller after the screening, as far as a case concerns it. */
export interface Notice {
  readonly id: string
  readonly kind: NoticeKind
  readonly caseId: string
  /** Screenings that it is about; a case in which others stand is not withdrawn. */
  readonly screenings: readonly string[]
  /** For the trail; never personal. */
  readonly reason: string
  readonly at: string
  readonly by: Actor
  /** With `changed`: what the traveller was screened as since, and the entries that this hit. */
  readonly since?: {
    readonly caseId: string
    readonly found: readonly (Release & { readonly list: string; readonly entryId: string })[]
  }
  readonly person?: { readonly traveller: Traveller }
}

/** Somebody of the same reservation on the same manifest. */
export const Companion = Type.Object({
  person: Type.Integer({ minimum: 1, description: 'order in the message of the manifest' }),
  reference: Type.Optional(Type.String()),
  caseId: Type.Optional(Type.String({ description: 'where the caller’s agency sees a case' }))
})
export type Companion = Static<typeof Companion>

export const CaseReply = Type.Object({
  id: Type.String(),
  revision: Type.Integer(),
  state: CaseStateName,
  urgency: Type.Integer(),
  instruction: Type.String({ description: 'the gravest instruction among the hits shown' }),
  traveller: Traveller,
  changedTo: Type.Optional(Traveller),
  journey: Type.Optional(Journey),
  onManifest: Type.Optional(OnManifest),
  companions: Type.Optional(
    Type.Array(Companion, { description: 'of one case only: those of the same reservation' })
  ),
  purpose: Type.String(),
  unscreened: Type.Optional(
    Type.String({ description: 'why this traveller could not be screened' })
  ),
  hits: Type.Array(
    Type.Intersect([
      Type.Object({
        id: Type.String(),
        covert: Type.Boolean(),
        outdated: Type.Optional(
          Type.Boolean({ description: 'not found again since the traveller was described anew' })
        )
      }),
      Hit
    ])
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

/** The hits that officers of this agency see. */
export const hitsFor = (hits: readonly CaseHit[], agency: string | undefined): readonly CaseHit[] =>
  hits.filter(hit => isReleasedToOfficers(hit, agency))

/** Whether officers of this agency see the case at all: one hit released to them is enough. */
export const isVisible = (state: CaseState, agency: string | undefined): boolean =>
  hitsFor(state.hits, agency).length > 0 ||
  (agency !== undefined && (state.unscreened?.agencies.includes(agency) ?? false))

/** This agency's desk, while it sees the case. */
export const deskOf = (state: CaseState, agency: string | undefined): Desk | undefined =>
  agency !== undefined && isVisible(state, agency) ? storedDesk(state, agency) : undefined

/** This agency's desk, seen or not: one whose last hit went away is kept. */
export const storedDesk = ({ desks }: CaseState, agency: string): Desk | undefined =>
  Object.hasOwn(desks, agency) ? desks[agency] : undefined // an agency may be called “constructor”

/** All agencies that hits concern: their owners and those named by the entries. */
export const agenciesOf = (hits: readonly CaseHit[]): readonly string[] => [
  ...new Set(hits.flatMap(hit => [hit.agency, ...hit.releasableTo]))
]

/** What a desk's officers decided about its hits; closing and withdrawing the case do not change that. */
export const verdictOf = ({ state, trail }: Desk): 'confirmed' | 'dismissed' | undefined => {
  if (state === 'confirmed' || state === 'dismissed') return state
  if (state !== 'closed' && state !== 'withdrawn') return undefined
  const last = trail.findLast(({ action }) => action in verdicts)?.action
  return verdicts[last as keyof typeof verdicts]
}

const verdicts = { confirm: 'confirmed', dismiss: 'dismissed', reopen: undefined } as const
