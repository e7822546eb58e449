import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clientConfig, inheritedEnvironment, loadConfig } from '#src/config.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'

/** What loadConfig says of this environment. */
const complaint = (env: NodeJS.ProcessEnv): string => {
  try {
    loadConfig(env)
    return ''
  } catch (error) {
    const { message, code } = error as Error & { code: string }
    expect(code).toBe('CONFIGURATION_INVALID')
    return message
  }
}
const key = Buffer.alloc(32, 7).toString('base64')

describe('the environment', () => {
  test('may be empty', () => {
    expect(loadConfig({})).toEqual({
      host: '127.0.0.1',
      port: 8080,
      dataDir: 'data',
      platform: 'embedded',
      policy: 'config/policy.json',
      logLevel: 'info',
      canarySeconds: 60,
      maxWaiting: 5_000,
      nullRoute: false,
      oidcScope: 'openid profile',
      searchThreads: 1
    })
  })

  test('decides everything', () => {
    const config = loadConfig({
      HOST: '::1',
      PORT: '0',
      DATA_DIR: '/srv/data',
      POLICY: '/etc/policy.json',
      LOG_LEVEL: 'warn',
      JWT_ISSUER: 'https://issuer',
      JWT_AUDIENCE: 'portcullis',
      MAX_WAITING: '10',
      SEARCH_THREADS: '0',
      NULL_ROUTE: '1',
      IDS_KEY: key,
      FIELD_KEY: key
    })
    expect(config).toMatchObject({
      host: '::1',
      port: 0,
      dataDir: '/srv/data',
      logLevel: 'warn',
      maxWaiting: 10,
      searchThreads: 0,
      nullRoute: true,
      idsKey: key,
      fieldKey: key
    })
  })

  test('takes an empty variable as not set', () => {
    expect(loadConfig({ PORT: '', JWKS_FILE: '', IDS_KEY: '' }).port).toBe(8080)
  })

  test('gives settings that nobody changes', () => {
    expect(Object.isFrozen(loadConfig({}))).toBe(true)
  })

  test.for([
    { env: { PORT: 'PRIVATE' }, name: 'PORT', why: 'no number' },
    { env: { PORT: '65536' }, name: 'PORT', why: 'no such port' },
    { env: { PORT: '-1' }, name: 'PORT', why: 'a negative number' },
    { env: { PORT: '80.5' }, name: 'PORT', why: 'no whole number' },
    { env: { MAX_WAITING: '0' }, name: 'MAX_WAITING', why: 'nobody may wait' },
    { env: { LOG_LEVEL: 'PRIVATE' }, name: 'LOG_LEVEL', why: 'no such level' },
    { env: { PLATFORM: 'PRIVATE' }, name: 'PLATFORM', why: 'no such platform' },
    { env: { NULL_ROUTE: 'PRIVATE' }, name: 'NULL_ROUTE', why: 'neither yes nor no' },
    { env: { JWKS_URL: 'PRIVATE' }, name: 'JWKS_URL', why: 'no address' },
    { env: { JWKS_URL: 'http://PRIVATE.org/' }, name: 'JWKS_URL', why: 'keys by an open wire' },
    {
      env: { JWKS_URL: 'http://localhost:80@PRIVATE.org/' },
      name: 'JWKS_URL',
      why: 'an open wire again'
    },
    { env: { PUBLIC_URL: 'http://PRIVATE.org' }, name: 'PUBLIC_URL', why: 'sessions on a wire' },
    { env: { PUBLIC_URL: 'https://a/PRIVATE' }, name: 'PUBLIC_URL', why: 'a path' },
    {
      env: { OIDC_ISSUER: 'http://127.0.0.1:80@PRIVATE.org/', OIDC_CLIENT_ID: 'console' },
      name: 'OIDC_ISSUER',
      why: 'a provider by an open wire'
    },
    { env: { JWKS_URL: 'https://' }, name: 'JWKS_URL', why: 'an address of nobody' },
    { env: { IDS_KEY: 'PRIVATE' }, name: 'IDS_KEY', why: 'too short a key' },
    { env: { FIELD_KEY: `PRIVATE${key}` }, name: 'FIELD_KEY', why: 'too long a key' },
    { env: { HOST: '0.0.0.0' }, name: 'HOST', why: 'not loopback without keys from outside' },
    {
      env: { JWKS_FILE: 'a', JWKS_URL: 'https://b' },
      name: 'JWKS_FILE',
      why: 'keys from two places'
    }
  ])('stops the start and names the variable, not its value: $why', ({ env, name }) => {
    const message = complaint(env)
    expect(message).toContain(name)
    expect(message).not.toContain('PRIVATE')
  })

  test('has every problem named at once', () => {
    const message = complaint({
      PORT: 'PRIVATE',
      LOG_LEVEL: 'PRIVATE',
      MAX_WAITING: 'PRIVATE',
      FIELD_KEY: 'PRIVATE',
      HOST: '192.168.0.1'
    })
    for (const name of ['PORT', 'LOG_LEVEL', 'MAX_WAITING', 'FIELD_KEY', 'HOST']) {
      expect(message).toContain(name)
    }
    expect(message).not.toMatch(/PRIVATE|192\.168/)
  })

  test.for([
    { host: '127.0.0.1', own: true, why: 'loopback' },
    { host: '127.8.0.1', own: true, why: 'all of 127/8 is loopback' },
    { host: '::1', own: true, why: 'loopback of IPv6' },
    { host: 'localhost', own: true, why: 'by name' },
    { host: '0.0.0.0', own: false, why: 'every address' },
    { host: '::', own: false, why: 'every address of IPv6' },
    { host: '10.0.0.1', own: false, why: 'a private network is a network' },
    { host: 'localhost.example.org', own: false, why: 'somebody else’s name' }
  ])('lets a service with its own keys listen on loopback only: $host – $why', ({ host, own }) => {
    expect(complaint({ HOST: host }) === '').toBe(own)
    expect(complaint({ HOST: host, JWKS_FILE: 'keys.json' })).toBe('')
    expect(complaint({ HOST: host, JWKS_URL: 'https://keys.example.org/jwks' })).toBe('')
  })

  test.for(['http://127.0.0.1:9000/jwks', 'http://localhost/jwks', 'http://[::1]:9000'])(
    'takes keys from this machine without TLS: %s',
    address => {
      expect(complaint({ JWKS_URL: address })).toBe('')
    }
  )

  test.for(['https://portcullis.example', 'https://portcullis.example/', 'http://localhost:8080'])(
    'takes browsers that come by TLS, or from this machine: %s',
    address => {
      expect(complaint({ PUBLIC_URL: address })).toBe('')
    }
  )
})

