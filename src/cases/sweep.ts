import { setTimeout as pause } from 'node:timers/promises'
import type { EscalateCommand } from '../domain/apply-escalation.ts'
import type { Ids } from '../domain/ids.ts'
import type { Cases, Record, RecordEvent } from '../domain/ports.ts'
import type { Metrics } from '../metrics.ts'

/** What timers are watched with. */
export interface SweepDeps {
  readonly record: Record
  readonly cases: Cases
  readonly ids: Ids
  readonly metrics: Pick<Metrics, 'timersOver'>
  readonly now: () => Date
}

const atOnce = 100
const pauseMs = 500

/**
 * Appends a command for each desk whose timer is over; gives how many. Every node may do so: the same timer has the same
 * id, and the projection takes it once.
 */
export const sweepTimers = async ({ record, cases, ids, metrics, now }: SweepDeps) => {
  const time = now().toISOString()
  const over = await cases.due(time, atOnce)
  const events = over.flatMap(({ state, agency }): RecordEvent<EscalateCommand>[] => {
    const desk = state.desks[agency]
    if (!desk?.due) return []
    const { revision, due } = desk
    const id = ids.digest(['escalate', state.id, agency, revision, due.at])
    const by = { sub: 'portcullis', agency }
    const what = { commandId: id, caseId: state.id, action: 'escalate' as const, revision, due, by }
    return [{ id, type: 'portcullis.case.escalate', source: 'portcullis/timers', time, data: what }]
  })
  if (events.length > 0) await record.append('case-commands', events)
  for (const { data } of events) metrics.timersOver.inc({ what: data.due.what, to: data.due.to })
  return events.length
}

/** Watches timers until the signal aborts. */
export const watchTimers = async (deps: SweepDeps, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    await sweepTimers(deps)
    await pause(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}
