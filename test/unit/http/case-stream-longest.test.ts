import Fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import type { Cases } from '#src/domain/ports.ts'
import { caseStreamRoutes } from '#src/http/case-stream.ts'
import { handleErrors } from '#src/http/problems.ts'
import { createMetrics } from '#src/metrics.ts'
import { openEvents } from '#test/helpers/server-events.ts'

const expires = Date.parse('2040-01-01T00:00:00Z') / 1_000
const claims = { sub: 'o', jti: 'j', iat: 0, exp: expires, roles: ['officer'], agency: 'interior' }

test('a live stream ends after a while, so that its token is looked at again', async () => {
  const cases: Partial<Cases> = {
    history: async () => '',
    sequence: async () => 7,
    follow: (_agency, _place, _handle, signal) =>
      new Promise(resolve => signal.addEventListener('abort', () => resolve('stopped')))
  }
  const app = Fastify()
  onTestFinished(() => app.close())
  handleErrors(app)
  app.decorateRequest('jwtVerify', async () => claims)
  await app.register(caseStreamRoutes, {
    cases: cases as Cases,
    audit: { append: async () => undefined } as never,
    metrics: createMetrics(),
    urgencyOf: () => 1,
    gate: { isRevoked: () => false },
    heartbeatMs: 60_000,
    longestMs: 50,
    now: () => new Date('2026-11-22T08:00:00Z')
  })
  const url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/cases/stream`
  const stream = await openEvents(url, 'a token')
  expect(await stream.next()).toMatchObject({ id: '7', event: 'ready' })
  await expect(stream.next()).rejects.toThrow('has ended')
})
