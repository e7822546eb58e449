import type { FastifyRequest } from 'fastify'
import { describe, expect, test } from 'vitest'
import { sessionsUnder } from '#src/http/sessions.ts'

const key = Buffer.alloc(32, 7)
const start = new Date('2026-11-22T08:00:00Z')
const exp = start.getTime() / 1_000 + 600
const claims = { sub: 'olga', roles: ['officer' as const], agency: 'interior', exp }
const at = (minutes: number) => () => new Date(start.getTime() + minutes * 60_000)
const request = (cookie: string) =>
  ({ method: 'GET', headers: { cookie: cookie.split(';')[0] } }) as unknown as FastifyRequest

describe('a session', () => {
  test('is open on every node with the deployment’s key', async () => {
    const cookie = await sessionsUnder({ key, now: at(0) }).start(claims, 'one')
    const caller = await sessionsUnder({ key, now: at(9) }).caller(request(cookie))
    expect(caller).toMatchObject({ sub: 'olga', jti: 'one', agency: 'interior', expiresAt: exp })
  })

  test('ends when the token does', async () => {
    const cookie = await sessionsUnder({ key, now: at(0) }).start(claims, 'one')
    expect(await sessionsUnder({ key, now: at(11) }).caller(request(cookie))).toBeUndefined()
  })

  test('is nobody’s under another key', async () => {
    const cookie = await sessionsUnder({ key, now: at(0) }).start(claims, 'one')
    const other = sessionsUnder({ key: Buffer.alloc(32, 8), now: at(0) })
    expect(await other.caller(request(cookie))).toBeUndefined()
  })

  test('is not made of a sign-in under way', async () => {
    const sessions = sessionsUnder({ key, now: at(0) })
    const cookie = await sessions.remember({ sub: 'olga', state: 's' })
    const renamed = cookie.replace('portcullis-sign-in', 'portcullis-session')
    expect(await sessions.caller(request(renamed))).toBeUndefined()
  })

  test('is bound to the host by its name where browsers come by TLS', async () => {
    const sessions = sessionsUnder({ key, publicUrl: 'https://desk.example', now: at(0) })
    expect(await sessions.start(claims, 'one')).toMatch(
      /^__Host-portcullis-session=\S+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=600; Secure$/
    )
  })
})
