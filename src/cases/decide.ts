import { isOpen } from '../domain/access.ts'
import { applyAction } from '../domain/apply-action.ts'
import { applyScreening, applyUnscreened } from '../domain/apply-case.ts'
import { applyEscalation, type EscalateCommand } from '../domain/apply-escalation.ts'
import { applyNotice } from '../domain/apply-notice.ts'
import { applyRevocation, type RevokeCommand } from '../domain/apply-revocation.ts'
import { applyView, type ViewCommand } from '../domain/apply-view.ts'
import { canaryCase } from '../domain/canary.ts'
import type { CaseState, Notice, Unscreened } from '../domain/case.ts'
import type { CaseCommand } from '../domain/case-action.ts'
import type { CaseRules } from '../domain/case-rules.ts'
import type { AnyEntryNotice } from '../domain/entry-notice.ts'
import { keepOpenVerdicts } from '../domain/open-verdicts.ts'
import type { Screened } from '../domain/screening.ts'
import { screenedTypes } from '../screening/event.ts'
import type { Decide } from './case-projection.ts'

const { unscreened, notice, manifest, canary } = screenedTypes

type AnyNotice = Notice | AnyEntryNotice

/** What an event of `screenings` makes of its case. */
export const decideScreening: Decide = ({ ids, urgencyOf }, { event }, read) => {
  if (event.type === manifest) return { verdict: passed(event.id) }
  if (event.type === canary) {
    const { caseId } = event.data as { readonly caseId: string }
    return { state: canaryCase(caseId, event.id, event.time), verdict: passed(event.id) }
  }
  if (event.type === unscreened) {
    const message = { ...(event.data as Unscreened), screenedAt: event.time }
    const urgency = urgencyOf('refer_second_line')
    return { state: applyUnscreened(read(message.caseId), message, urgency) }
  }
  const { caseId } = event.data as Screened | AnyNotice
  const stored = read(caseId)
  const hitId = (list: string, entryId: string) => ids.hit(caseId, list, entryId)
  if (event.type === notice) {
    const said = { ...(event.data as AnyNotice), at: event.time }
    const apply = (state: CaseState | undefined, what: AnyNotice) =>
      applyNotice(state, what, hitId, urgencyOf)
    const state = apply(stored, said)
    return {
      state: state && keepOpenVerdicts(stored, state, open => apply(open, ofOpenHits(said)))
    }
  }
  const screened = { ...(event.data as Screened), screenedAt: event.time }
  const apply = (state: CaseState | undefined, hits: Screened['hits']) =>
    applyScreening(state, { ...screened, hits }, hitId, urgencyOf)
  const { hits } = screened
  const state = apply(stored, hits)
  return {
    state: state && keepOpenVerdicts(stored, state, open => apply(open, hits.filter(isOpen)))
  }
}

/** What a notice says of open hits. */
const ofOpenHits = (said: AnyNotice): AnyNotice => {
  if (!('since' in said) || !said.since) return said
  return { ...said, since: { ...said.since, found: said.since.found.filter(isOpen) } }
}

/** Whoever waits for this event learns that everything before it stands in the cases. */
export const passed = (commandId: string) =>
  ({ commandId, ok: true, revision: 0, version: 0 }) as const

/** What a command makes of its case, and its verdict. */
export const decideCommand: Decide = ({ rules }, { event }, read) => {
  const command = event.data as CaseCommand | EscalateCommand | RevokeCommand | ViewCommand
  const { commandId } = command
  const stored = read(command.caseId)
  if (command.action === 'view') return { state: applyView(stored, command, event.time) }
  const applied = applyCommand(stored, command, event.time, rules)
  if (!applied.ok) return { verdict: { commandId, ok: false, rejection: applied.rejection } }
  const revision = 'revision' in command ? command.revision + 1 : 0 // what is taken raises its desk's by one
  return {
    state: applied.state,
    verdict: { commandId, ok: true, revision, version: 0 },
    ...(command.action === 'escalate' && { timer: command.due })
  }
}

const applyCommand = (
  stored: CaseState | undefined,
  command: CaseCommand | EscalateCommand | RevokeCommand,
  at: string,
  rules: CaseRules
) => {
  if (command.action === 'escalate') return applyEscalation(stored, command, at)
  if (command.action === 'revoke') return applyRevocation(stored, command, at)
  const applied = applyAction(stored, command, at, rules)
  if (!applied.ok) return applied
  const state = keepOpenVerdicts(stored, applied.state, open => {
    const without = applyAction(open, command, at, rules)
    return without.ok ? without.state : undefined
  })
  return { ...applied, state }
}
