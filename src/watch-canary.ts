import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { alertHeardId } from './domain/canary.ts'
import type { Record, Verdicts } from './domain/ports.ts'
import type { Metrics } from './metrics.ts'
import { screenedTypes } from './screening/event.ts'
import type { Watchlist } from './watchlist/watchlist.ts'

export interface CanaryDeps {
  readonly watchlist: Watchlist
  readonly record: Record
  readonly verdicts: Verdicts
  readonly metrics: Metrics
  readonly log: FastifyBaseLogger
  /** Of this node's own: its checks make cases of theirs, one for each partition. */
  readonly nodeDigest: string
  /** Whether alerts are written by a follower of their own, which then has to be passed too. */
  readonly hasAlerts: boolean
  /** Whether record or shared view were away since this instant: then a miss says nothing that they do not say. */
  readonly wasAwaySince: (at: number) => boolean
  readonly everySeconds: number
  /** How long one may be on its way. */
  readonly patienceMs?: number
  readonly now: () => Date
}

/** Where a canary got lost. */
export type Lost = 'match' | 'record' | 'case' | 'alert'

// Longer than it takes until other nodes have the partitions of one that was killed.
const usualPatienceMs = 30_000
const againMs = 5_000

/**
 * Sends a synthetic listed person through everything now and then: found in the index, recorded, made a case that nobody
 * sees, alerted. Each time through another partition, so through other nodes too.
 */
export const watchCanary = (deps: CanaryDeps) => {
  const { metrics, log, wasAwaySince, everySeconds, now } = deps
  let turn = 0
  let isMissed = false

  const check = async (signal: AbortSignal) => {
    const startedAt = performance.now()
    const lost = await send(deps, turn++, signal)
    if (lost === undefined) {
      if (isMissed) log.info('the canary is back')
      isMissed = false
      metrics.canarySeen.set(now().getTime() / 1_000)
      return true
    }
    if (signal.aborted || wasAwaySince(startedAt)) return false
    isMissed = true
    metrics.canaryMissed.inc({ stage: lost })
    log.error({ stage: lost }, 'a canary was missed')
    return false
  }

  return {
    /** Whether the last one that counts was missed. */
    isMissed: () => isMissed,
    /** Checks until the signal aborts; the first time after one interval. */
    run: async (signal: AbortSignal) => {
      let waitMs = everySeconds * 1_000
      while (!signal.aborted) {
        await pause(waitMs, undefined, { signal }).catch(() => undefined)
        if (signal.aborted) return
        waitMs = (await check(signal))
          ? everySeconds * 1_000
          : Math.min(againMs, everySeconds * 1_000)
      }
    }
  }
}

const send = async (
  deps: CanaryDeps,
  turn: number,
  signal: AbortSignal
): Promise<Lost | undefined> => {
  const { watchlist, record, verdicts, nodeDigest, hasAlerts, now } = deps
  const { patienceMs = usualPatienceMs } = deps
  if (!watchlist.findsCanary()) return 'match'
  const id = randomUUID()
  const partition = turn % (record.partitions ?? 1)
  const cased = verdicts.wait(id, patienceMs, signal)
  const alerted = hasAlerts ? verdicts.wait(alertHeardId(id), patienceMs, signal) : cased
  const data = { caseId: `canary-${nodeDigest}-${partition}` }
  const event = {
    id,
    type: screenedTypes.canary,
    source: 'portcullis/canary',
    time: now().toISOString(),
    data
  }
  try {
    await record.append('screenings', [event], partition)
  } catch {
    return 'record'
  }
  if (!(await cased)) return 'case'
  return (await alerted) ? undefined : 'alert'
}
