import { isOpen, isReleasedToOfficers } from './access.ts'
import { hasWork } from './apply-entry-notice.ts'
import {
  type CaseHit,
  type CaseState,
  type Desk,
  hitsFor,
  isOver,
  isVisible,
  moved
} from './case.ts'
import {
  isLaterRelease,
  isNewRelease,
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
 *   handling, covert      every desk that sees the hit reads of it, and stays as it is
 *   released no more      the desk reads of it; an open one without another hit that stands becomes `withdrawn`. One that sees no
 *                         hit any more is kept as it is, out of sight
 *   released again        the desk reads of it, and goes on as it was; an agency without a desk has one from its next screening
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
  const desks = Object.entries(state.desks).map(([agency, desk]) => {
    const what = whatChanges(hit, said, agency)
    return what === '' || !isVisible(after, agency)
      ? ([agency, desk] as const)
      : ([agency, step(after, agency, desk, notice, what, urgencyOf)] as const)
  })
  return { ...after, desks: Object.fromEntries(desks) }
}

/** The hit seen by whom, and as far as, another hit of the same entry says by a later revision; itself where the other says nothing later. */
export const underLaterRelease = (hit: CaseHit, other: CaseHit): CaseHit => {
  const { releasableTo, covert, handling } = other
  const found = { revision: hit.entryRevision, listRevision: knownListRevision(hit) }
  const isOlder = hit.entryRevision < other.entryRevision
  const release = other.release ?? (isOlder ? releaseKnown(other) : undefined)
  return release && isLaterRelease(release, found)
    ? { ...hit, releasableTo, covert, handling, release }
    : hit
}

const under = (state: CaseState, hit: CaseHit, { revision, release }: ReleaseNotice): CaseHit => {
  const { releasableTo, covert, handling, listRevision } = release
  const said = { ...hit, releasableTo, covert, handling, release: { revision, listRevision } }
  return stillTold(state, hit, said)
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
  if (saw !== sees) return saw ? 'not released any more' : 'released again'
  if (!sees) return ''
  const handling = before.handling === now.handling ? [] : [`handling ${now.handling}`]
  const covert = before.covert === now.covert ? [] : [now.covert ? 'covert' : 'not covert any more']
  return [...handling, ...covert].join(', ')
}

const step = (
  after: CaseState,
  agency: string,
  desk: Desk,
  { kind, list, entryId, at, by }: ReleaseNotice,
  what: string,
  urgencyOf: (instruction: Instruction) => number
): Desk => {
  const isDone = isOver(desk.state)
  const next = isDone || hasWork(after, agency) ? desk.state : 'withdrawn'
  const urgency = isOver(next) ? desk.urgency : urgencyAmong(hitsFor(after.hits, agency), urgencyOf)
  return {
    ...moved(desk, next),
    urgency,
    revision: desk.revision + 1,
    trail: [...desk.trail, { at, by, action: kind, reason: `${list}/${entryId}: ${what}` }],
    updatedAt: at
  }
}
