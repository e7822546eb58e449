import { createRequire } from 'node:module'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { beatWhenClockIsPutBack, type ConsumerGroup } from '#src/adapters/kafka/heartbeats.ts'

const hour = 3_600_000
const interval = 1_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T08:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

/** A member of a group as kafkajs has it, and how many heartbeats it has sent. */
const joined = () => {
  const Group = createRequire(import.meta.url)('kafkajs/src/consumer/consumerGroup.js') as {
    new (options: object): ConsumerGroup
  }
  let sent = 0
  const coordinator = { heartbeat: async () => ++sent }
  const group = new Group({
    retry: {},
    cluster: {},
    topics: [],
    logger: { namespace: () => undefined },
    instrumentationEmitter: { emit: () => undefined }
  })
  Object.assign(group, { memberId: 'member', coordinator })
  const beat = async (afterMs: number) => {
    vi.setSystemTime(Date.now() + afterMs)
    await group.heartbeat({ interval })
    return sent
  }
  return beat
}

test('a member sends heartbeats on, also when the clock is put back or forward', async () => {
  beatWhenClockIsPutBack()
  beatWhenClockIsPutBack() // each client asks for it
  const beat = joined()
  expect(await beat(interval)).toBe(1)
  expect(await beat(1)).toBe(1)
  expect(await beat(-30 * hour)).toBe(1)
  expect(await beat(interval)).toBe(2)
  expect(await beat(30 * hour)).toBe(3)
  expect(await beat(interval)).toBe(4)
})
