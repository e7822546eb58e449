import { type Static, Type } from 'typebox'
import { Format } from 'typebox/format'
import { type DistributedSettings, readDistributed } from './distributed-settings.ts'
import { ConfigurationInvalid } from './errors.ts'
import { withKeyFiles } from './key-files.ts'
import { readSettings } from './read-settings.ts'

Format.Set('base64-key', text => Buffer.from(text, 'base64').length === 32)
Format.Set('web-address', text => /^https?:$/.test(URL.parse(text)?.protocol ?? ''))

const Port = Type.Integer({ minimum: 0, maximum: 65_535 })

const onThisMachine = 'http://(127(\\.\\d{1,3}){3}|localhost|\\[::1\\])(:\\d+)?'
/** Whom we believe who somebody is, is reached by TLS, or on this machine. */
const trusted = Type.String({
  pattern: `^(https://|${onThisMachine}(/|$))`,
  format: 'web-address'
})

const Settings = Type.Object({
  host: Type.String({ default: '127.0.0.1', minLength: 1 }),
  port: { ...Port, default: 8080 },
  dataDir: Type.String({ default: 'data', minLength: 1 }),
  platform: Type.Enum(['embedded', 'distributed'], { default: 'embedded' }),
  policy: Type.String({ default: 'config/policy.json', minLength: 1 }),
  logLevel: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], { default: 'info' }),
  jwksFile: Type.Optional(Type.String({ minLength: 1 })),
  jwksUrl: Type.Optional(trusted),
  jwtIssuer: Type.Optional(Type.String({ minLength: 1 })),
  jwtAudience: Type.Optional(Type.String({ minLength: 1 })),
  publicUrl: Type.Optional(Type.String({ pattern: `^(https://[^/]+|${onThisMachine})/?$` })),
  oidcIssuer: Type.Optional(trusted),
  oidcClientId: Type.Optional(Type.String({ minLength: 1 })),
  oidcClientSecretFile: Type.Optional(Type.String({ minLength: 1 })),
  oidcScope: Type.String({ default: 'openid profile', minLength: 1 }),
  metricsPort: Type.Optional(Port),
  webhooksFile: Type.Optional(Type.String({ minLength: 1 })),
  maxWaiting: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 5_000 }),
  canarySeconds: Type.Integer({ minimum: 1, maximum: 3_600, default: 60 }),
  searchThreads: Type.Integer({ minimum: 0, maximum: 1, default: 1 }),
  rateLimit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  nullRoute: Type.Boolean({ default: false }),
  idsKey: Type.Optional(Type.String({ format: 'base64-key' })),
  fieldKey: Type.Optional(Type.String({ format: 'base64-key' }))
})

/** Everything the environment decides; see `.env.example` for the meaning of each. */
export type Config = Readonly<Static<typeof Settings>> & {
  /** Brokers and the shared view, when PLATFORM is distributed. */
  readonly distributed?: DistributedSettings
}

/** Reads the environment once; throws ConfigurationInvalid with every problem named and no value shown. */
export const loadConfig = (given: NodeJS.ProcessEnv = process.env): Config => {
  const { env, problems: unread } = withKeyFiles(given)
  const { settings, problems } = readSettings(Settings, env, hints)
  const isDistributed = settings['platform'] === 'distributed'
  const distributed = isDistributed ? readDistributed(env) : undefined
  problems.push(...unread, ...(distributed?.problems ?? []))
  if (settings['jwksFile'] && settings['jwksUrl']) {
    problems.push('JWKS_FILE and JWKS_URL: set one of them')
  }
  const ownKeys = !settings['jwksFile'] && !settings['jwksUrl']
  if (ownKeys && !isLoopback(String(settings['host']))) {
    problems.push(
      'HOST must be a loopback address as long as neither JWKS_FILE nor JWKS_URL is set'
    )
  }
  if (settings['oidcIssuer'] && !settings['oidcClientId']) {
    problems.push('OIDC_CLIENT_ID must be set together with OIDC_ISSUER')
  }
  if (settings['oidcIssuer'] && !settings['publicUrl'] && !isLoopback(String(settings['host']))) {
    problems.push('PUBLIC_URL must be set together with OIDC_ISSUER unless HOST is loopback')
  }
  if (problems.length > 0) throw new ConfigurationInvalid(problems.join('; '))
  const config = { ...settings, ...(distributed && { distributed: distributed.settings }) }
  return Object.freeze(config) as Config
}

const notTrusted = 'is not an https:// address, nor an http:// one on this machine'

const hints: Record<string, string> = {
  platform: 'is neither embedded nor distributed',
  publicUrl: 'is not of the form https://portcullis.example, nor http:// on this machine',
  jwksUrl: notTrusted,
  oidcIssuer: notTrusted,
  idsKey: 'is not 32 bytes in base64',
  fieldKey: 'is not 32 bytes in base64'
}

/** What a command-line client needs: where the service is and how to sign in. */
export const clientConfig = (given: NodeJS.ProcessEnv = process.env) => {
  const { env, problems } = withKeyFiles(given)
  if (problems.length > 0) throw new ConfigurationInvalid(problems.join('; '))
  return {
    url: env['PORTCULLIS_URL'] || `http://127.0.0.1:${env['PORT'] || 8080}`,
    token: env['PORTCULLIS_TOKEN'] || undefined,
    dataDir: env['DATA_DIR'] || 'data',
    policy: env['POLICY'] || 'config/policy.json',
    given: { idsKey: env['IDS_KEY'] || undefined, fieldKey: env['FIELD_KEY'] || undefined }
  }
}

/** Servers that tests use instead of starting their own. */
export const namedServers = (env: NodeJS.ProcessEnv = process.env) => ({
  brokers: env['KAFKA_BROKERS'] || undefined,
  redisUrl: env['REDIS_URL'] || undefined
})

/** The environment that a process started by this one inherits, with changes. */
export const inheritedEnvironment = (changes: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...process.env,
  ...changes
})

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
