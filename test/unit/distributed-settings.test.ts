import { writeFile } from 'node:fs/promises'
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
    const sentinels = settingsOf({ REDIS_SENTINEL_PASSWORD_FILE: file })
    expect(redisConfig(sentinels).sentinelPassword).toBe('from a file')
  })

  test('names the variable of a file that can not be read', () => {
    const settings = settingsOf({ REDIS_CA_FILE: '/nowhere' })
    expect(() => redisConfig(settings)).toThrow('REDIS_CA_FILE')
  })
})
