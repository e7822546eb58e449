import { applyAction, applyScreening, applyUnscreened } from '../domain/apply-case.ts'
import { applyNotice } from '../domain/apply-notice.ts'
import { canaryCase } from '../domain/canary.ts'
import type { CaseCommand, CaseState, ChangedCase, Notice, Unscreened } from '../domain/case.ts'
import type { Ids } from '../domain/ids.ts'
import {
  type Cases,
  caseChangedCode,
  type Record,
  type RecordedEvent,
  type Topic,
  type Verdict,
  type Verdicts
} from '../domain/ports.ts'
import type { Screened } from '../domain/screening.ts'
import { isForeign, type SetAside } from '../domain/set-aside.ts'
import type { Instruction } from '../domain/vocabulary.ts'
import { screenedTypes } from '../screening/event.ts'

/** What the projection of cases works with. */
export interface CaseProjection {
  readonly record: Record
  readonly cases: Cases
  readonly verdicts: Verdicts
  readonly ids: Ids
  readonly urgencyOf: (instruction: Instruction) => number
  /** Told of changes before they are stored, and again after a kill; repetitions must do no harm. */
  readonly announce: (changes: readonly ChangedCase[]) => Promise<void>
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
    handle: (batch: readonly RecordedEvent[]) => project(deps, batch, decide),
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
  for (let attempt = 1; ; attempt++) {
    const { changes, madeOf, verdicts, unusable } = await decideAll(deps, batch, decide)
    if (changes.length > 0) await deps.announce(changes)
    try {
      for (const recorded of unusable)
        await deps.setAside(recorded, 'INVALID', 'not of the service')
      const cases = changes.map(({ after }) => after)
      const version = await deps.cases.commit({ position: last.position, cases, madeOf })
      deps.verdicts.publish(verdicts.map(verdict => ({ ...verdict, version })))
      return
    } catch (error) {
      if (attempt === maxAttempts || !isCaseChanged(error)) throw error
    }
  }
}

const maxAttempts = 5

const isCaseChanged = (error: unknown) => (error as { code?: unknown }).code === caseChangedCode

const decideAll = async (deps: CaseProjection, batch: readonly RecordedEvent[], decide: Decide) => {
  const own = batch.filter(recorded => !isForeign(recorded))
  const wanted = [...new Set(own.flatMap(({ event }) => caseIdOf(event.data) ?? []))]
  const stored = await deps.cases.get(wanted)
  const madeOf = stored.filter(state => state !== undefined)
  const known = new Map(madeOf.map(state => [state.id, state]))
  const changed = new Map<string, CaseState>()
  const verdicts: Verdict[] = []
  for (const recorded of own) {
    const { state, verdict } = decide(deps, recorded, id => changed.get(id) ?? known.get(id))
    if (state) changed.set(state.id, state)
    if (verdict) verdicts.push(verdict)
  }
  const changes = [...changed.values()].map(after => ({ before: known.get(after.id), after }))
  // Cases are made of what the service has written, and of nothing else.
  return { changes, madeOf, verdicts, unusable: batch.filter(isForeign) }
}

const caseIdOf = (data: unknown) => (data as { caseId?: string }).caseId

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
    const message = event.data as Unscreened
    const urgency = urgencyOf('refer_second_line')
    return { state: applyUnscreened(read(message.caseId), message, urgency) }
  }
  const { caseId } = event.data as Screened | Notice
  const hitId = (list: string, entryId: string) => ids.hit(caseId, list, entryId)
  if (event.type === notice) {
    return { state: applyNotice(read(caseId), event.data as Notice, hitId) }
  }
  const screened = event.data as Screened
  return { state: applyScreening(read(screened.caseId), screened, hitId, urgencyOf) }
}

const takeCommand: Decide = (_deps, { event }, read) => {
  const command = event.data as CaseCommand
  const { commandId } = command
  const applied = applyAction(read(command.caseId), command, event.time)
  if (!applied.ok) return { verdict: { commandId, ok: false, rejection: applied.rejection } }
  const revision = command.revision + 1 // every action that is taken raises its desk's by one
  return { state: applied.state, verdict: { commandId, ok: true, revision, version: 0 } }
}
