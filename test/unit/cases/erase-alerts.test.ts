import { expect } from 'vitest'
import { eraseOldAlerts } from '#src/cases/erase-alerts.ts'
import type { AuditLine } from '#src/domain/ports.ts'
import { anAlert } from '#test/helpers/alerts.ts'
import { withPlatform } from '#test/helpers/opened-platform.ts'

const test = withPlatform
const duty = { agency: 'interior', desk: 'duty' }

test('alerts of a desk without a webhook, and those that failed, are erased after a week, and counted in the audit', async ({
  platform: { deliveries }
}) => {
  const position = { topic: 'alerts', partition: 0, offset: 1 } as const
  const [failed, waiting] = [anAlert({ id: 'failed' }), anAlert({ id: 'waits', caseId: 'other' })]
  const left = anAlert({ id: 'left', desk: 'second-line' })
  await deliveries.add({ position, alerts: [failed, waiting, left] })
  await deliveries.settle('failed', { as: 'failed', at: '2026-11-22T08:00:00.000Z', error: '410' })
  const lines: AuditLine[] = []
  const audit = { append: async (more: readonly AuditLine[]) => void lines.push(...more) }
  const eraseAt = (time: string) =>
    eraseOldAlerts({ deliveries, webhooks: [duty], audit, now: () => new Date(time) })
  await eraseAt('2026-11-22T08:00:00.000Z')
  await eraseAt('2026-11-29T08:00:00.000Z')
  expect(await deliveries.counts()).toEqual({ waiting: 2, failed: 1 })
  expect(lines).toEqual([])
  await eraseAt('2026-11-29T08:00:01.000Z')
  expect(await deliveries.counts()).toEqual({ waiting: 1, failed: 0 })
  expect(lines).toMatchObject([{ action: 'alerts_erased', about: { alerts: 2 } }])
})
