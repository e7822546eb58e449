import { pino } from 'pino'
import { expect, test } from 'vitest'
import { stopInOrder } from '#src/stop-in-order.ts'

/** A service in parts: requests end when `answer` is called, connections once they are closed as idle, stalled ones when cut off. */
const parts = ({ isStalled = false, hangs = false } = {}) => {
  const happened: string[] = []
  const answered = Promise.withResolvers<void>()
  const [idle, cutOff] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const [leaving, ending] = [new AbortController(), new AbortController()]
  leaving.signal.addEventListener('abort', () => happened.push('consumers leave'))
  ending.signal.addEventListener('abort', () => happened.push('projections end'))
  const ended = new Promise<void>(resolve => {
    if (!hangs) ending.signal.addEventListener('abort', () => resolve())
  })
  return {
    happened,
    answer: () => {
      happened.push('answered')
      answered.resolve()
    },
    given: {
      log: pino({ level: 'silent' }),
      leaving,
      ending,
      running: new Set(hangs ? ['cases'] : []),
      followers: [ended],
      untilAnswered: () => answered.promise,
      app: {
        close: async () => {
          await (isStalled ? cutOff.promise : idle.promise)
          happened.push('closed')
        },
        server: {
          closeIdleConnections: () => idle.resolve(),
          closeAllConnections: () => {
            happened.push('cut off')
            answered.resolve()
            cutOff.resolve()
          }
        }
      }
    }
  }
}
const hourMs = 3_600_000

test('consumers leave at once; projections end when what is under way has been answered', async () => {
  const { given, happened, answer } = parts()
  const stopped = stopInOrder(given, { answerMs: hourMs, endMs: hourMs })
  expect(happened).toEqual(['consumers leave'])
  answer()
  await stopped
  expect(happened).toEqual(['consumers leave', 'answered', 'projections end', 'closed'])
})

test('a caller that stalls holds up HTTP for a while, and no projection', async () => {
  const { given, happened, answer } = parts({ isStalled: true })
  const stopped = stopInOrder(given, { answerMs: 1, endMs: hourMs })
  answer()
  await stopped
  const after = ['answered', 'projections end', 'cut off', 'closed']
  expect(happened).toEqual(['consumers leave', ...after])
})

test('whatever is not answered in time is cut off, and projections end', async () => {
  const { given, happened } = parts({ isStalled: true })
  await stopInOrder(given, { answerMs: 1, endMs: hourMs })
  expect(happened).toContain('cut off')
  expect(happened).toContain('projections end')
})

test('a follower that does not end is not waited for', async () => {
  const { given, happened, answer } = parts({ hangs: true })
  answer()
  await stopInOrder(given, { answerMs: hourMs, endMs: 1 })
  expect(happened).toContain('projections end')
})
