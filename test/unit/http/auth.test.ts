import { createHmac, generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createSigner } from 'fast-jwt'
import Fastify from 'fastify'
import { describe, expect, onTestFinished, vi } from 'vitest'
import { issueToken } from '#src/cli/issue-token.ts'
import type { Role } from '#src/domain/vocabulary.ts'
import { admit, admitAnyone, auth, callerOf } from '#src/http/auth.ts'
import { handleErrors } from '#src/http/problems.ts'
import type { KeySource } from '#src/http/token-keys.ts'
import { type RunningService, withService } from '#test/helpers/running-service.ts'

const test = withService()

const claims = () => ({
  sub: 'ann',
  jti: 'token-1',
  roles: ['officer'],
  agency: 'interior',
  purposes: ['border_control']
})
type Signer = (service: RunningService) => string
const signedAs =
  (changes: object, options: object = { expiresIn: 60_000 }): Signer =>
  ({ keys }) =>
    createSigner({ algorithm: 'ES256', key: keys.privateKey, kid: keys.keyId, ...options })({
      ...claims(),
      ...changes
    })
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const expiring = () => ({ ...claims(), iat: 1, exp: 4_102_444_800 })

const tokens: readonly { token: Signer; why: string }[] = [
  { token: () => 'nonsense', why: 'no token at all' },
  { token: signedAs({}, { expiresIn: 1, clockTimestamp: 1_000 }), why: 'it has expired' },
  {
    token: signedAs({}, { notBefore: 3_600_000, expiresIn: 7_200_000 }),
    why: 'it is not valid yet'
  },
  { token: signedAs({}, {}), why: 'it never ends (no exp)' },
  { token: signedAs({ jti: undefined }), why: 'it has no id (no jti)' },
  { token: signedAs({ jti: '' }), why: 'its id is empty' },
  { token: signedAs({ sub: undefined }), why: 'it has no holder (no sub)' },
  { token: signedAs({ roles: undefined }), why: 'it has no roles' },
  { token: signedAs({ roles: [] }), why: 'its roles are empty' },
  { token: signedAs({ roles: ['king'] }), why: 'a role is unknown' },
  { token: signedAs({ roles: 'officer' }), why: 'its roles are a text' },
  { token: signedAs({ agency: 'In terior' }), why: 'its agency is none' },
  { token: signedAs({ purposes: 'border_control' }), why: 'its purposes are a text' },
  {
    token: () => {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
      return createSigner({ algorithm: 'ES256', key, expiresIn: 60_000 })(claims())
    },
    why: 'another key signed it'
  },
  {
    token: ({ keys }) => {
      const content = `${base64({ alg: 'HS256', typ: 'JWT' })}.${base64(expiring())}`
      const sign = createHmac('sha256', keys.publicKey).update(content).digest('base64url')
      return `${content}.${sign}`
    },
    why: 'the public key is used as a shared secret (HS256)'
  },
  {
    token: () => `${base64({ alg: 'none' })}.${base64(expiring())}.`,
    why: 'nobody signed it (none)'
  },
  {
    token: service => {
      const [header, , signature] = signedAs({})(service).split('.')
      return `${header}.${base64({ ...expiring(), roles: ['admin'] })}.${signature}`
    },
    why: 'its claims were changed after signing'
  },
  {
    token: () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
      return createSigner({ algorithm: 'RS256', key, expiresIn: 60_000 })(claims())
    },
    why: 'another algorithm signed it (RS256)'
  }
]

describe('a token', () => {
  test('of this service opens what its roles may do', async ({ service }) => {
    const reply = await service.as(signedAs({})(service))('GET', '/v1/cases')
    expect(reply.status).toBe(200)
  })

  test.for(tokens)('is refused with 401: $why', async ({ token }, { service }) => {
    const reply = await service.as(token(service))('GET', '/v1/cases')
    expect(reply.status).toBe(401)
    expect(reply.type).toMatch(/^application\/problem\+json/)
    expect(reply.headers.get('www-authenticate')).toBe('Bearer')
    expect(reply.body.code).toBe('NOT_SIGNED_IN')
  })

  test('is asked for where none is sent, in words', async ({ service }) => {
    const reply = await service.as()('GET', '/v1/cases')
    expect(reply.status).toBe(401)
    expect(reply.body.detail).toContain('authorization: Bearer')
  })

  test('is not taken from an authorization of another form', async ({ service }) => {
    const reply = await service.as()('GET', '/v1/cases', undefined, { authorization: 'Basic YTpi' })
    expect(reply.status).toBe(401)
  })

  test('says that it has expired, so that its holder gets a new one', async ({ service }) => {
    const token = signedAs({}, { expiresIn: 1, clockTimestamp: 1_000 })(service)
    expect((await service.as(token)('GET', '/v1/cases')).body.detail).toContain('expired')
  })

  test('is taken again once a clock that was ahead is put right', async ({ service }) => {
    const call = service.asRole('officer', { agency: 'interior' })
    const status = async () => (await call('GET', '/v1/cases')).status
    onTestFinished(() => void vi.useRealTimers())
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 })
    expect(await status()).toBe(401)
    vi.useRealTimers()
    expect(await status()).toBe(200)
  })
})

