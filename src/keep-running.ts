import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { Metrics } from './metrics.ts'

export interface KeepRunning {
  readonly signal: AbortSignal
  readonly log: FastifyBaseLogger
  readonly metrics: Metrics
  /** The followers that run at this moment, rather than wait after a failure. */
  readonly running: Set<string>
}

const firstPauseMs = 100
const longestPauseMs = 2_000
// Who has run for so long fails for a new reason.
const longEnoughMs = 10_000

/** Runs a follower until the signal aborts, and starts it again after a growing pause whenever it fails. */
export const keepRunning = async (
  follower: string,
  run: (signal: AbortSignal) => Promise<void>,
  { signal, log, metrics, running }: KeepRunning
): Promise<void> => {
  let pauseMs = firstPauseMs
  while (!signal.aborted) {
    const startedAt = performance.now()
    running.add(follower)
    try {
      await run(signal)
      if (signal.aborted) return
      throw new Error('ended by itself')
    } catch (err) {
      if (signal.aborted) return
      metrics.followerFailures.inc({ follower })
      log.error({ err, follower }, 'follower failed and starts again')
    } finally {
      running.delete(follower)
    }
    if (performance.now() - startedAt > longEnoughMs) pauseMs = firstPauseMs
    await pause(pauseMs, undefined, { signal }).catch(() => undefined)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
}
