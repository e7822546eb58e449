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
import { type EntryNotice, isStanding, knownRevision, urgencyAmong } from './entry-notice.ts'
import type { Instruction } from './vocabulary.ts'

/**
 * The case after a notice about an entry that it has a hit of, under this id. Agencies that see the hit read of it; every other
 * desk stays as it is. A hit that knows the same revision or a later one has heard of it: undefined, as without such a hit.
 *
 *   entry_withdrawn   an open desk becomes `withdrawn` when none of its hits stands any more; a decided one keeps its state
 *   entry_changed     what was decided, or waits for approval, is `reopened`: the decision was about other data. So is a desk
 *                     that had no hit any more, when the entry is listed again and the traveller still travels
 */
export const applyEntryNotice = (
  state: CaseState,
  notice: EntryNotice,
  hitId: string,
  urgencyOf: (instruction: Instruction) => number
): CaseState | undefined => {
  const { kind, revision } = notice
  const hit = state.hits.find(({ id }) => id === hitId)
  if (!hit || knownRevision(hit) >= revision) return undefined
  const as = kind === 'entry_withdrawn' ? ('withdrawn' as const) : ('changed' as const)
  const marked: CaseHit = { ...hit, entrySince: { as, revision } }
  const after = { ...state, hits: state.hits.map(one => (one === hit ? marked : one)) }
  const desks = Object.entries(state.desks).map(([agency, desk]) => {
    if (!isReleasedToOfficers(hit, agency)) return [agency, desk] as const
    const next =
      as === 'withdrawn' ? afterWithdrawal(after, agency, desk) : afterChange(state, agency, desk)
    const hits = hitsFor(after.hits, agency)
    const urgency = isOver(next) ? desk.urgency : urgencyAmong(hits, urgencyOf, desk.urgency)
    return [agency, { ...step(desk, notice, next), urgency }] as const
  })
  return { ...after, desks: Object.fromEntries(desks) }
}

const afterWithdrawal = (state: CaseState, agency: string, desk: Desk): CaseStateName =>
  isOver(desk.state) || hasWork(state, agency) ? desk.state : 'withdrawn'

const afterChange = (before: CaseState, agency: string, desk: Desk): CaseStateName => {
  if (desk.state !== 'withdrawn') return decided.has(desk.state) ? 'reopened' : desk.state
  const travels = desk.screenings?.some(id => !before.gone?.includes(id)) ?? true
  return travels && !hasWork(before, agency) ? 'reopened' : 'withdrawn'
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
  { kind, list, entryId, at, by }: EntryNotice,
  state: CaseStateName
): Desk => ({
  ...moved(desk, state),
  revision: desk.revision + 1,
  trail: [...desk.trail, { at, by, action: kind, reason: `${list}/${entryId}` }],
  updatedAt: at
})
