import { Type } from 'typebox'
import { type Actor, isReleasedToOfficers, type Release } from './access.ts'
import type { Action, CaseAction, PendingStep } from './case-action.ts'
import type { dueKinds, escalationSteps, Verdict } from './case-rules.ts'
import type { AnyEntryNotice } from './entry-notice.ts'
import type { Exclusion } from './exclusion.ts'
import type { RecordedHit, Screened, TravellerKeys } from './screening.ts'
import type { ToldHit } from './told-of.ts'
import type { Journey, OnManifest, Traveller } from './traveller.ts'

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

/** One step of a desk's history. */
export interface TrailStep extends Pick<CaseAction, 'reason' | 'reasonCode' | 'outcome'> {
  readonly at: string
  readonly by: Actor
  readonly action:
    | Action
    | 'opened'
    | 'screened_again'
    | 'not_screened'
    | 'asked'
    | 'answered'
    | 'escalated'
    | 'exclusion_revoked'
    | NoticeKind
    | AnyEntryNotice['kind']
  /** Where the traveller was screened. */
  readonly checkpoint?: string
  /** What was not done in time, and who was told. */
  readonly escalation?: Pick<Escalation, 'what' | 'to'>
  /** What a hit says by now, since its list says it for all entries that do not say it themselves. */
  readonly defaults?: readonly ChangedDefault[]
}

/** One of a list's defaults that became another one. */
export interface ChangedDefault {
  readonly field: 'instruction' | 'handling'
  readonly before: string
  readonly now: string
}

/** That an officer has opened the case. */
export interface View {
  readonly at: string
  readonly by: Actor
}

/** A hit within a case. */
export interface CaseHit extends RecordedHit {
  readonly id: string
  /** Not found again when the traveller was described anew: the officers decide what it means. */
  readonly isOutdated?: true
  /** What has become of the entry since, and its revision then: the owner has changed or withdrawn it, or it is not valid on this day. */
  readonly entrySince?: {
    readonly as: 'changed' | 'withdrawn' | 'lapsed'
    readonly revision: number
    /** Of a lapsed one that is to be valid again: the first day. */
    readonly begins?: string
  }
  /** By which revisions of its entry and its list the hit says who may see it, and how far; absent where these are those that it was found by. */
  readonly release?: {
    readonly revision: number
    readonly listRevision: number
    /** Of a hit that every checkpoint could see: what carriers were told of it last. They are told of it further, unless it is covert by now. */
    readonly told?: ToldHit
    /** Since when agencies with a desk see the hit no more: seen again, it is no news to what stands as it stood then. */
    readonly lostBy?: readonly { readonly agency: string; readonly at: string }[]
  }
}

/** An agency asked about its entry; `open` when its answer decided nothing. */
export interface Asked {
  readonly agency: string
  readonly answer?: Verdict | 'open'
}

/** When the next timer of a desk ends, and what should have happened by then. */
export interface Due {
  readonly at: string
  readonly what: (typeof dueKinds)[number]
  /** Who is told then. */
  readonly to: (typeof escalationSteps)[number]
  /** How many were told before, of this kind and since this waiting began. */
  readonly step: number
}

/** Who was told last that a desk's time was over. */
export interface Escalation {
  readonly to: (typeof escalationSteps)[number]
  readonly what: (typeof dueKinds)[number]
  readonly at: string
}

/** When somebody was told last that something was not done in time, and how many were before. */
export interface Told {
  readonly at: string
  readonly step: number
}

