import { applyAction } from '../domain/apply-action.ts'
import { applyScreening, applyUnscreened } from '../domain/apply-case.ts'
import { applyEscalation, type EscalateCommand } from '../domain/apply-escalation.ts'
import { applyNotice } from '../domain/apply-notice.ts'
import { applyRevocation, type RevokeCommand } from '../domain/apply-revocation.ts'
import { applyView, type ViewCommand } from '../domain/apply-view.ts'
import { canaryCase } from '../domain/canary.ts'
import type { CaseState, CaseStep, ChangedCase, Notice, Unscreened } from '../domain/case.ts'
import type { CaseCommand } from '../domain/case-action.ts'
import type { CaseRules } from '../domain/case-rules.ts'
import type { DefaultsNotice, EntryNotice } from '../domain/entry-notice.ts'
import type { Ids } from '../domain/ids.ts'
import {
  type Cases,
  caseChangedCode,
  type News,
  type Record,
  type RecordEvent,
  type RecordedEvent,
  type Topic,
  type Verdict,
  type Verdicts
} from '../domain/ports.ts'
import type { Screened } from '../domain/screening.ts'
import { isForeign, type SetAside } from '../domain/set-aside.ts'
import { setTimers } from '../domain/timers.ts'
import type { Instruction } from '../domain/vocabulary.ts'
import { inHalves } from '../in-halves.ts'
import { screenedTypes } from '../screening/event.ts'
import { type TellDeps, tell, tellFirst } from './tell.ts'

/** What the projection of cases works with. */
export interface CaseProjection {
  readonly record: Record
  readonly cases: Cases
  readonly verdicts: Verdicts
  readonly ids: Ids
  readonly urgencyOf: (instruction: Instruction) => number
  readonly rules: CaseRules
  /** What is to be told of each single change, and of what they come to: made before the cases are stored, told afterwards. */
  readonly alertsOf: (steps: readonly CaseStep[]) => readonly RecordEvent[]
  readonly repliesOf: (changes: readonly ChangedCase[]) => Promise<readonly RecordEvent[]>
  readonly keepReplies: TellDeps['keepReplies']
  readonly setAside: SetAside
}

/**
 * Makes cases of screenings with hits, and decides officers' commands in the order of the record, until the signal
 * aborts. Both topics change the same cases, so they are followed together.
 */
export const projectCases = (deps: CaseProjection, signal: AbortSignal): Promise<void> => {
  const follow = (topic: Topic, types: readonly string[] | undefined, decide: Decide) => ({
    topic,
    group: 'cases',
    after: () => deps.cases.resume(topic),
    holds: () => deps.cases.offsets(topic),
    handle: (batch: readonly RecordedEvent[]) =>
      inHalves(batch, part => project(deps, part, decide)),
    ...(types && { types }),
    signal
  })
  return deps.record.follow(
    follow('screenings', casesAreMadeOf, takeScreening),
    follow('case-commands', undefined, takeCommand)
  )
}

const { withHits, unscreened, notice, manifest, canary } = screenedTypes
const casesAreMadeOf = [withHits, unscreened, notice, manifest, canary]

type Decide = (
  deps: CaseProjection,
  recorded: RecordedEvent,
  read: (id: string) => CaseState | undefined
) => { readonly state?: CaseState | undefined; readonly verdict?: Verdict }

/** Decides a batch; again, on what stands then, when another node has changed one of its cases meanwhile. */
const project = async (
  deps: CaseProjection,
  batch: readonly RecordedEvent[],
  decide: Decide
): Promise<void> => {
  const last = batch.at(-1)
  if (!last) return
  const { position } = last
  const { cases } = deps
  await tellFirst(deps, position.partition)
  for (let attempt = 1; ; attempt++) {
    const { changes, steps, madeOf, verdicts, unusable } = await decideAll(deps, batch, decide)
    const news = await newsOf(deps, steps, changes)
    try {
      for (const recorded of unusable)
        await deps.setAside(recorded, 'INVALID', 'not of the service')
      const changed = changes.map(({ after }) => after)
      const version = await cases.commit({ position, cases: changed, madeOf, news })
      await tell(deps, { position, news })
      deps.verdicts.publish(verdicts.map(verdict => ({ ...verdict, version })))
      return
    } catch (error) {
      if (attempt === maxAttempts || !isCaseChanged(error)) throw error
    }
  }
}