const everyRoute: readonly {
  method: string
  path: string
  body?: unknown
  admitted: readonly Role[]
}[] = [
  {
    method: 'POST',
    path: '/v1/screenings',
    body: {},
    admitted: ['checkpoint', 'officer', 'supervisor']
  },
  {
    method: 'POST',
    path: '/v1/screenings/batch',
    body: {},
    admitted: ['checkpoint', 'officer', 'supervisor']
  },
  { method: 'POST', path: '/v1/crossings', body: {}, admitted: ['checkpoint'] },
  { method: 'PUT', path: '/v1/lists/x', body: {}, admitted: ['agency_editor', 'admin'] },
  {
    method: 'GET',
    path: '/v1/lists',
    admitted: ['agency_editor', 'officer', 'supervisor', 'auditor', 'admin']
  },
  { method: 'GET', path: '/v1/lists/x', admitted: ['agency_editor', 'auditor', 'admin'] },
  { method: 'GET', path: '/v1/lists/x/entries', admitted: ['agency_editor', 'admin'] },
  {
    method: 'GET',
    path: '/v1/lists/x/entries/1',
    admitted: ['agency_editor', 'officer', 'supervisor', 'admin']
  },
  { method: 'PUT', path: '/v1/lists/x/entries/1', body: {}, admitted: ['agency_editor', 'admin'] },
  {
    method: 'DELETE',
    path: '/v1/lists/x/entries/1?revision=1',
    admitted: ['agency_editor', 'admin']
  },
  {
    method: 'POST',
    path: '/v1/lists/x/entries/batch',
    body: {},
    admitted: ['agency_editor', 'admin']
  },
  { method: 'GET', path: '/v1/cases', admitted: ['officer', 'supervisor'] },
  { method: 'GET', path: '/v1/cases/x', admitted: ['officer', 'supervisor'] },
  { method: 'POST', path: '/v1/cases/x/actions', body: {}, admitted: ['officer', 'supervisor'] },
  { method: 'GET', path: '/metrics', admitted: ['admin', 'auditor'] }
]
const everyRole: readonly Role[] = [
  'checkpoint',
  'carrier',
  'agency_editor',
  'officer',
  'supervisor',
  'auditor',
  'admin'
]

describe('a route', () => {
  test('asks for a token whatever the method', async ({ service }) => {
    for (const path of ['/v1/cases', '/v1/lists', '/metrics']) {
      expect((await service.as()('HEAD', path)).status).toBe(401)
    }
  })

  test.for(everyRoute)(
    'admits the roles that it names and no other: $method $path',
    async ({ method, path, body, admitted }, { service }) => {
      const open: Role[] = []
      for (const role of everyRole) {
        const reply = await service.asRole(role, { agency: 'interior' })(method, path, body)
        if (reply.status === 403) expect(reply.body.code).toBe('NOT_ALLOWED')
        else open.push(role)
      }
      expect(open.toSorted()).toEqual(admitted.toSorted())
      expect((await service.as()(method, path, body)).status).toBe(401)
    }
  )

  test('of the stream admits officers and supervisors only', async ({ service }) => {
    const accept = { accept: 'text/event-stream' }
    const call = service.asRole('checkpoint', { agency: 'interior' })
    expect((await call('GET', '/v1/cases/stream', undefined, accept)).status).toBe(403)
    expect((await service.as()('GET', '/v1/cases/stream', undefined, accept)).status).toBe(401)
  })

  test('that names no role stops the start', async ({ service }) => {
    const app = Fastify()
    await app.register(auth, { keys: { publicKey: service.keys.publicKey } })
    expect(() => app.get('/open', async () => 'hello')).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION_INVALID' })
    )
    await app.close()
  })

  test('is not admitted to by some other hook', async ({ service }) => {
    const app = Fastify()
    await app.register(auth, { keys: { publicKey: service.keys.publicKey } })
    const onRequest = async () => undefined
    expect(() => app.get('/open', { onRequest }, async () => 'hello')).toThrow(
      expect.objectContaining({ code: 'CONFIGURATION_INVALID' })
    )
    await app.close()
  })

  test('for everybody knows no caller', async ({ service }) => {
    const app = Fastify()
    handleErrors(app)
    await app.register(auth, { keys: { publicKey: service.keys.publicKey } })
    app.get('/who', { onRequest: admitAnyone() }, async request => callerOf(request))
    expect((await app.inject('/who')).statusCode).toBe(401)
    await app.close()
  })
})

