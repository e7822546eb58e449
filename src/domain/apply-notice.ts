import { isReleasedToOfficers, type Release } from './access.ts'
import { remembered } from './apply-case.ts'
import { applyDefaults } from './apply-defaults.ts'
import { applyEntryNotice } from './apply-entry-notice.ts'
import { applyRelease } from './apply-release.ts'
import {
  type CaseHit,
  type CaseState,
  type CaseStateName,
  type Desk,
  hitsFor,
  moved,
  type Notice
} from './case.ts'
import { type AnyEntryNotice, isStanding } from './entry-notice.ts'
import type { Instruction } from './vocabulary.ts'

/**
 * The case after a notice about its traveller, or about an entry that it has a hit of; undefined when it changes nothing, as
 * a repeated one, or one of a traveller without a case. What an agency has finished (dismissed, closed) stays as it is:
 *
 *   withdrawn   every other desk becomes `withdrawn`, unless a screening that hit for it and was not withdrawn still stands
 *   boarded     a withdrawn desk becomes `reopened`, unless all its entries were withdrawn; the others note it
 *   changed     a desk whose hits all went over to another case becomes `withdrawn`; a decision about hits that are found
 *               again, taken or waiting for approval, is `reopened`; any other desk stays with its officer, since a carrier's
 *               correction removes no hit. Where nothing could be compared, nothing is known of the hits: it is noted
 */
export const applyNotice = (
  stored: CaseState | undefined,
  notice: Notice | AnyEntryNotice,
  hitId: (list: string, entryId: string) => string,
  urgencyOf: (instruction: Instruction) => number
): CaseState | undefined => {
  if (!stored || stored.notices?.includes(notice.id)) return undefined
  if ('entryId' in notice) {
    const hit = hitId(notice.list, notice.entryId)
    if (notice.kind === 'release_changed') return applyRelease(stored, notice, hit, urgencyOf)
    return notice.kind === 'list_changed'
      ? applyDefaults(stored, notice, hit, urgencyOf)
      : applyEntryNotice(stored, notice, hit, urgencyOf)
  }
  const notices = [...(stored.notices ?? []), notice.id].slice(-remembered)
  const gone = goneAfter(stored, notice)
  const noted = { ...stored, notices, gone }
  if (notice.kind === 'changed') return described(noted, notice, hitId)
  if (notice.kind === 'boarded') {
    return onEachDesk(noted, (desk, agency) => boarded(desk, hitsFor(noted.hits, agency), notice))
  }
  return onEachDesk(noted, desk => withdrawn(desk, notice, gone))
}

const finished: ReadonlySet<CaseStateName> = new Set(['dismissed', 'closed'])

const goneAfter = ({ gone = [] }: CaseState, { kind, screenings }: Notice): readonly string[] => {
  const others = gone.filter(id => !screenings.includes(id))
  return (kind === 'withdrawn' ? [...others, ...screenings] : others).slice(-remembered)
}

const onEachDesk = (state: CaseState, change: (desk: Desk, agency: string) => Desk): CaseState => ({
  ...state,
  desks: Object.fromEntries(
    Object.entries(state.desks).map(([agency, desk]) => [agency, change(desk, agency)])
  )
})

const withdrawn = (desk: Desk, notice: Notice, gone: readonly string[]): Desk => {
  const hasOthers = desk.screenings?.some(id => !gone.includes(id)) ?? false
  const isOver = finished.has(desk.state) || desk.state === 'withdrawn'
  return hasOthers || isOver ? desk : step(desk, notice, 'withdrawn')
}

const boarded = (desk: Desk, hits: readonly CaseHit[], notice: Notice): Desk => {
  if (finished.has(desk.state)) return desk
  const isWanted = hits.length === 0 || hits.some(isStanding)
  return step(desk, notice, desk.state === 'withdrawn' && isWanted ? 'reopened' : desk.state)
}

/** The case of a traveller whom the carrier describes anew: what is said to an agency follows from its own hits alone. */
const described = (
  state: CaseState,
  notice: Notice,
  hitId: (list: string, entryId: string) => string
): CaseState => {
  const { since, person } = notice
  const redescribed = (desk: Desk): Desk =>
    person ? { ...desk, changedTo: person.traveller } : desk
  if (!since) return onEachDesk(state, desk => step(redescribed(desk), notice, desk.state))
  const isElsewhere = since.caseId !== state.id
  const foundBy = (sees: (entry: Release) => boolean) =>
    new Set(since.found.filter(sees).map(({ list, entryId }) => hitId(list, entryId)))
  const changed = onEachDesk(state, (desk, agency) => {
    const hits = hitsFor(state.hits, agency).filter(isStanding)
    const found = foundBy(entry => isReleasedToOfficers(entry, agency))
    const again = hits.filter(({ id }) => found.has(id)).length
    const next = stateAfter(desk, isElsewhere, again, hits.length)
    if (!next) return desk
    const where = isElsewhere && again > 0 ? `: see case ${since.caseId}` : ''
    const what = again === hits.length ? 'found again' : 'not all found again'
    return step(redescribed(desk), notice, next, hits.length > 0 ? `, hits ${what}${where}` : '')
  })
  const found = foundBy(() => true)
  const hits = state.hits.map(hit => outdated(hit, isElsewhere || found.has(hit.id)))
  return { ...changed, hits }
}

/** Undefined where nothing is to be said: what was over before the traveller went on in another case. */
const stateAfter = (
  { state }: Desk,
  isElsewhere: boolean,
  again: number,
  all: number
): CaseStateName | undefined => {
  const isDecided = finished.has(state) || state === 'confirmed'
  const isSaid = isDecided || state === 'pending_approval'
  if (!isElsewhere) return isSaid && again > 0 ? 'reopened' : state
  if (finished.has(state) || state === 'withdrawn') return undefined
  return again === all && !isDecided ? 'withdrawn' : state
}

/** Each hit says whether it was found again, until a screening finds it; nobody looks for what was withdrawn. */
const outdated = (hit: CaseHit, isFound: boolean): CaseHit =>
  isFound || hit.isOutdated || !isStanding(hit) ? hit : { ...hit, isOutdated: true }

const step = (
  desk: Desk,
  { kind, reason, at, by }: Notice,
  state: CaseStateName,
  more = ''
): Desk => ({
  ...moved(desk, state),
  revision: desk.revision + 1,
  trail: [...desk.trail, { at, by, action: kind, reason: `${reason}${more}` }],
  updatedAt: at
})
