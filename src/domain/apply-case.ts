import type { Actor } from './access.ts'
import { type Applied, rejected } from './applied.ts'
import {
  type Action,
  type CaseCommand,
  type CaseState,
  type CaseStateName,
  caseStates,
  isVisible,
  type Unscreened
} from './case.ts'
import type { Screened } from './screening.ts'
import type { Instruction } from './vocabulary.ts'

const remembered = 50

/**
 * The case after a screening with hits: made by the first, completed by later ones. Each entry stands in it once;
 * a repeated event changes nothing, a new entry reopens what was already decided.
 */
export const applyScreening = (
  stored: CaseState | undefined,
  screened: Screened,
  hitId: (list: string, entryId: string) => string,
  urgencyOf: (instruction: Instruction) => number
): CaseState | undefined => {
  if (screened.hits.length === 0 || stored?.screenings.includes(screened.id)) return undefined
  const hits = new Map(stored?.hits.map(hit => [hit.id, hit]))
  let isNews = false
  for (const hit of screened.hits) {
    const id = hitId(hit.list, hit.entryId)
    const known = hits.get(id)
    const isNewer = !known || hit.entryRevision > known.entryRevision
    isNews ||= isNewer
    if (isNewer || (hit.entryRevision === known.entryRevision && hit.score > known.score)) {
      hits.set(id, { ...hit, id })
    }
  }
  const all = [...hits.values()].sort((a, b) => b.score - a.score)
  const isDecided = stored && decided.has(stored.state)
  const { screenedAt: at, by } = screened
  return {
    ...(stored ?? {
      id: screened.caseId,
      traveller: screened.person.traveller,
      ...(screened.journey && { journey: screened.journey }),
      purpose: screened.purpose,
      createdAt: at
    }),
    revision: (stored?.revision ?? 0) + 1,
    state: !stored ? 'new' : isDecided && isNews ? 'reopened' : stored.state,
    urgency: Math.min(...all.map(hit => urgencyOf(hit.instruction))),
    hits: all,
    screenings: [...(stored?.screenings ?? []), screened.id].slice(-remembered),
    trail: [...(stored?.trail ?? []), { at, by, action: stored ? 'screened_again' : 'opened' }],
    updatedAt: at
  }
}

/** The case of a traveller that could not be screened; a repeated message changes nothing. */
export const applyUnscreened = (
  stored: CaseState | undefined,
  message: Unscreened,
  urgency: number
): CaseState | undefined => {
  if (stored) return undefined
  const { caseId: id, purpose, reason, agencies, screenedAt: at, by, journey, person } = message
  return {
    id,
    revision: 1,
    state: 'new',
    urgency,
    traveller: person.traveller,
    ...(journey && { journey }),
    purpose,
    hits: [],
    unscreened: { reason, agencies },
    screenings: [message.id],
    trail: [{ at, by, action: 'not_screened', reason }],
    createdAt: at,
    updatedAt: at
  }
}

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

/** The case after an officer's action; rejected when the case has moved on, the action does not fit its state, or a reason is missing. */
export const applyAction = (
  stored: CaseState | undefined,
  command: CaseCommand,
  at: string
): Applied<CaseState> => {
  if (!stored || !isVisible(stored, command.by.agency)) {
    return rejected('NO_SUCH_CASE', 'there is no such case')
  }
  if (stored.revision !== command.revision) {
    return rejected(
      'STALE_REVISION',
      `the case is at revision ${stored.revision}: read it again before acting`,
      stored.revision
    )
  }
  const rule = rules[command.action]
  if (!rule?.from.includes(stored.state)) {
    return rejected(
      'ACTION_NOT_POSSIBLE',
      `${command.action} is not possible while the case is ${stored.state}`,
      stored.revision
    )
  }
  if (rule.needsReason && !command.reason) {
    return rejected('REASON_REQUIRED', `${command.action} needs a reason`, stored.revision)
  }
  const { assignee: _, ...rest } = stored
  const assignee = assigneeAfter(stored, command)
  return {
    ok: true,
    state: {
      ...rest,
      ...(assignee && { assignee }),
      revision: stored.revision + 1,
      state: rule.to ?? stored.state,
      trail: [
        ...stored.trail,
        {
          at,
          by: command.by,
          action: command.action,
          ...(command.reason && { reason: command.reason })
        }
      ],
      updatedAt: at
    }
  }
}

const assigneeAfter = (stored: CaseState, { action, by }: CaseCommand): Actor | undefined => {
  if (action === 'release' || action === 'reopen') return undefined
  return action === 'assign' || action === 'acknowledge' ? by : stored.assignee
}
