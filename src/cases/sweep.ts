import { setTimeout as pause } from 'node:timers/promises'
import type { EscalateCommand } from '../domain/apply-escalation.ts'
import type { Ids } from '../domain/ids.ts'
import type { Cases, Record, RecordEvent } from '../domain/ports.ts'

/** What timers are watched with. */
export interface SweepDeps {
  readonly record: Pick<Record, 'append'>
  readonly cases: Pick<Cases, 'due'>
  readonly ids: Pick<Ids, 'digest'>
  readonly now: () => Date
}

const atOnce = 100
const pauseMs = 500
// What was appended is decided in its turn, which a partition that stands still may keep waiting for long.
const againMs = 3_600_000
// Each look reads so many of these once more; of more, the next look begins behind them.
const mostPassedOver = 1_000

/**
 * Makes the function that appends a command for each desk whose timer is over, and gives how many. Every node may do so: the
 * same timer has the same id, and the projection takes it once. A desk that stays over, as its partition stands still, keeps
 * no other waiting.
 */
export const createSweep = ({ record, cases, ids, now }: SweepDeps): (() => Promise<number>) => {
  const appendedAt = new Map<string, number>()
  let skipped = 0
  return async () => {
    const time = now()
    for (const [id, at] of appendedAt)
      if (Math.abs(time.getTime() - at) > againMs) appendedAt.delete(id)
    const limit = atOnce + Math.min(appendedAt.size, mostPassedOver)
    const over = await cases.due(time.toISOString(), limit, skipped)
    const commands = over.flatMap(desk => commandFor(desk, ids, time) ?? [])
    const found = new Set(commands.map(({ id }) => id))
    const isLast = over.length < limit
    if (isLast && skipped === 0)
      for (const id of appendedAt.keys()) if (!found.has(id)) appendedAt.delete(id)
    const events = commands.filter(({ id }) => !appendedAt.has(id)).slice(0, atOnce)
    if (events.length > 0) await record.append('case-commands', events)
    else skipped = isLast ? 0 : skipped + limit
    for (const { id } of events) appendedAt.set(id, time.getTime())
    return events.length
  }
}

const commandFor = (
  { state, agency }: Awaited<ReturnType<Cases['due']>>[number],
  ids: SweepDeps['ids'],
  time: Date
): RecordEvent<EscalateCommand> | undefined => {
  const desk = state.desks[agency]
  if (!desk?.due) return undefined
  const { revision, due } = desk
  const id = ids.digest(['escalate', state.id, agency, revision, due.at])
  const by = { sub: 'portcullis', agency }
  return {
    id,
    type: 'portcullis.case.escalate',
    source: 'portcullis/timers',
    time: time.toISOString(),
    data: { commandId: id, caseId: state.id, action: 'escalate', revision, due, by }
  }
}

/** Watches timers until the signal aborts. */
export const watchTimers = async (deps: SweepDeps, signal: AbortSignal): Promise<void> => {
  const sweep = createSweep(deps)
  while (!signal.aborted) {
    await sweep()
    await pause(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}
