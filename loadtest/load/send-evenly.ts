/**
 * An open loop: request n is due at n / rate whether or not earlier ones are answered, and its time
 * counts from then, so that a stalled service is charged for everybody who waited (no coordinated
 * omission). autocannon's -R is not used for this: it sends each second's requests at once, and its
 * correction supposes one request a millisecond.
 */
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { headersOf, type Round, type Target } from './target.ts'

const replyTimeoutMs = 10_000

/** Requests at an even rate for some seconds. */
export const sendEvenly = async (
  target: Omit<Target, 'name'>,
  { seconds, perSecond }: { readonly seconds: number; readonly perSecond: number }
): Promise<Round> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 200, scheduling: 'fifo' })
  const count = Math.max(1, Math.floor(seconds * perSecond))
  const answers: Promise<Answer>[] = []
  const startedAt = performance.now()
  while (answers.length < count) {
    const due = Math.min(
      count,
      Math.floor(((performance.now() - startedAt) * perSecond) / 1000) + 1
    )
    while (answers.length < due) {
      const dueAt = startedAt + (answers.length * 1000) / perSecond
      answers.push(post(agent, target, answers.length, dueAt))
    }
    await pause(1)
  }
  const answered = await Promise.all(answers)
  const durationMs = performance.now() - startedAt
  agent.destroy()
  return {
    sent: count,
    perSecond: (count * 1000) / durationMs,
    failures: answered.filter(({ isOk }) => !isOk).length,
    timesMs: answered.map(({ tookMs }) => tookMs)
  }
}

interface Answer {
  readonly isOk: boolean
  readonly tookMs: number
}

const post = (
  agent: Agent,
  target: Omit<Target, 'name'>,
  serial: number,
  dueAt: number
): Promise<Answer> =>
  new Promise(resolve => {
    const end = (isOk: boolean) => resolve({ isOk, tookMs: performance.now() - dueAt })
    const body = target.bodies[serial % target.bodies.length] ?? ''
    const sending = request(
      `${target.url}${target.path}`,
      {
        agent,
        method: 'POST',
        headers: { ...headersOf(target), 'content-length': Buffer.byteLength(body) },
        timeout: replyTimeoutMs
      },
      reply => {
        reply.resume()
        reply.once('end', () => end(reply.statusCode === 200))
        reply.once('error', () => end(false))
      }
    )
    sending.once('timeout', () => sending.destroy())
    sending.once('error', () => end(false))
    sending.end(body)
  })
