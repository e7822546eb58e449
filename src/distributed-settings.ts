import { type Static, Type } from 'typebox'
import { Format } from 'typebox/format'
import type { BrokerOptions, SaslOptions } from './adapters/kafka/client.ts'
import type { RedisConfig } from './adapters/redis/connect.ts'
import { readConfigured, readSettings, variable } from './read-settings.ts'

Format.Set('addresses', text => text.split(',').every(isAddress))

const Filled = Type.String({ minLength: 1 })
const OptionalText = Type.Optional(Filled)
const Count = (fallback: number, maximum: number) =>
  Type.Integer({ minimum: 1, maximum, default: fallback })

const Settings = Type.Object({
  kafkaBrokers: Type.String({ pattern: '^[^\\s,]+:\\d+(,[^\\s,]+:\\d+)*$' }),
  kafkaPrefix: Type.String({ default: 'portcullis', pattern: '^[A-Za-z0-9._-]{1,100}$' }),
  kafkaPartitions: Count(12, 1_000),
  kafkaReplication: Count(3, 9),
  kafkaTls: Type.Boolean({ default: false }),
  kafkaCaFile: OptionalText,
  kafkaCertFile: OptionalText,
  kafkaKeyFile: OptionalText,
  kafkaSasl: Type.Enum(['none', 'plain', 'scram-sha-256', 'scram-sha-512', 'oauthbearer'], {
    default: 'none'
  }),
  kafkaUsername: OptionalText,
  kafkaPassword: OptionalText,
  kafkaPasswordFile: OptionalText,
  kafkaTokenFile: OptionalText,
  redisUrl: Type.String({
    pattern: '^rediss?://[^,]+(,rediss?://[^,]+)*$',
    format: 'addresses'
  }),
  redisKind: Type.Enum(['server', 'sentinel', 'cluster'], { default: 'server' }),
  redisSentinelName: OptionalText,
  redisUsername: OptionalText,
  redisPassword: OptionalText,
  redisPasswordFile: OptionalText,
  redisSentinelUsername: OptionalText,
  redisSentinelPassword: OptionalText,
  redisSentinelPasswordFile: OptionalText,
  redisCaFile: OptionalText,
  redisPrefix: Type.String({ default: 'portcullis:', pattern: '^[^{}\\s]{1,100}$' }),
  recentHours: Count(96, 24 * 30)
})

/** What the environment decides of the distributed platform; see `.env.example` for the meaning of each. */
export type DistributedSettings = Readonly<Static<typeof Settings>>

/** Reads what PLATFORM=distributed needs, and names every problem. */
export const readDistributed = (env: NodeJS.ProcessEnv) => {
  const { settings, problems } = readSettings(Settings, env, hints)
  const given = settings as Partial<DistributedSettings>
  const needs = (names: readonly (keyof DistributedSettings)[], reason: string) =>
    names.some(name => given[name])
      ? []
      : [`${names.map(variable).join(' or ')} must be set: ${reason}`]
  const isScram = given.kafkaSasl?.startsWith('scram') || given.kafkaSasl === 'plain'
  problems.push(
    ...(isScram ? needs(['kafkaUsername'], 'KAFKA_SASL names a mechanism with passwords') : []),
    ...(isScram ? needs(['kafkaPassword', 'kafkaPasswordFile'], 'KAFKA_SASL needs it') : []),
    ...(given.kafkaSasl === 'oauthbearer' ? needs(['kafkaTokenFile'], 'KAFKA_SASL needs it') : []),
    ...['IDS_KEY', 'FIELD_KEY']
      .filter(name => !env[name])
      .map(name => `${name} must be set: all nodes need the same`),
    ...ofNoEffect(given),
    ...unreadFiles(given)
  )
  return { settings: settings as DistributedSettings, problems }
}

