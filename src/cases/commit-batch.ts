import type { CaseState, CaseStep, ChangedCase, Due } from '../domain/case.ts'
import {
  type Cases,
  caseChangedCode,
  type News,
  type Position,
  type RecordedEvent,
  type Untold,
  type Verdict
} from '../domain/ports.ts'
import { codeOf, isForeign, isPassing } from '../domain/set-aside.ts'
import { setUrgency } from '../domain/set-urgency.ts'
import { setTimers } from '../domain/timers.ts'
import { type CaseProjection, caseIdOf, type Decide } from './case-projection.ts'

/** What is to be told once a batch is stored. */
export interface Committed extends Untold {
  readonly verdicts: readonly Verdict[]
  /** Those that have ended. */
  readonly timers: readonly Due[]
}

/** Decides a batch and stores what it comes to; again, on what stands then, when another node has changed one of its cases meanwhile. */
export const commitBatch = async (
  deps: CaseProjection,
  batch: readonly RecordedEvent[],
  position: Position,
  decide: Decide
): Promise<Committed> => {
  for (let attempt = 1; ; attempt++) {
    const decided = await decideAll(deps, batch, decide)
    const { changes, steps, madeOf, verdicts, timers, unusable } = decided
    const news = await newsOf(deps, steps, changes)
    try {
      for (const recorded of unusable)
        await deps.setAside(recorded, 'INVALID', 'not of the service')
      const changed = changes.map(({ after }) => after)
      const version = await deps.cases.commit({ position, cases: changed, madeOf, news })
      return {
        position,
        news,
        verdicts: verdicts.map(verdict => ({ ...verdict, version })),
        timers
      }
    } catch (error) {
      if (attempt === maxAttempts || codeOf(error) !== caseChangedCode) throw error
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

/** That cases can't be read, as on a node with another key, is no event's fault, whatever it fails with: it waits. */
export const readCases = (
  { cases }: CaseProjection,
  ids: readonly string[]
): ReturnType<Cases['get']> =>
  cases.get(ids).catch(cause => {
    if (isPassing(cause)) throw cause
    throw Object.assign(new Error('cases that are stored can not be read', { cause }), {
      code: 'VIEW_UNAVAILABLE'
    })
  })

const decideAll = async (deps: CaseProjection, batch: readonly RecordedEvent[], decide: Decide) => {
  const own = batch.filter(recorded => !isForeign(recorded))
  const wanted = [...new Set(own.flatMap(recorded => caseIdOf(recorded) ?? []))]
  const stored = await readCases(deps, wanted)
  const madeOf = stored.filter(state => state !== undefined)
  const known = new Map(madeOf.map(state => [state.id, state]))
  const changed = new Map<string, CaseState>()
  const verdicts: Verdict[] = []
  const timers: Due[] = []
  const steps: CaseStep[] = []
  const read = (id: string) => changed.get(id) ?? known.get(id)
  for (const recorded of own) {
    const { state, verdict, timer } = decide(deps, recorded, read)
    if (verdict) verdicts.push(verdict)
    if (timer) timers.push(timer)
    if (!state) continue
    const before = read(state.id)
    const after = setTimers(before, setUrgency(before, state, deps.urgencyOf), deps.rules)
    steps.push({ before, after, cause: recorded.event.id })
    changed.set(state.id, after)
  }
  const changes = [...changed.values()].map(after => ({ before: known.get(after.id), after }))
  // Cases are made of what the service has written, and of nothing else.
  return { changes, steps, madeOf, verdicts, timers, unusable: batch.filter(isForeign) }
}
