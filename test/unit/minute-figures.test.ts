import { expect, test } from 'vitest'
import { createMetrics } from '#src/metrics.ts'
import { createMinuteFigures } from '#src/minute-figures.ts'

const start = Date.parse('2026-11-22T08:00:30Z')

const running = () => {
  const metrics = createMetrics()
  let now = start
  const figures = createMinuteFigures(metrics, () => new Date(now))
  return { metrics, figures, pass: (minutes: number) => (now += minutes * 60_000) }
}

test('counts each minute for itself', async () => {
  const { metrics, figures, pass } = running()
  metrics.decisions.inc({ decision: 'clear', source: 'http' }, 7)
  await figures.sample()
  pass(1)
  metrics.decisions.inc({ decision: 'refer', source: 'http' }, 2)
  metrics.decisions.inc({ decision: 'clear', source: 'stream' }, 3)
  await figures.sample()
  pass(1)
  await figures.sample()
  expect(figures.minutes()).toEqual([
    { at: '2026-11-22T08:01:00.000Z', screened: 5 },
    { at: '2026-11-22T08:02:00.000Z', screened: 0 }
  ])
})

test('says how long that minute’s answers took, within the bounds that were counted', async () => {
  const { metrics, figures, pass } = running()
  metrics.screeningSeconds.observe({ stage: 'total' }, 0.9)
  await figures.sample()
  pass(1)
  for (let count = 0; count < 98; count += 1) {
    metrics.screeningSeconds.observe({ stage: 'total' }, 0.0007)
  }
  for (const _ of [1, 2]) metrics.screeningSeconds.observe({ stage: 'total' }, 0.06)
  metrics.screeningSeconds.observe({ stage: 'match' }, 0.9)
  await figures.sample()
  const [{ p50Ms = 0, p99Ms = 0 } = {}] = figures.minutes()
  expect(p50Ms).toBeGreaterThan(0.5)
  expect(p50Ms).toBeLessThanOrEqual(1)
  expect(p99Ms).toBeGreaterThan(50)
  expect(p99Ms).toBeLessThanOrEqual(100)
})

test('says of answers that took seconds that they did', async () => {
  const { metrics, figures, pass } = running()
  await figures.sample()
  pass(1)
  metrics.screeningSeconds.observe({ stage: 'total' }, 4)
  await figures.sample()
  const [{ p99Ms = 0 } = {}] = figures.minutes()
  expect(p99Ms).toBeGreaterThan(2_500)
  expect(p99Ms).toBeLessThanOrEqual(5_000)
})

test('keeps an hour', async () => {
  const { figures, pass } = running()
  for (let minute = 0; minute < 70; minute += 1) {
    await figures.sample()
    pass(1)
  }
  expect(figures.minutes()).toHaveLength(60)
  expect(figures.minutes().at(-1)?.at).toBe('2026-11-22T09:09:00.000Z')
})
