import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadConfig } from '#src/config.ts'
import { brokerOptions, type DistributedSettings, redisConfig } from '#src/distributed-settings.ts'
import { tempFolder } from '../helpers/temp-folder.ts'

const key = Buffer.alloc(32, 7).toString('base64')
const least = {
  PLATFORM: 'distributed',
  KAFKA_BROKERS: 'a:9092,b:9092',
  REDIS_URL: 'redis://r:6379',
  IDS_KEY: key,
  FIELD_KEY: key
}

const settingsOf = (env: NodeJS.ProcessEnv): DistributedSettings => {
  const { distributed } = loadConfig({ ...least, ...env })
  if (!distributed) throw new Error('not distributed')
  return distributed
}

describe('the distributed platform', () => {
  test('needs brokers, the shared view and the keys that all nodes share', () => {
    expect(settingsOf({})).toMatchObject({ kafkaPartitions: 12, kafkaReplication: 3 })
    const complain = () => loadConfig({ PLATFORM: 'distributed' })
    for (const name of ['KAFKA_BROKERS', 'REDIS_URL', 'IDS_KEY', 'FIELD_KEY']) {
      expect(complain).toThrow(name)
    }
  })

  test('is not looked at in embedded mode', () => {
    expect(loadConfig({ KAFKA_BROKERS: 'nonsense' })).not.toHaveProperty('distributed')
  })

  test.for([
    { env: { KAFKA_BROKERS: 'PRIVATE' }, name: 'KAFKA_BROKERS', why: 'no port' },
    { env: { REDIS_URL: 'http://PRIVATE' }, name: 'REDIS_URL', why: 'no redis' },
    { env: { REDIS_URL: 'redis://r:PRIVATE' }, name: 'REDIS_URL', why: 'no such port' },
    { env: { REDIS_URL: 'redis://u:%PRIVATE@r' }, name: 'REDIS_URL', why: 'no such character' },
    { env: { KAFKA_SASL: 'PRIVATE' }, name: 'KAFKA_SASL', why: 'no such mechanism' },
    { env: { KAFKA_SASL: 'scram-sha-512' }, name: 'KAFKA_PASSWORD', why: 'no password' },
    { env: { KAFKA_SASL: 'oauthbearer' }, name: 'KAFKA_TOKEN_FILE', why: 'no token' },
    { env: { KAFKA_PARTITIONS: '0' }, name: 'KAFKA_PARTITIONS', why: 'no partition' },
    { env: { REDIS_PREFIX: '{PRIVATE}' }, name: 'REDIS_PREFIX', why: 'a hash tag of its own' }
  ])('is refused with $name named and no value shown: $why', ({ env, name }) => {
    const load = () => loadConfig({ ...least, ...env })
    expect(load).toThrow(name)
    expect(load).not.toThrow('PRIVATE')
  })

  test.for([
    { env: { KAFKA_CA_FILE: '/PRIVATE' }, said: 'KAFKA_CA_FILE has no effect without KAFKA_TLS' },
    { env: { KAFKA_KEY_FILE: '/PRIVATE' }, said: 'KAFKA_KEY_FILE has no effect without KAFKA_TLS' },
    { env: { KAFKA_PASSWORD: 'PRIVATE' }, said: 'KAFKA_PASSWORD has no effect without KAFKA_SASL' },
    { env: { REDIS_CA_FILE: '/PRIVATE' }, said: 'REDIS_CA_FILE has no effect without rediss://' }
  ])('is refused where it would connect in plain against what is set: $said', ({ env, said }) => {
    const load = () => loadConfig({ ...least, ...env })
    expect(load).toThrow(said)
    expect(load).not.toThrow('PRIVATE')
  })

  test('takes secrets as values or from files', async () => {
    const file = join(await tempFolder(), 'secret')
    await writeFile(file, 'from a file\n')
    const scram = { KAFKA_SASL: 'scram-sha-256', KAFKA_USERNAME: 'node' }
    const given = settingsOf({ ...scram, KAFKA_PASSWORD: 'given', REDIS_PASSWORD: 'given' })
    expect(brokerOptions(given, 'x').sasl).toMatchObject({ username: 'node', password: 'given' })
    expect(redisConfig(given).password).toBe('given')
    const read = settingsOf({ ...scram, KAFKA_PASSWORD_FILE: file, REDIS_PASSWORD_FILE: file })
    expect(brokerOptions(read, 'x').sasl).toMatchObject({ password: 'from a file' })
    expect(redisConfig(read).password).toBe('from a file')
    const sentinels = { REDIS_SENTINEL_USERNAME: 'watcher', REDIS_SENTINEL_PASSWORD_FILE: file }
    expect(redisConfig(settingsOf(sentinels))).toMatchObject({
      sentinelUsername: 'watcher',
      sentinelPassword: 'from a file'
    })
  })

  test.for([
    'KAFKA_CA_FILE',
    'KAFKA_CERT_FILE',
    'KAFKA_KEY_FILE',
    'KAFKA_PASSWORD_FILE',
    'REDIS_CA_FILE',
    'REDIS_PASSWORD_FILE',
    'REDIS_SENTINEL_PASSWORD_FILE'
  ])(
    'is refused with the variable of each file that can not be read, before it connects: %s',
    name => {
      const load = () => loadConfig({ ...least, [name]: '/nowhere/PRIVATE', KAFKA_PARTITIONS: '0' })
      expect(load).toThrow(`${name} names a file that can not be read`)
      expect(load).toThrow('KAFKA_PARTITIONS')
      expect(load).not.toThrow('PRIVATE')
    }
  )

  test('takes no look at the file of a secret that is given', () => {
    const given = { REDIS_PASSWORD: 'given', REDIS_PASSWORD_FILE: '/nowhere' }
    expect(redisConfig(settingsOf(given)).password).toBe('given')
  })

  test('takes certificates from files, and a token anew each time that one is needed', async () => {
    const file = join(await tempFolder(), 'file')
    await writeFile(file, 'first\n')
    const names = { KAFKA_CA_FILE: file, KAFKA_CERT_FILE: file, KAFKA_KEY_FILE: file }
    const pem = { ca: 'first\n', cert: 'first\n', key: 'first\n' }
    expect(brokerOptions(settingsOf({ ...names, KAFKA_TLS: 'true' }), 'x').tls).toEqual(pem)
    const bearer = { KAFKA_SASL: 'oauthbearer', KAFKA_TOKEN_FILE: file }
    const { sasl } = brokerOptions(settingsOf(bearer), 'x')
    if (sasl?.mechanism !== 'oauthbearer') throw new Error('another mechanism')
    expect(sasl.readToken()).toBe('first')
    await writeFile(file, 'second\n')
    expect(sasl.readToken()).toBe('second')
    await rm(file)
    expect(sasl.readToken).toThrow('KAFKA_TOKEN_FILE names a file that can not be read')
  })
})
