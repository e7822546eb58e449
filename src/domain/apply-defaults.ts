import { isReleasedToOfficers } from './access.ts'
import {
  type CaseHit,
  type CaseState,
  type ChangedDefault,
  type Desk,
  hitsFor,
  isOver,
  moved
} from './case.ts'
import { type DefaultsNotice, isAtWork, knownListRevision, urgencyAmong } from './entry-notice.ts'
import type { Instruction } from './vocabulary.ts'
import type { ListDefaults } from './watchlist.ts'

/**
 * The case after a notice about what the list says for an entry that it has a hit of, under this id: the hit says it, and every
 * desk that sees the hit reads of it. A desk that was done with stays so, since it is the same person as before; what waits for
 * approval is `reopened` when the instruction is another one. A hit that nobody works on, or that knows the same revision of the
 * list or a later one, or a later one of the entry, is left alone: undefined, as without such a hit.
 */
export const applyDefaults = (
  state: CaseState,
  { defaults, list, entryId, revision, at, by }: DefaultsNotice,
  hitId: string,
  urgencyOf: (instruction: Instruction) => number
): CaseState | undefined => {
  const hit = state.hits.find(({ id }) => id === hitId)
  if (!hit || !isAtWork(state, hit) || hit.entryRevision > revision) return undefined
  if (hit.release && hit.release.revision > revision) return undefined
  if (knownListRevision(hit) >= defaults.revision) return undefined
  const said: CaseHit = { ...hit, ...saidBy(defaults), ofList: defaults }
  const hits = state.hits.map(one => (one === hit ? said : one))
  const changes = differences(hit, said)
  const isOther = hit.instruction !== said.instruction
  const told = ([agency, desk]: readonly [string, Desk]) => {
    if (changes.length === 0 || !isReleasedToOfficers(hit, agency)) return [agency, desk] as const
    const reopens = isOther && desk.state === 'pending_approval'
    const urgency = urgencyAmong(hitsFor(hits, agency), urgencyOf)
    const step = { at, by, action: 'list_changed' as const, reason: `${list}/${entryId}` }
    const next: Desk = {
      ...moved(desk, reopens ? 'reopened' : desk.state),
      ...(!isOver(desk.state) && { urgency }),
      revision: desk.revision + 1,
      trail: [...desk.trail, { ...step, defaults: changes }],
      updatedAt: at
    }
    return [agency, next] as const
  }
  return { ...state, hits, desks: Object.fromEntries(Object.entries(state.desks).map(told)) }
}

/**
 * The hit with what its list says by a later revision, as another hit of the same entry knows it; itself where the other knows none,
 * or does not have from the list what this one has.
 */
export const underLaterDefaults = (hit: CaseHit, { ofList: later }: CaseHit): CaseHit => {
  const { ofList } = hit
  if (!ofList || !later || later.revision <= ofList.revision) return hit
  const { instruction, handling } = later
  if ((ofList.instruction && !instruction) || (ofList.handling && !handling)) return hit
  const defaults: ListDefaults = {
    revision: later.revision,
    ...(ofList.instruction && instruction && { instruction }),
    ...(ofList.handling && handling && { handling })
  }
  return { ...hit, ...saidBy(defaults), ofList: defaults }
}

/** What a hit says by these. */
export const saidBy = ({ instruction, handling }: ListDefaults) => ({
  ...(instruction && { instruction }),
  ...(handling && { handling })
})

const differences = (before: CaseHit, now: CaseHit): readonly ChangedDefault[] =>
  (['instruction', 'handling'] as const).flatMap(field =>
    before[field] === now[field] ? [] : { field, before: before[field], now: now[field] }
  )
