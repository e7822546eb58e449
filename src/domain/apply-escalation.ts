import type { Actor } from './access.ts'
import { type Applied, rejected } from './applied.ts'
import { type CaseState, type CaseStateName, type Desk, type Due, deskOf, moved } from './case.ts'

/** A timer that is over, as the record keeps it; its id follows from case, desk, revision and time, whoever sends it. */
export interface EscalateCommand {
  readonly commandId: string
  readonly caseId: string
  readonly action: 'escalate'
  readonly revision: number
  readonly due: Due
  readonly by: Actor
}

/** The case after a timer of one desk: the next is told; refused when the desk has moved on, so that each is told once. */
export const applyEscalation = (
  stored: CaseState | undefined,
  { by: { sub, agency }, revision, due }: EscalateCommand,
  at: string
): Applied<CaseState> => {
  const desk = stored && deskOf(stored, agency)
  if (!desk || agency === undefined) return rejected('NO_SUCH_CASE', 'there is no such case')
  if (desk.revision !== revision || desk.due?.at !== due.at) {
    return rejected('STALE_REVISION', 'the desk has moved on', desk.revision)
  }
  const { what, to, step } = due
  const { assignee, ...rest } = desk
  const isOpen = waiting.has(desk.state)
  const next: Desk = {
    ...moved(rest, isOpen ? 'escalated' : desk.state),
    ...(assignee && !isOpen && { assignee }),
    escalation: { to, what, at },
    told: { ...desk.told, [what]: { at, step } },
    revision: revision + 1,
    trail: [...desk.trail, { at, by: { sub }, action: 'escalated', escalation: { what, to } }],
    updatedAt: at
  }
  return { ok: true, state: { ...stored, desks: { ...stored.desks, [agency]: next } } }
}

/** What waits for an approval or an answer goes on waiting for it. */
const waiting = new Set<CaseStateName>(['new', 'reopened', 'assigned', 'escalated'])
