import { setTimeout as pause } from 'node:timers/promises'
import type { Deliveries } from '../domain/case-ports.ts'
import type { Audit } from '../domain/ports.ts'
import type { Webhook } from '../domain/webhook.ts'

/** What alerts that nobody took are erased with. */
export interface EraseAlertsDeps {
  readonly deliveries: Pick<Deliveries, 'erase'>
  readonly webhooks: readonly Pick<Webhook, 'agency' | 'desk'>[]
  readonly audit: Pick<Audit, 'append'>
  readonly now: () => Date
}

const hourMs = 60 * 60_000
/** As long as the topic of alerts keeps them: time enough to see that a webhook is missing, and to have them sent again. */
const keepMs = 7 * 24 * hourMs

/** Erases, hour by hour until the signal aborts, alerts that failed long ago, and those of desks that have no webhook any more. */
export const eraseAlerts = async (deps: EraseAlertsDeps, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    await eraseOldAlerts(deps)
    await pause(hourMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Erases those that are old enough by now; audited, their number only. */
export const eraseOldAlerts = async ({ deliveries, webhooks, audit, now }: EraseAlertsDeps) => {
  const at = now().toISOString()
  const alerts = await deliveries.erase({ desks: webhooks, at, keepMs })
  if (alerts === 0) return
  const by = { sub: 'portcullis' }
  await audit.append([{ at, by, action: 'alerts_erased', about: { alerts } }])
}
