import Fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import type { CasePlace, Cases, FollowEnd } from '#src/domain/ports.ts'
import { caseStreamRoutes } from '#src/http/case-stream.ts'
import { handleErrors } from '#src/http/problems.ts'
import { createMetrics } from '#src/metrics.ts'
import { aCase } from '#test/helpers/screened.ts'
import { openEvents } from '#test/helpers/server-events.ts'

const expires = Date.parse('2040-01-01T00:00:00Z') / 1_000
const claims = { sub: 'o', jti: 'j', iat: 0, exp: expires, roles: ['officer'], agency: 'interior' }

/** A store of one case, whose history changes as told; `follow` says how following goes on and ends. */
const storeOf = (
  histories: readonly string[],
  follow: (place: CasePlace, step: number) => Promise<FollowEnd>
) => {
  let step = 0
  const cases: Partial<Cases> = {
    history: async () => histories[Math.min(step, histories.length - 1)] ?? '',
    sequence: async () => 5,
    follow: async (_agency, place, handle) => {
      step++
      if (place.sequence < 5) await handle([{ sequence: 5, state: aCase() }])
      return follow(place, step)
    }
  }
  return cases as Cases
}

const listenTo = async (cases: Cases, lastEventId?: string) => {
  const app = Fastify()
  handleErrors(app)
  app.decorateRequest('jwtVerify', async () => claims)
  await app.register(caseStreamRoutes, {
    cases,
    audit: { append: async () => undefined } as never,
    metrics: createMetrics(),
    urgencyOf: () => 1,
    gate: { isRevoked: () => false },
    heartbeatMs: 60_000,
    now: () => new Date('2026-11-22T08:00:00Z')
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => app.close())
  const stream = await openEvents(`${url}/cases/stream`, 'token', lastEventId)
  onTestFinished(stream.close)
  return stream
}

const never = () => new Promise<FollowEnd>(() => undefined)

test('an event names the history that its number belongs to', async () => {
  const stream = await listenTo(storeOf(['now'], never), '4.now')
  expect(await stream.next()).toMatchObject({ event: 'ready', id: '4.now' })
  expect(await stream.next()).toMatchObject({ event: 'case', id: '5.now' })
})

test('a client that comes back from another history gets everything', async () => {
  for (const known of ['5.before', '5']) {
    const stream = await listenTo(storeOf(['now'], never), known)
    expect(await stream.next()).toMatchObject({ event: 'ready', id: '0.now' })
    expect(await stream.next()).toMatchObject({ event: 'case', id: '5.now' })
  }
})

test('a client gets everything again when the history changes while it listens', async () => {
  const startOver = (_place: CasePlace, step: number) =>
    step === 1 ? Promise.resolve('start over' as const) : never()
  const stream = await listenTo(storeOf(['before', 'after'], startOver))
  expect(await stream.next()).toMatchObject({ event: 'ready', id: '5.before' })
  expect(await stream.next()).toMatchObject({ event: 'case', id: '5.after' })
})

test('a store that fails ends the stream, and the client may come back', async () => {
  const fail = () => Promise.reject(new Error('gone'))
  const cases = storeOf(['now'], fail)
  const stream = await listenTo(cases, '4.now')
  await stream.next()
  expect(await stream.next()).toMatchObject({ id: '5.now' })
  await expect(stream.next()).rejects.toThrow('has ended')
})
