import { setTimeout as pause } from 'node:timers/promises'
import type { Alert } from '../domain/alert.ts'
import type { Deliveries, Delivery } from '../domain/case-ports.ts'
import type { Metrics } from '../metrics.ts'

/** Hands one alert to its receiver; undefined when it was taken, else why not. */
export type SendAlert = (alert: Alert, signal: AbortSignal) => Promise<string | undefined>

/** What alerts are delivered with, to one desk of one agency. */
export interface DeliverDeps {
  readonly agency: string
  readonly desk: string
  readonly deliveries: Deliveries
  readonly send: SendAlert
  readonly pace: DeliveryPace
  readonly metrics: Pick<Metrics, 'alertDeliveries'>
  readonly log: { warn(about: object, message: string): void }
  readonly now: () => Date
}

/** How long to wait for an answer, and how often and in what steps to try again. */
export interface DeliveryPace {
  readonly timeoutMs: number
  readonly firstPauseMs: number
  readonly longestPauseMs: number
  readonly attempts: number
}

/** About a day of attempts. */
export const usualPace: DeliveryPace = {
  timeoutMs: 5_000,
  firstPauseMs: 1_000,
  longestPauseMs: 300_000,
  attempts: 300
}

const atOnce = 16
const idleMs = 100

/**
 * Delivers this desk's alerts until the signal aborts: of each case one at a time, in order, again with growing pauses until
 * it is taken, at last to the list of the failed. At least once: after a kill the last ones are sent again, under the same id.
 */
export const deliverAlerts = async (deps: DeliverDeps, signal: AbortSignal): Promise<void> => {
  const { agency, desk, deliveries, pace, now } = deps
  while (!signal.aborted) {
    const next = await deliveries.claim({
      agency,
      desk,
      at: now().toISOString(),
      holdMs: 2 * pace.timeoutMs,
      limit: atOnce
    })
    await Promise.all(next.map(one => deliver(deps, one, signal)))
    if (next.length === 0) await pause(idleMs, undefined, { signal }).catch(() => undefined)
  }
}

const deliver = async (deps: DeliverDeps, { alert, attempts }: Delivery, signal: AbortSignal) => {
  const { deliveries, send, pace, metrics, log, now } = deps
  const error = await send(alert, signal)
  if (error === undefined) {
    metrics.alertDeliveries.inc({ outcome: 'delivered' })
    return deliveries.settle(alert.id, { as: 'delivered' })
  }
  const at = now().toISOString()
  if (attempts + 1 >= pace.attempts) {
    metrics.alertDeliveries.inc({ outcome: 'failed' })
    log.warn({ alert: alert.id, error }, 'alert could not be delivered')
    return deliveries.settle(alert.id, { as: 'failed', at, error })
  }
  metrics.alertDeliveries.inc({ outcome: 'retried' })
  const pauseMs = Math.min(pace.firstPauseMs * 2 ** attempts, pace.longestPauseMs)
  const waitMs = signal.aborted ? 0 : pauseMs
  return deliveries.settle(alert.id, { as: 'waiting', at, waitMs, error })
}
