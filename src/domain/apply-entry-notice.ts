import { isReleasedToOfficers } from './access.ts'
import {
  type CaseHit,
  type CaseState,
  type CaseStateName,
  type Desk,
  hitsFor,
  isOver,
  moved
} from './case.ts'
import {
  type EntryNotice,
  isAtWork,
  isAwaited,
  isStanding,
  knownRevision,
  urgencyAmong
} from './entry-notice.ts'
import { stateWithoutHit } from './referral.ts'
import type { Instruction } from './vocabulary.ts'

/**
 * The case after a notice about an entry that it has a hit of, under this id. Agencies that see the hit read of it; every other
 * desk stays as it is. A hit that has heard of it: undefined, as without such a hit.
 *
 *   entry_withdrawn   an open desk becomes `withdrawn` when none of its hits stands any more, and is given back when it waits for
 *                     nobody but the owner; a decided one keeps its state
 *   entry_lapsed      the same, since the entry is not valid on this day; a hit that nobody works on is left alone
 *   entry_changed     what was decided, or waits for approval, is `reopened`: the decision was about other data. So is a desk
 *                     that had no hit any more, when the entry is listed again and the traveller still travels
 */
export const applyEntryNotice = (
  state: CaseState,
  notice: EntryNotice,
  hitId: string,
  urgencyOf: (instruction: Instruction) => number
): CaseState | undefined => {
  const { kind, revision, begins } = notice
  const hit = state.hits.find(({ id }) => id === hitId)
  if (!hit || !isUnheard(state, hit, notice)) return undefined
  const as = became[kind]
  const marked: CaseHit = { ...hit, entrySince: { as, revision, ...(begins && { begins }) } }
  const after = { ...state, hits: state.hits.map(one => (one === hit ? marked : one)) }
  const desks = Object.entries(state.desks).map(([agency, desk]) => {
    if (!isReleasedToOfficers(hit, agency)) return [agency, desk] as const
    const next =
      as === 'changed' ? afterChange(state, agency, desk) : afterLoss(after, agency, desk)
    const hits = hitsFor(after.hits, agency)
    const urgency = isOver(next) ? desk.urgency : urgencyAmong(hits, urgencyOf)
    return [agency, { ...step(desk, notice, next), urgency }] as const
  })
  return { ...after, desks: Object.fromEntries(desks) }
}

const became = {
  entry_withdrawn: 'withdrawn',
  entry_changed: 'changed',
  entry_lapsed: 'lapsed'
} as const

/** Each revision is heard of once. Of one and the same the validity may begin, where the hit waits for it, and then end. */
const isUnheard = (state: CaseState, hit: CaseHit, { kind, revision, begins }: EntryNotice) => {
  const known = knownRevision(hit)
  if (kind === 'entry_lapsed' && !isAtWork(state, hit)) return false
  const isOfSame = kind === 'entry_lapsed' ? !begins : kind === 'entry_changed' && isAwaited(hit)
  return revision > known || (revision === known && isOfSame)
}

/** The state of a desk that lost a hit: done, or still at work on others, or `withdrawn`. */
export const afterLoss = (after: CaseState, agency: string, desk: Desk): CaseStateName => {
  if (isOver(desk.state)) return desk.state
  return hasWork(after, agency) ? stateWithoutHit(after, agency, desk) : 'withdrawn'
}

const afterChange = (before: CaseState, agency: string, desk: Desk): CaseStateName => {
  if (desk.state !== 'withdrawn') return decided.has(desk.state) ? 'reopened' : desk.state
  return returns(before, agency, desk) ? 'reopened' : 'withdrawn'
}

/** Whether a withdrawn desk is to be reopened when it has a hit that stands: it had none before, and the traveller still travels. */
export const returns = (before: CaseState, agency: string, desk: Desk): boolean => {
  const travels = desk.screenings?.some(id => !before.gone?.includes(id)) ?? true
  return travels && !hasWork(before, agency)
}

const decided: ReadonlySet<CaseStateName> = new Set([
  'confirmed',
  'dismissed',
  'pending_approval',
  'closed'
])

/** Whether the agency has a hit that stands, or somebody to look at whom nobody could screen. */
const hasWork = ({ hits, unscreened }: CaseState, agency: string) =>
  hitsFor(hits, agency).some(isStanding) || (unscreened?.agencies.includes(agency) ?? false)

const step = (
  desk: Desk,
  { kind, list, entryId, begins, at, by }: EntryNotice,
  state: CaseStateName
): Desk => ({
  ...moved(desk, state),
  revision: desk.revision + 1,
  trail: [
    ...desk.trail,
    { at, by, action: kind, reason: `${list}/${entryId}${why(kind, begins)}` }
  ],
  updatedAt: at
})

const why = (kind: EntryNotice['kind'], begins: string | undefined) => {
  if (kind !== 'entry_lapsed') return ''
  return begins ? ': not valid yet' : ': validity has ended'
}
