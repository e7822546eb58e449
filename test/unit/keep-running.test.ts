import { pino } from 'pino'
import { expect, test } from 'vitest'
import { keepRunning } from '#src/keep-running.ts'
import { createMetrics } from '#src/metrics.ts'

const supervision = () => {
  const stopping = new AbortController()
  const metrics = createMetrics()
  const failures = async () => {
    const [value] = (await metrics.followerFailures.get()).values
    return value?.value ?? 0
  }
  const log = pino({ level: 'silent' })
  return {
    stopping,
    failures,
    given: { signal: stopping.signal, log, metrics, running: new Set<string>() }
  }
}

test('starts a follower again that failed, and counts it', async () => {
  const { stopping, failures, given } = supervision()
  let starts = 0
  const follow = async () => {
    starts++
    if (starts < 3) throw new Error('connection lost')
    stopping.abort()
  }
  await keepRunning('cases', follow, given)
  expect(starts).toBe(3)
  expect(await failures()).toBe(2)
})

test('takes a follower that ends by itself as failed', async () => {
  const { stopping, failures, given } = supervision()
  let starts = 0
  const follow = async () => {
    starts++
    if (starts === 2) stopping.abort()
  }
  await keepRunning('cases', follow, given)
  expect(await failures()).toBe(1)
})

test('ends with the service, whatever the follower does then', async () => {
  const { stopping, failures, given } = supervision()
  const follow = async () => {
    stopping.abort()
    throw new Error('interrupted')
  }
  await keepRunning('cases', follow, given)
  expect(await failures()).toBe(0)
})
