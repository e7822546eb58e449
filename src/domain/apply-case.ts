import type { Actor } from './access.ts'
import { type Applied, rejected } from './applied.ts'
import {
  type Action,
  agenciesOf,
  type CaseCommand,
  type CaseHit,
  type CaseState,
  type CaseStateName,
  caseStates,
  type Desk,
  deskOf,
  hitsFor,
  storedDesk,
  type TrailStep,
  type Unscreened
} from './case.ts'
import type { Screened } from './screening.ts'
import type { Instruction } from './vocabulary.ts'

/** Screenings and notices that a case remembers, to recognise what comes twice. */
export const remembered = 50

/**
 * The case after a screening with hits: made by the first, completed by later ones. Each entry stands in it once. A desk
 * changes only when hits that its agency sees do: a repeated event, or news for others, leaves it as it is. One that was
 * withdrawn is reopened as soon as its agency has a hit again.
 */
export const applyScreening = (
  stored: CaseState | undefined,
  screened: Screened,
  hitId: (list: string, entryId: string) => string,
  urgencyOf: (instruction: Instruction) => number
): CaseState | undefined => {
  if (screened.hits.length === 0 || stored?.screenings.includes(screened.id)) return undefined
  const before = stored?.hits ?? []
  const found = screened.hits.map(hit => ({ ...hit, id: hitId(hit.list, hit.entryId) }))
  const hits = completed(before, found)
  const desks = { ...stored?.desks }
  for (const agency of agenciesOf(hits)) {
    const [sawBefore, seesNow] = [hitsFor(before, agency), hitsFor(hits, agency)]
    const stands = stored && storedDesk(stored, agency)
    const isHit = hitsFor(found, agency).length > 0
    const desk = stands && isHit ? counted(stands, screened.id) : stands
    if (desk) desks[agency] = desk
    const returns = isHit && desk?.state === 'withdrawn'
    if (desk && !returns && !hasChanged(sawBefore, seesNow)) continue
    const urgency = Math.min(...seesNow.map(hit => urgencyOf(hit.instruction)))
    const reopens = returns || isNews(sawBefore, seesNow)
    desks[agency] = desk
      ? screenedAgain(desk, screened, urgency, reopens)
      : opened(screened, urgency)
  }
  return {
    ...(stored ?? { id: screened.caseId, createdAt: screened.screenedAt }),
    hits,
    screenings: [...(stored?.screenings ?? []), screened.id].slice(-remembered),
    desks
  }
}

/** The case of a traveller that could not be screened; a repeated message changes nothing. */
export const applyUnscreened = (
  stored: CaseState | undefined,
  message: Unscreened,
  urgency: number
): CaseState | undefined => {
  if (stored) return undefined
  const { id, caseId, reason, agencies, screenedAt } = message
  const desk = opened(message, urgency, { action: 'not_screened', reason })
  return {
    id: caseId,
    hits: [],
    unscreened: { reason, agencies },
    screenings: [id],
    desks: Object.fromEntries(agencies.map(agency => [agency, desk])),
    createdAt: screenedAt
  }
}

/** Each entry once: in its newest revision, and of that the better comparison. */
const completed = (stored: readonly CaseHit[], found: readonly CaseHit[]): readonly CaseHit[] => {
  const hits = new Map(stored.map(hit => [hit.id, hit]))
  for (const hit of found) {
    const known = hits.get(hit.id)
    const isBetter =
      !known ||
      known.isOutdated ||
      hit.entryRevision > known.entryRevision ||
      (hit.entryRevision === known.entryRevision && hit.score > known.score)
    if (isBetter) hits.set(hit.id, hit)
  }
  return [...hits.values()].sort((a, b) => b.score - a.score)
}

/** Whether an agency sees other hits than before: more, better, newer, or fewer. */
const hasChanged = (before: readonly CaseHit[], after: readonly CaseHit[]) =>
  after.length !== before.length || after.some(hit => !before.includes(hit))

/** Whether an agency sees an entry that it did not see before, or a newer revision of one. */
const isNews = (before: readonly CaseHit[], after: readonly CaseHit[]) =>
  after.some(
    hit =>
      !before.some(({ id, entryRevision }) => id === hit.id && entryRevision >= hit.entryRevision)
  )

