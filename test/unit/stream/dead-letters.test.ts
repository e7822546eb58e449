import { pino } from 'pino'
import { expect } from 'vitest'
import { maxEventBytes } from '#src/adapters/kafka/topics.ts'
import type { RecordEvent } from '#src/domain/ports.ts'
import { createMetrics } from '#src/metrics.ts'
import { toDeadLetters } from '#src/stream/dead-letters.ts'
import { eventsOf, withPlatform as test } from '#test/helpers/opened-platform.ts'

const position = { topic: 'crossings', partition: 2, offset: 7 } as const
const unreadable = (text: string): RecordEvent => ({
  id: 'crossings-2-6',
  type: 'portcullis.unreadable',
  source: 'kafka',
  time: '2026-11-22T08:00:00.000Z',
  data: { unreadable: text }
})

test.for([
  { text: '\u0000'.repeat(600_000), why: 'zeros, each of which is six letters of JSON' },
  { text: 'x'.repeat(maxEventBytes + 1), why: 'more than an event may be' }
])(
  'a letter about what is too large for one says how large it was and where it stands: $why',
  async ({ text }, { platform }) => {
    const { record } = platform
    const now = () => new Date('2026-11-22T09:00:00Z')
    const log = pino({ level: 'silent' })
    const setAside = toDeadLetters({ record, metrics: createMetrics(), log, now })
    await setAside({ event: unreadable(text), position }, 'INVALID', `invalid: ${text}`)
    const [letter] = await eventsOf(record, 'dead-letters')
    expect(Buffer.byteLength(JSON.stringify(letter?.event))).toBeLessThan(20_000)
    expect(letter?.event.data).toMatchObject({
      position,
      code: 'INVALID',
      leftOut: { bytes: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }
    })
    expect(letter?.event.data).not.toHaveProperty('original')
  }
)

test('a letter about an ordinary event holds all of it', async ({ platform }) => {
  const { record } = platform
  const log = pino({ level: 'silent' })
  const setAside = toDeadLetters({ record, metrics: createMetrics(), log, now: () => new Date() })
  const event = unreadable('short')
  await setAside({ event, position }, 'INVALID', 'invalid')
  const [letter] = await eventsOf(record, 'dead-letters')
  expect(letter?.event.data).toMatchObject({ reason: 'invalid', original: event })
})