/** What counts with something else only: without it a node would connect in plain, or as nobody, and say nothing. */
const ofNoEffect = (given: Partial<DistributedSettings>): readonly string[] =>
  (
    [
      {
        names: ['kafkaCaFile', 'kafkaCertFile', 'kafkaKeyFile'],
        counts: given.kafkaTls,
        needed: 'KAFKA_TLS=true'
      },
      {
        names: ['kafkaUsername', 'kafkaPassword', 'kafkaPasswordFile', 'kafkaTokenFile'],
        counts: given.kafkaSasl !== 'none',
        needed: 'KAFKA_SASL'
      },
      {
        names: ['redisCaFile'],
        counts: given.redisUrl?.includes('rediss:'),
        needed: 'rediss:// in REDIS_URL'
      }
    ] as const
  ).flatMap(({ names, counts, needed }) =>
    counts
      ? []
      : names
          .filter(name => given[name])
          .map(name => `${variable(name)} has no effect without ${needed}`)
  )

/** Files that are read at each start. */
const files = [
  'kafkaCaFile',
  'kafkaCertFile',
  'kafkaKeyFile',
  'kafkaPasswordFile',
  'redisCaFile',
  'redisPasswordFile',
  'redisSentinelPasswordFile'
] as const

/** What would come up only once Kafka, and then Redis, answers. */
const unreadFiles = (given: Partial<DistributedSettings>): readonly string[] =>
  files.flatMap(file => {
    const path = given[file]
    const isGivenItself = file.replace('File', '') in given // as a password may be
    if (path === undefined || isGivenItself) return []
    try {
      readConfigured(variable(file), path)
      return []
    } catch (error) {
      return [(error as Error).message]
    }
  })

/** Whether the address, and the user and password in it, can be read. */
const isAddress = (text: string) => {
  try {
    const { username, password } = new URL(text)
    decodeURIComponent(username + password)
    return true
  } catch {
    return false
  }
}

const hints: Record<string, string> = {
  kafkaBrokers: 'must name brokers as host:port, separated by commas',
  redisUrl: 'must be addresses redis:// or rediss://, separated by commas'
}

/** How the brokers are reached, with the certificates and secrets that files hold. */
export const brokerOptions = (settings: DistributedSettings, clientId: string): BrokerOptions => {
  const sasl = saslOptions(settings)
  return {
    brokers: settings.kafkaBrokers.split(','),
    clientId,
    ...(settings.kafkaTls && { tls: certificates(settings) }),
    ...(sasl && { sasl })
  }
}

const certificates = ({ kafkaCaFile, kafkaCertFile, kafkaKeyFile }: DistributedSettings) => ({
  ...(kafkaCaFile && { ca: readConfigured('KAFKA_CA_FILE', kafkaCaFile) }),
  ...(kafkaCertFile && { cert: readConfigured('KAFKA_CERT_FILE', kafkaCertFile) }),
  ...(kafkaKeyFile && { key: readConfigured('KAFKA_KEY_FILE', kafkaKeyFile) })
})

/** How the shared view is reached, with the secrets that files hold. */
export const redisConfig = (settings: DistributedSettings): RedisConfig => {
  const { redisCaFile, redisPasswordFile, redisSentinelPasswordFile } = settings
  return {
    urls: settings.redisUrl.split(','),
    kind: settings.redisKind,
    sentinelName: settings.redisSentinelName,
    sentinelUsername: settings.redisSentinelUsername,
    username: settings.redisUsername,
    password: secretOf(settings.redisPassword, 'REDIS_PASSWORD_FILE', redisPasswordFile),
    sentinelPassword: secretOf(
      settings.redisSentinelPassword,
      'REDIS_SENTINEL_PASSWORD_FILE',
      redisSentinelPasswordFile
    ),
    tlsCa: redisCaFile && readConfigured('REDIS_CA_FILE', redisCaFile),
    prefix: settings.redisPrefix
  }
}

const saslOptions = (settings: DistributedSettings): SaslOptions | undefined => {
  const { kafkaSasl: mechanism, kafkaUsername: username = '', kafkaTokenFile = '' } = settings
  if (mechanism === 'none') return undefined
  if (mechanism === 'oauthbearer') {
    return {
      mechanism,
      readToken: () => readConfigured('KAFKA_TOKEN_FILE', kafkaTokenFile).trim()
    }
  }
  const { kafkaPassword, kafkaPasswordFile } = settings
  const password = secretOf(kafkaPassword, 'KAFKA_PASSWORD_FILE', kafkaPasswordFile) ?? ''
  return { mechanism, username, password }
}

const secretOf = (value: string | undefined, name: string, file: string | undefined) =>
  value ?? (file === undefined ? undefined : readConfigured(name, file).trim())