test('tells a client where the service is, unless the user says so', () => {
  expect(clientConfig({})).toMatchObject({
    url: 'http://127.0.0.1:8080',
    token: undefined,
    dataDir: 'data',
    policy: 'config/policy.json'
  })
  expect(clientConfig({ PORT: '9000' }).url).toBe('http://127.0.0.1:9000')
  expect(clientConfig({ PORTCULLIS_URL: 'https://far', PORT: '9000' }).url).toBe('https://far')
})

test('hands the environment on to a process that it starts, with changes', () => {
  expect(inheritedEnvironment({ PORTCULLIS_TEST: 'x' })).toMatchObject({
    PATH: expect.any(String),
    PORTCULLIS_TEST: 'x'
  })
})

describe('a key from a file', () => {
  test('is as good as one from the environment, for a service and for commands', async () => {
    const file = join(await tempFolder(), 'key')
    await writeFile(file, `${key}\n`)
    const env = { IDS_KEY_FILE: file, FIELD_KEY_FILE: file }
    expect(loadConfig(env)).toMatchObject({ idsKey: key, fieldKey: key })
    expect(clientConfig(env).given).toEqual({ idsKey: key, fieldKey: key })
    const distributed = { KAFKA_BROKERS: 'a:1', REDIS_URL: 'redis://a', PLATFORM: 'distributed' }
    expect(complaint({ ...env, ...distributed })).toBe('')
    expect(complaint({ FIELD_KEY_FILE: file, ...distributed })).toMatch(/^IDS_KEY must be set/)
  })

  test('gives way to one from the environment', () => {
    expect(loadConfig({ IDS_KEY: key, IDS_KEY_FILE: '/nowhere' }).idsKey).toBe(key)
  })

  test('stops the start when it can not be read or is no key', async () => {
    const file = join(await tempFolder(), 'key')
    await writeFile(file, 'PRIVATE')
    const problem = complaint({ IDS_KEY_FILE: '/PRIVATE', FIELD_KEY_FILE: file })
    expect(problem).toContain('IDS_KEY_FILE names a file that can not be read')
    expect(problem).toContain('FIELD_KEY is not 32 bytes in base64')
    expect(problem).not.toContain('PRIVATE')
    expect(() => clientConfig({ IDS_KEY_FILE: '/nowhere' })).toThrow('IDS_KEY_FILE')
  })
})
