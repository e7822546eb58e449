import { pino } from 'pino'
import { expect } from 'vitest'
import { openOutbox } from '#src/adapters/distributed/outbox.ts'
import { recordUnavailable } from '#src/adapters/embedded/unavailable.ts'
import type { Record } from '#src/domain/ports.ts'
import { eventsOf, withPlatform as test } from '#test/helpers/opened-platform.ts'

const away: Record = {
  append: () => Promise.reject(recordUnavailable('Kafka does not answer')),
  follow: async () => undefined,
  find: async () => undefined,
  ends: async () => new Map()
}
const event = (id: string, bytes: number) => ({
  ...{ id, type: 't', source: 's', time: '2026-11-22T08:00:00.000Z' },
  data: { text: 'é'.repeat(bytes / 2) }
})

test('what Kafka would never take is refused at once, and does not wait before all others', async ({
  platform
}) => {
  const { record, positions } = platform
  const store = { record, positions, erase: async () => undefined }
  const outbox = await openOutbox(away, () => true, store, pino({ level: 'silent' }))
  const mebibyte = 1024 * 1024
  await expect(
    outbox.record.append('screenings', [event('small', 100), event('large', 3 * mebibyte)])
  ).rejects.toMatchObject({ code: 'EVENT_TOO_LARGE' })
  await outbox.record.append('screenings', [event('as large as it may be', 3 * mebibyte - 2_000)])
  const kept = (await eventsOf(record, 'screenings')).map(({ event: { id } }) => id)
  expect(kept).toEqual(['as large as it may be'])
})
