import type { Alert } from '#src/domain/alert.ts'
import type { Deliveries, Delivery } from '#src/domain/case-ports.ts'
import type { Database } from './database.ts'
import type { StoredDelivery } from './delivery-table.ts'

/** Alerts on their way to agencies, in SQLite. */
export const embeddedDeliveries = (database: Database): Deliveries => ({
  offsets: async () => new Map(await database.read('offsets', 'deliveries', 'alerts')),
  add: ({ position, alerts }) =>
    database.write(
      'addDeliveries',
      position,
      alerts.map(alert => {
        const { id, agency, desk, caseId } = alert
        return { id, agency, desk, caseId, json: JSON.stringify(alert) }
      })
    ),
  async claim({ at, holdMs, ...claim }) {
    const asked = { ...claim, at: Date.parse(at), heldUntil: Date.parse(at) + holdMs }
    // Nothing to do is the usual case, and must cost no write.
    if (!(await database.read('hasDeliveries', asked))) return []
    return (await database.write('claimDeliveries', asked)).map(deliveryOf)
  },
  async settle(id, outcome) {
    if (outcome.as === 'delivered') return database.write('removeDelivery', id)
    const isFailed = outcome.as === 'failed'
    const at = Date.parse(outcome.at) + (isFailed ? 0 : outcome.waitMs)
    await database.write('settleDelivery', id, isFailed, at, outcome.error)
  },
  async failed(agency, after, limit) {
    const found = await database.read('failedDeliveries', agency, after ?? '', limit)
    return found.map(one => ({
      ...deliveryOf(one),
      failedAt: new Date(one.at).toISOString(),
      error: one.error
    }))
  },
  redeliver: (agency, id) => database.write('redeliver', agency, id),
  async erase({ desks, at, keepMs }) {
    const served = desks.map(({ agency, desk }) => `${agency}/${desk}`)
    const now = Date.parse(at)
    const next = () => database.write('eraseDeliveries', served, now, now - keepMs)
    let erased = 0
    for (let more = await next(); more > 0; more = await next()) erased += more
    return erased
  },
  counts: () => database.read('deliveryCounts')
})

const deliveryOf = ({ json, attempts }: StoredDelivery): Delivery => ({
  alert: JSON.parse(json) as Alert,
  attempts
})