const opened = (
  { id, screenedAt: at, by, journey, purpose, person }: Screened | Unscreened,
  urgency: number,
  step: Pick<TrailStep, 'action' | 'reason'> = { action: 'opened' }
): Desk => ({
  revision: 1,
  state: 'new',
  urgency,
  traveller: person.traveller,
  ...(journey && { journey }),
  ...(person.onManifest && { onManifest: person.onManifest }),
  purpose,
  trail: [{ at, by, ...step }],
  screenings: [id],
  createdAt: at,
  updatedAt: at
})

/** The desk with one more screening to its hits: no change that its officers see. */
const counted = (desk: Desk, screening: string): Desk => ({
  ...desk,
  screenings: [...new Set([...(desk.screenings ?? []), screening])].slice(-remembered)
})

const screenedAgain = (
  desk: Desk,
  { screenedAt: at, by }: Screened,
  urgency: number,
  reopens: boolean
): Desk => ({
  ...desk,
  revision: desk.revision + 1,
  state: reopens && decided.has(desk.state) ? 'reopened' : desk.state,
  urgency,
  trail: [...desk.trail, { at, by, action: 'screened_again' }],
  updatedAt: at
})

const decided = new Set<CaseStateName>(['confirmed', 'dismissed', 'closed', 'withdrawn'])
const open: readonly CaseStateName[] = ['new', 'assigned', 'referred', 'escalated', 'reopened']

interface Rule {
  readonly from: readonly CaseStateName[]
  readonly to?: CaseStateName
  readonly needsReason?: boolean
}

const rules: { readonly [action in Action]?: Rule } = {
  assign: { from: open, to: 'assigned' },
  acknowledge: { from: ['new', 'reopened', 'escalated', 'assigned'], to: 'assigned' },
  release: { from: ['assigned'], to: 'new' },
  confirm: { from: open, to: 'confirmed', needsReason: true },
  dismiss: { from: open, to: 'dismissed', needsReason: true },
  refer: { from: ['new', 'assigned', 'escalated', 'reopened'], to: 'referred', needsReason: true },
  note: { from: caseStates, needsReason: true },
  close: { from: ['confirmed', 'dismissed'], to: 'closed' },
  reopen: {
    from: ['confirmed', 'dismissed', 'closed', 'withdrawn'],
    to: 'reopened',
    needsReason: true
  }
}

/** The case after an officer's action, at the desk of the officer's agency; rejected when that has moved on, the action does not fit its state, or a reason is missing. */
export const applyAction = (
  stored: CaseState | undefined,
  command: CaseCommand,
  at: string
): Applied<CaseState> => {
  const { action, reason, by } = command
  const desk = stored && deskOf(stored, by.agency)
  if (!desk || by.agency === undefined) {
    return rejected('NO_SUCH_CASE', 'there is no such case')
  }
  const { revision, state } = desk
  if (revision !== command.revision) {
    return rejected(
      'STALE_REVISION',
      `the case is at revision ${revision}: read it again before acting`,
      revision
    )
  }
  const rule = rules[action]
  if (!rule?.from.includes(state)) {
    return rejected(
      'ACTION_NOT_POSSIBLE',
      `${action} is not possible while the case is ${state}`,
      revision
    )
  }
  if (rule.needsReason && !reason) {
    return rejected('REASON_REQUIRED', `${action} needs a reason`, revision)
  }
  const { assignee: _, ...rest } = desk
  const assignee = assigneeAfter(desk, command)
  const next: Desk = {
    ...rest,
    ...(assignee && { assignee }),
    revision: revision + 1,
    state: rule.to ?? state,
    trail: [...desk.trail, { at, by, action, ...(reason && { reason }) }],
    updatedAt: at
  }
  return { ok: true, state: { ...stored, desks: { ...stored.desks, [by.agency]: next } } }
}

const assigneeAfter = (desk: Desk, { action, by }: CaseCommand): Actor | undefined => {
  if (action === 'release' || action === 'reopen') return undefined
  return action === 'assign' || action === 'acknowledge' ? by : desk.assignee
}