/** One agency's work on a case: decided by its officers alone, and shown to nobody else. */
export interface Desk {
  /** Rises with whatever changes for this agency: a hit that it sees, the traveller's place on a list, or an action of its own. */
  readonly revision: number
  readonly state: CaseStateName
  /** 1 is the most urgent: the policy's rank of the gravest instruction among the hits that this agency sees. */
  readonly urgency: number
  /** As the screening that opened this desk knew them: an earlier one may have had hits of other agencies only. */
  readonly traveller: Traveller
  /** As the carrier describes them since, where it sent a change. */
  readonly changedTo?: Traveller
  readonly journey?: Journey
  /** Where a list put the traveller last. */
  readonly onManifest?: OnManifest
  readonly purpose: string
  readonly assignee?: Actor
  /** While `pending_approval`: what the second person approves. */
  readonly pending?: PendingStep
  /** What was decided, kept when the case is closed or withdrawn. */
  readonly verdict?: Verdict
  /** Where a hit that is not open had a decided desk reopened: how it would stand without, for carriers go on by that. */
  readonly openly?: Pick<Desk, 'state' | 'verdict'>
  /** While `referred`: whose answer is awaited, and what has come. */
  readonly asks?: readonly Asked[]
  /** Agencies that wait for this one's answer about its entries. */
  readonly askedBy?: readonly string[]
  readonly exclusions?: readonly Exclusion[]
  /** Since when the desk has stood like this; what its timers count from. */
  readonly since?: string
  readonly due?: Due
  readonly escalation?: Escalation
  /** Of each kind by itself: at one desk a decision and an answer may both be late. */
  readonly told?: { readonly [what in Due['what']]?: Told }
  /** A keyed digest of whom the screening that opened this desk described, where that is enough for an exclusion. */
  readonly person?: string
  /** The last day of the document that this traveller is known by, where it is known. */
  readonly knownUntil?: string
  readonly trail: readonly TrailStep[]
  /** Who has opened the case, newest last, bounded; beside the trail, since it changes nothing. */
  readonly views?: readonly View[]
  /** Screenings that had hits for this agency, newest last, bounded. */
  readonly screenings?: readonly string[]
  readonly createdAt: string
  readonly updatedAt: string
}

/** One traveller on one journey with all its hits, and a desk for each agency that they concern, as the shared view holds it. */
export interface CaseState {
  readonly id: string
  readonly hits: readonly CaseHit[]
  /** A keyed digest of the traveller, to find the earlier cases. */
  readonly traveller?: string
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

/** What one event of the record has made of a case. */
export interface CaseStep extends ChangedCase {
  /** The event's id. */
  readonly cause: string
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
  readonly keys?: TravellerKeys
  readonly person: Screened['person']
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
  /** With `changed`: what the traveller was screened as since, and the entries that this hit; nothing where hits could not be compared. */
  readonly since?: {
    readonly caseId: string
    readonly found: readonly (Release & { readonly list: string; readonly entryId: string })[]
  }
  readonly person?: { readonly traveller: Traveller }
}

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
export const agenciesOf = (hits: readonly RecordedHit[]): readonly string[] => [
  ...new Set(hits.flatMap(hit => [hit.agency, ...hit.releasableTo]))
]

/** What a desk's officers decided about its hits; closing and withdrawing the case do not change that. */
export const verdictOf = ({
  state,
  verdict
}: Pick<Desk, 'state' | 'verdict'>): Verdict | undefined => {
  if (isDecided(state)) return state
  return state === 'closed' || state === 'withdrawn' ? verdict : undefined
}

/** What carriers go by: what was decided about the open hits, though another one had the desk reopened since. */
export const openVerdictOf = (desk: Desk): Verdict | undefined =>
  verdictOf(desk) ?? (desk.openly && verdictOf(desk.openly))

/** Whether the state says what was decided. */
export const isDecided = (state: CaseStateName): state is Verdict =>
  state === 'confirmed' || state === 'dismissed'

/** Whether nothing is left to do at a desk in this state. */
export const isOver = (state: CaseStateName): boolean =>
  isDecided(state) || state === 'closed' || state === 'withdrawn'

/**
 * Whether the state came of a decision, or of a question, about the hits that stood: a hit that is new to the desk reopens it. A
 * decision that waits for approval was made on them, as a taken one was; others were asked about no more than these.
 */
export const restsOnHits = (state: CaseStateName): boolean =>
  isOver(state) || state === 'pending_approval' || state === 'referred'

/** The desk in another state, without what belonged to the one before. Whoever is asked is told of that further, though the own work is done. */
export const moved = (desk: Desk, state: CaseStateName): Desk => {
  const { pending, verdict, asks, escalation, told, ...rest } = desk
  const isDone = isOver(state)
  const waits = !isDone || (state !== 'withdrawn' && (rest.askedBy?.length ?? 0) > 0)
  const stands = isDecided(state) ? state : isDone ? verdict : undefined
  return {
    ...rest,
    state,
    ...(pending && state === 'pending_approval' && { pending }),
    ...(stands && { verdict: stands }),
    ...(asks && state === 'referred' && { asks }),
    ...(escalation && waits && { escalation }),
    ...(told && waits && { told })
  }
}
