import type { Alert } from '../domain/alert.ts'
import type { Deliveries } from '../domain/case-ports.ts'
import type { Record } from '../domain/ports.ts'
import type { Webhook } from '../domain/webhook.ts'

/** Queues the record's alerts for the desks that have a webhook, in order and each once, until the signal aborts. */
export const queueAlerts = (
  {
    record,
    deliveries,
    webhooks
  }: {
    readonly record: Record
    readonly deliveries: Deliveries
    readonly webhooks: readonly Webhook[]
  },
  signal: AbortSignal
): Promise<void> =>
  record.follow({
    topic: 'alerts',
    group: 'deliveries',
    isPatient: webhooks.length === 0,
    after: () => deliveries.offsets(),
    handle: async batch => {
      const last = batch.at(-1)
      if (!last) return
      const alerts = batch
        .map(({ event }) => event.data as Alert)
        .filter(({ agency, desk }) =>
          webhooks.some(one => one.agency === agency && one.desk === desk)
        )
      await deliveries.add({ position: last.position, alerts })
    },
    signal
  })
