import { setImmediate as nextTurn } from 'node:timers/promises'
import { decodeJwt } from 'jose'
import { describe, expect, onTestFinished, test } from 'vitest'
import { gateOf } from '#src/http/gate.ts'
import { createMetrics } from '#src/metrics.ts'
import { startService } from '#test/helpers/running-service.ts'
import { openEvents } from '#test/helpers/server-events.ts'

const idOf = (token: string) => String(decodeJwt(token).jti)

describe('a revoked token', () => {
  test('is not accepted any more, nor after a restart, while others are', async () => {
    const service = await startService()
    onTestFinished(() => service.close())
    const [lost, other] = [service.token('auditor'), service.token('auditor')]
    expect((await service.as(lost)('GET', '/metrics')).status).toBe(200)
    const admin = service.asRole('admin')
    expect((await admin('POST', '/v1/tokens/revoke', { jti: idOf(lost) })).status).toBe(204)
    const refused = await service.as(lost)('GET', '/metrics')
    expect([refused.status, refused.body.code]).toEqual([401, 'NOT_SIGNED_IN'])
    expect((await service.as(other)('GET', '/metrics')).status).toBe(200)
    await service.stop()
    const again = await startService({ env: { DATA_DIR: service.dataDir } })
    expect((await again.as(lost)('GET', '/metrics')).status).toBe(401)
    expect((await again.as(other)('GET', '/metrics')).status).toBe(200)
    await again.stop()
  })

  test('is shown no more of a live stream that it has opened', async () => {
    const service = await startService()
    onTestFinished(() => service.close())
    const lost = service.token('officer', { agency: 'interior' })
    const stream = await openEvents(`${service.url}/v1/cases/stream`, lost)
    expect(await stream.next()).toMatchObject({ event: 'ready' })
    const admin = service.asRole('admin')
    expect((await admin('POST', '/v1/tokens/revoke', { jti: idOf(lost) })).status).toBe(204)
    await expect(stream.next()).rejects.toThrow('has ended')
  })

  test('is refused at the first call after a start, which waits until it is known', async () => {
    const callers = {
      count: async () => 0,
      revoke: async () => undefined,
      revoked: async () => {
        await nextTurn()
        return { tokens: new Map([['lost', 1]]), isWhole: true }
      }
    }
    const gate = gateOf({ callers, metrics: createMetrics(), now: () => new Date() })
    const caller = { sub: 'somebody', roles: [], purposes: [], expiresAt: 0 }
    await expect(gate.enter({ ...caller, jti: 'lost' })).rejects.toMatchObject({
      code: 'NOT_SIGNED_IN'
    })
    await gate.enter({ ...caller, jti: 'other' })
  })

  test('is not forgotten while a clock is ahead that will be put right', async () => {
    const revoked = new Map<string, number>()
    const stop = new AbortController()
    const callers = {
      count: async () => 0,
      revoke: async (tokenId: string, until: number) => void revoked.set(tokenId, until),
      revoked: async () => {
        stop.abort()
        return { tokens: revoked, isWhole: true }
      }
    }
    const now = () => new Date('2026-11-23T14:00:00Z')
    const gate = gateOf({ callers, metrics: createMetrics(), now })
    await gate.revoke('lost', new Date('2026-11-22T20:00:00Z'))
    await gate.run(stop.signal)
    expect(gate.isRevoked({ jti: 'lost' })).toBe(true)
  })

  test.for([
    { why: 'in part', revoked: async () => ({ tokens: new Map([['known', 1]]), isWhole: false }) },
    { why: 'not at all', revoked: () => Promise.reject(new Error('unreadable')) }
  ])('that could be read $why is counted, and those known hold', async ({ revoked }) => {
    const metrics = createMetrics()
    const stop = new AbortController()
    const callers = {
      count: async () => 0,
      revoke: async () => undefined,
      revoked: () => {
        stop.abort()
        return revoked()
      }
    }
    const gate = gateOf({ callers, metrics, now: () => new Date() })
    await gate.revoke('known', new Date())
    await gate.run(stop.signal)
    expect(gate.isRevoked({ jti: 'known' })).toBe(true)
    expect((await metrics.revokedUnread.get()).values[0]?.value).toBe(1)
  })

  test('is revoked by administrators alone', async () => {
    const service = await startService()
    onTestFinished(() => service.close())
    const supervisor = service.asRole('supervisor', { agency: 'interior' })
    expect((await supervisor('POST', '/v1/tokens/revoke', { jti: 'x' })).status).toBe(403)
  })
})

describe('a limit of calls', () => {
  test('holds for each subject, and starts anew with the minute', async () => {
    let now = new Date()
    const service = await startService({ env: { RATE_LIMIT: '2' }, now: () => now })
    onTestFinished(() => service.close())
    const call = (sub: string) => service.asRole('auditor', { sub })('GET', '/metrics')
    expect((await call('a')).status).toBe(200)
    expect((await call('a')).status).toBe(200)
    const refused = await call('a')
    expect([refused.status, refused.body.code]).toEqual([429, 'TOO_MANY_REQUESTS'])
    expect((await call('b')).status).toBe(200)
    now = new Date(now.getTime() + 60_000)
    expect((await call('a')).status).toBe(200)
  })
})