const maxAttempts = 5

const newsOf = async (
  { alertsOf, repliesOf }: CaseProjection,
  steps: readonly CaseStep[],
  changes: readonly ChangedCase[]
): Promise<readonly News[]> => {
  if (changes.length === 0) return []
  const replies = { topic: 'carrier-replies' as const, events: await repliesOf(changes) }
  const alerts = { topic: 'alerts' as const, events: alertsOf(steps) }
  return [replies, alerts].filter(({ events }) => events.length > 0)
}

const isCaseChanged = (error: unknown) => (error as { code?: unknown }).code === caseChangedCode

const decideAll = async (deps: CaseProjection, batch: readonly RecordedEvent[], decide: Decide) => {
  const own = batch.filter(recorded => !isForeign(recorded))
  const wanted = [...new Set(own.flatMap(({ event }) => caseIdOf(event.data) ?? []))]
  const stored = await deps.cases.get(wanted)
  const madeOf = stored.filter(state => state !== undefined)
  const known = new Map(madeOf.map(state => [state.id, state]))
  const changed = new Map<string, CaseState>()
  const verdicts: Verdict[] = []
  const steps: CaseStep[] = []
  const read = (id: string) => changed.get(id) ?? known.get(id)
  for (const recorded of own) {
    const { state, verdict } = decide(deps, recorded, read)
    if (verdict) verdicts.push(verdict)
    if (!state) continue
    const before = read(state.id)
    const after = setTimers(before, state, deps.rules)
    steps.push({ before, after, cause: recorded.event.id })
    changed.set(state.id, after)
  }
  const changes = [...changed.values()].map(after => ({ before: known.get(after.id), after }))
  // Cases are made of what the service has written, and of nothing else.
  return { changes, steps, madeOf, verdicts, unusable: batch.filter(isForeign) }
}

const caseIdOf = (data: unknown) => (data as { caseId?: string }).caseId

type AnyNotice = Notice | EntryNotice | DefaultsNotice

const takeScreening: Decide = ({ ids, urgencyOf }, { event }, read) => {
  if (event.type === manifest) {
    return { verdict: { commandId: event.id, ok: true, revision: 0, version: 0 } }
  }
  if (event.type === canary) {
    const { caseId } = event.data as { readonly caseId: string }
    const verdict = { commandId: event.id, ok: true, revision: 0, version: 0 } as const
    return { state: canaryCase(caseId, event.id, event.time), verdict }
  }
  if (event.type === unscreened) {
    const message = { ...(event.data as Unscreened), screenedAt: event.time }
    const urgency = urgencyOf('refer_second_line')
    return { state: applyUnscreened(read(message.caseId), message, urgency) }
  }
  const { caseId } = event.data as Screened | AnyNotice
  const hitId = (list: string, entryId: string) => ids.hit(caseId, list, entryId)
  if (event.type === notice) {
    const said = { ...(event.data as AnyNotice), at: event.time }
    return { state: applyNotice(read(caseId), said, hitId, urgencyOf) }
  }
  const screened = { ...(event.data as Screened), screenedAt: event.time }
  return { state: applyScreening(read(screened.caseId), screened, hitId, urgencyOf) }
}

const takeCommand: Decide = ({ rules }, { event }, read) => {
  const command = event.data as CaseCommand | EscalateCommand | RevokeCommand | ViewCommand
  const { commandId } = command
  const stored = read(command.caseId)
  if (command.action === 'view') return { state: applyView(stored, command, event.time) }
  const applied = applyCommand(stored, command, event.time, rules)
  if (!applied.ok) return { verdict: { commandId, ok: false, rejection: applied.rejection } }
  const revision = 'revision' in command ? command.revision + 1 : 0 // what is taken raises its desk's by one
  return { state: applied.state, verdict: { commandId, ok: true, revision, version: 0 } }
}

const applyCommand = (
  stored: CaseState | undefined,
  command: CaseCommand | EscalateCommand | RevokeCommand,
  at: string,
  rules: CaseRules
) => {
  if (command.action === 'escalate') return applyEscalation(stored, command, at)
  if (command.action === 'revoke') return applyRevocation(stored, command, at)
  return applyAction(stored, command, at, rules)
}
