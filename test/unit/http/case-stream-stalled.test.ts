import Fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import type { Cases } from '#src/domain/ports.ts'
import { caseStreamRoutes } from '#src/http/case-stream.ts'
import { handleErrors } from '#src/http/problems.ts'
import { createMetrics } from '#src/metrics.ts'
import { connectRaw, headOf } from '#test/helpers/raw-caller.ts'
import { aCase } from '#test/helpers/screened.ts'
import { patient, until } from '#test/helpers/until.ts'

const expires = Date.parse('2040-01-01T00:00:00Z') / 1_000
const claims = { sub: 'o', jti: 'j', iat: 0, exp: expires, roles: ['officer'], agency: 'interior' }

/** A client of a stream without an end that has stopped reading, and waits until nothing moves any more. */
const stallOnAStream = async () => {
  let sent = 0
  const cases: Partial<Cases> = {
    history: async () => '',
    sequence: async () => 0,
    follow: async (_agency, _place, handle, signal) => {
      for (; !signal.aborted; sent++) await handle([{ sequence: sent + 1, state: aCase() }])
      return 'stopped'
    }
  }
  const metrics = createMetrics()
  const revoked = new Set<string>()
  const app = Fastify()
  handleErrors(app)
  app.decorateRequest('jwtVerify', async () => claims)
  await app.register(caseStreamRoutes, {
    cases: cases as Cases,
    audit: { append: async () => undefined } as never,
    metrics,
    urgencyOf: () => 1,
    gate: { isRevoked: ({ jti }) => revoked.has(jti) },
    heartbeatMs: 60_000,
    now: () => new Date('2026-11-22T08:00:00Z')
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => app.close())
  const client = await connectRaw(url)
  client.send(headOf('GET', '/cases/stream', { accept: 'text/event-stream' }))
  await client.upTo('event: ready')
  client.stall()
  let before = -1
  await until(async () => {
    const standsStill = sent === before
    before = sent
    return standsStill || undefined
  })
  const openStreams = async () => (await metrics.streamClients.get()).values[0]?.value
  return { app, client, openStreams, revoke: () => revoked.add(claims.jti) }
}

test('ends when its client has stalled and then goes away', async () => {
  const { client, openStreams } = await stallOnAStream()
  expect(await openStreams()).toBe(1)
  client.leave()
  await expect.poll(openStreams, patient).toBe(0)
})

test('ends with its token though its client has stalled', async () => {
  const { openStreams, revoke } = await stallOnAStream()
  revoke()
  await expect.poll(openStreams, patient).toBe(0)
})

test('holds up no stop though its client has stalled', async () => {
  const { app, openStreams } = await stallOnAStream()
  await app.close()
  expect(await openStreams()).toBe(0)
})
