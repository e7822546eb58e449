import { isOpen, isReleasedToOfficers } from './access.ts'
import { afterLoss, returns } from './apply-entry-notice.ts'
import {
  type CaseHit,
  type CaseState,
  type CaseStateName,
  type Desk,
  hitsFor,
  isOver,
  isVisible,
  moved,
  restsOnHits
} from './case.ts'
import {
  isHistory,
  isLaterRelease,
  isNewRelease,
  isSameWarnings,
  isStanding,
  knownListRevision,
  type ReleaseNotice,
  releaseKnown,
  urgencyAmong
} from './entry-notice.ts'
import { toldOf } from './told-of.ts'
import type { Instruction } from './vocabulary.ts'

/**
 * The case after a notice about who may see an entry that it has a hit of, under this id, and how far: the hit goes by it, also
 * where every desk is done. A hit that knows it, or something later: undefined, as without such a hit.
 *
 *   handling, covert,
 *   warnings              every desk that sees the hit reads of it, and stays as it is
 *   released no more      the desk reads of it; an open one without another hit that stands becomes `withdrawn`, one that waits
 *                         for its owner is given back. One that sees no hit any more is kept as it is, out of sight
 *   released again        the desk reads of it, and goes on as it was; a withdrawn one without another hit that stands is `reopened`
 *   released              a desk that never saw the hit: what was decided, waits for approval or was referred is `reopened`, since it
 *                         was about others, unless that is history. An agency without a desk has one from its next screening
 */
export const applyRelease = (
  state: CaseState,
  notice: ReleaseNotice,
  hitId: string,
  urgencyOf: (instruction: Instruction) => number
): CaseState | undefined => {
  const hit = state.hits.find(({ id }) => id === hitId)
  const { revision, release } = notice
  if (!hit || !isNewRelease(hit, { revision, listRevision: release.listRevision })) return undefined
  const said = under(state, hit, notice)
  const after = { ...state, hits: state.hits.map(one => (one === hit ? said : one)) }
  const isOld = isHistory(state, notice.at)
  const desks = Object.entries(state.desks).map(([agency, desk]) => {
    const what = whatChanges(hit, said, agency)
    if (what === '' || !isVisible(after, agency)) return [agency, desk] as const
    const isGained = !isReleasedToOfficers(hit, agency) && isStanding(said) && !isOld
    const next = isGained
      ? afterGain(state, agency, desk, stoodWith(hit, agency, desk))
      : afterLoss(after, agency, desk)
    return [agency, step(after, agency, desk, notice, what, next, urgencyOf)] as const
  })
  return { ...after, desks: Object.fromEntries(desks) }
}

const afterGain = (
  before: CaseState,
  agency: string,
  desk: Desk,
  isAgain: boolean
): CaseStateName => {
  const { state } = desk
  if (state === 'withdrawn') return returns(before, agency, desk) ? 'reopened' : state
  return !isAgain && restsOnHits(state) ? 'reopened' : state
}

/** Whether the desk stands as it did while it saw the hit last. */
const stoodWith = ({ release }: CaseHit, agency: string, { since, updatedAt }: Desk): boolean => {
  const lost = release?.lostBy?.find(one => one.agency === agency)
  return lost !== undefined && (since ?? updatedAt) <= lost.at
}

/** The hit seen by whom, and as far as, another hit of the same entry says by a later revision; itself where the other says nothing later. */
export const underLaterRelease = (hit: CaseHit, other: CaseHit): CaseHit => {
  const { releasableTo, covert, handling, warnings } = other
  const found = { revision: hit.entryRevision, listRevision: knownListRevision(hit) }
  const isOlder = hit.entryRevision < other.entryRevision
  const release = other.release ?? (isOlder ? releaseKnown(other) : undefined)
  return release && isLaterRelease(release, found)
    ? { ...hit, releasableTo, covert, handling, warnings, release }
    : hit
}

const under = (
  state: CaseState,
  hit: CaseHit,
  { revision, release, at }: ReleaseNotice
): CaseHit => {
  const { releasableTo, covert, handling, warnings = hit.warnings, listRevision } = release
  const said = { ...hit, releasableTo, covert, handling, warnings: [...warnings] }
  const losing = Object.keys(state.desks).filter(
    agency => isReleasedToOfficers(hit, agency) && !isReleasedToOfficers(said, agency)
  )
  const others = hit.release?.lostBy?.filter(({ agency }) => !losing.includes(agency)) ?? []
  const lostBy = [...others, ...losing.map(agency => ({ agency, at }))]
  const known = { revision, listRevision, ...(lostBy.length > 0 && { lostBy }) }
  return stillTold(state, hit, { ...said, release: known })
}

/** The hit as it is by now, with what carriers were told of it where not every checkpoint may see it any more. */
export const stillTold = (state: CaseState, before: CaseHit, now: CaseHit): CaseHit => {
  const told = before.release?.told
  const lastTold = before.covert ? told : isOpen(before) || told ? toldOf(state, before) : undefined
  if (!lastTold || isOpen(now)) return now
  return { ...now, release: { ...releaseKnown(now), told: lastTold } }
}

/** In words, what becomes another for officers of this agency; nothing where none of it does. */
const whatChanges = (before: CaseHit, now: CaseHit, agency: string): string => {
  const [saw, sees] = [isReleasedToOfficers(before, agency), isReleasedToOfficers(now, agency)]
  if (saw !== sees) {
    if (saw) return 'not released any more'
    const isAgain = before.release?.lostBy?.some(one => one.agency === agency)
    return isAgain ? 'released again' : 'released'
  }
  if (!sees) return ''
  const handling = before.handling === now.handling ? [] : [`handling ${now.handling}`]
  const covert = before.covert === now.covert ? [] : [now.covert ? 'covert' : 'not covert any more']
  return [...handling, ...covert, ...warningsNow(before, now)].join(', ')
}

const warningsNow = (before: CaseHit, now: CaseHit): readonly string[] => {
  if (isSameWarnings(before.warnings, now.warnings)) return []
  return [now.warnings.length > 0 ? `warnings ${now.warnings.join(', ')}` : 'no warnings any more']
}

const step = (
  after: CaseState,
  agency: string,
  desk: Desk,
  { kind, list, entryId, at, by }: ReleaseNotice,
  what: string,
  next: CaseStateName,
  urgencyOf: (instruction: Instruction) => number
): Desk => {
  const urgency = isOver(next) ? desk.urgency : urgencyAmong(hitsFor(after.hits, agency), urgencyOf)
  return {
    ...moved(desk, next),
    urgency,
    revision: desk.revision + 1,
    trail: [...desk.trail, { at, by, action: kind, reason: `${list}/${entryId}: ${what}` }],
    updatedAt: at
  }
}