describe('keys from outside', () => {
  const newKey = (keyId: string) => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const jwk = {
      ...pair.publicKey.export({ format: 'jwk' }),
      kid: keyId,
      alg: 'ES256',
      use: 'sig'
    }
    return { keyId, privateKey, jwk }
  }
  /** What an app that takes these keys answers to a token of this key. */
  const statusOf = async (keys: KeySource, token: string) => {
    const app = Fastify()
    handleErrors(app)
    await app.register(auth, { keys })
    app.get('/who', { onRequest: admit('officer') }, async request => callerOf(request).sub)
    const headers = { authorization: `Bearer ${token}` }
    const { statusCode } = await app.inject({ url: '/who', headers })
    await app.close()
    return statusCode
  }
  const request = { roles: ['officer'], sub: 'ann', purposes: [], ttlSeconds: 60 } as const

  test('in a file verify what the key of that id signed, and nothing else', async ({ service }) => {
    const key = newKey('key-1')
    const keys = { jwksFile: join(service.dataDir, 'other-keys.json') }
    await writeFile(keys.jwksFile, JSON.stringify({ keys: [key.jwk] }))
    expect(await statusOf(keys, issueToken(key, request).token)).toBe(200)
    expect(await statusOf(keys, issueToken({ ...key, keyId: 'key-2' }, request).token)).toBe(401)
    expect(await statusOf(keys, issueToken(newKey('key-1'), request).token)).toBe(401)
    expect(await statusOf(keys, service.token('officer'))).toBe(401)
  })

  test('behind an address verify what the key of that id signed, and nothing else', async ({
    service
  }) => {
    const key = newKey('key-1')
    const issuer = Fastify()
    issuer.get('/realm/keys', async () => ({ keys: [key.jwk] }))
    const keys = { jwksUrl: `${await issuer.listen({ port: 0 })}/realm/keys` }
    expect(await statusOf(keys, issueToken(key, request).token)).toBe(200)
    expect(await statusOf(keys, issueToken({ ...key, keyId: 'key-2' }, request).token)).toBe(401)
    expect(await statusOf(keys, issueToken(newKey('key-1'), request).token)).toBe(401)
    expect(await statusOf(keys, service.token('officer'))).toBe(401)
    await issuer.close()
    // Nobody is let in, and nobody is told that a good token is bad.
    expect(await statusOf(keys, issueToken(key, request).token)).toBe(503)
  })

  test('that are gone from an address end ten minutes later, for tokens verified before too', async () => {
    const [gone, kept] = [newKey('key-1'), newKey('key-2')]
    let held = [gone.jwk, kept.jwk]
    const issuer = Fastify()
    issuer.get('/realm/keys', async () => ({ keys: held }))
    const jwksUrl = `${await issuer.listen({ port: 0 })}/realm/keys`
    onTestFinished(() => issuer.close())
    let elapsedMs = 0
    const app = Fastify()
    handleErrors(app)
    await app.register(auth, { keys: { jwksUrl }, elapsedMs: () => elapsedMs })
    onTestFinished(() => app.close())
    app.get('/who', { onRequest: admit('officer') }, async request => callerOf(request).sub)
    const tokens = [gone, kept].map(key => issueToken(key, request).token)
    const statuses = () =>
      Promise.all(
        tokens.map(async token => {
          const headers = { authorization: `Bearer ${token}` }
          return (await app.inject({ url: '/who', headers })).statusCode
        })
      )
    expect(await statuses()).toEqual([200, 200])
    held = [kept.jwk]
    elapsedMs = 600_000
    expect(await statuses()).toEqual([200, 200])
    elapsedMs++
    expect(await statuses()).toEqual([401, 200])
  })

  test('that can’t be read stop the start', async ({ service }) => {
    const app = Fastify()
    const keys = { jwksFile: join(service.dataDir, 'no-such-file.json') }
    await expect(app.register(auth, { keys })).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringContaining('JWKS_FILE')
    })
  })
})
