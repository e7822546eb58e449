import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { test as base, expect } from 'vitest'
import { openKeys } from '#src/adapters/embedded/keys.ts'
import type { DeliveryPace } from '#src/cases/deliver.ts'
import { issueToken, type TokenRequest } from '#src/cli/issue-token.ts'
import { type Config, loadConfig } from '#src/config.ts'
import type { Policy } from '#src/domain/policy.ts'
import type { Role } from '#src/domain/vocabulary.ts'
import type { Webhook } from '#src/domain/webhook.ts'
import { loadAuthorities } from '#src/load-authorities.ts'
import { loadPolicy } from '#src/load-policy.ts'
import type { Authorities } from '#src/manifests/authority.ts'
import { openService } from '#src/service.ts'
import { type Call, callerOf } from './call.ts'
import { patient } from './until.ts'

export interface ServiceOptions {
  readonly config?: Partial<Config>
  /** More of the environment that it starts with. */
  readonly env?: NodeJS.ProcessEnv
  /** What differs from the policy in force. */
  readonly policy?: Partial<Policy>
  readonly authorities?: Authorities
  readonly webhooks?: readonly Webhook[]
  readonly deliveryPace?: DeliveryPace
  readonly stalledAfterMs?: number
  readonly logLevel?: string
  readonly now?: () => Date
}

/** A real service in this process, over a folder of its own. */
export interface RunningService {
  readonly url: string
  readonly dataDir: string
  readonly keys: { readonly privateKey: string; readonly publicKey: string; readonly keyId: string }
  /** Everything it has logged so far. */
  readonly log: () => string
  /** A token with this service's keys. */
  readonly token: (role: Role | readonly Role[], claims?: Partial<TokenRequest>) => string
  /** Calls as the holder of this token; without one as nobody. */
  readonly as: (token?: string) => Call
  /** Calls as somebody of this role and agency. */
  readonly asRole: (role: Role | readonly Role[], claims?: Partial<TokenRequest>) => Call
  /** Stops it, and keeps its folder. */
  readonly stop: () => Promise<void>
  /** Stops it, and removes its folder. */
  readonly close: () => Promise<void>
}

/** Starts a service with adapters and keys as in production, on a free port. */
export const startService = async (options: ServiceOptions = {}): Promise<RunningService> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'portcullis-test-'))
  const lines: string[] = []
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk))
      done()
    }
  })
  const service = await openService({
    config: { ...loadConfig({ PORT: '0', DATA_DIR: dataDir, ...options.env }), ...options.config },
    policy: { ...loadPolicy('config/policy.json'), ...options.policy },
    authorities: options.authorities ?? loadAuthorities('config/policy.json'),
    ...(options.webhooks && { webhooks: options.webhooks }),
    ...(options.deliveryPace && { deliveryPace: options.deliveryPace }),
    stalledAfterMs: options.stalledAfterMs,
    log: pino({ level: options.logLevel ?? 'silent' }, sink),
    now: options.now ?? (() => new Date())
  })
  const { jwt: keys } = await openKeys(dataDir)
  const token = (role: Role | readonly Role[], claims: Partial<TokenRequest> = {}) =>
    issueToken(keys, {
      roles: [role].flat(),
      sub: 'somebody',
      purposes: ['border_control'],
      ttlSeconds: 600,
      ...claims
    }).token
  const as = (bearer?: string) => callerOf(service.url, bearer)
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped ??= service.close()
    return stopped
  }
  const running: RunningService = {
    url: service.url,
    dataDir,
    keys,
    log: () => lines.join(''),
    token,
    as,
    asRole: (role, claims) => as(token(role, claims)),
    stop,
    close: async () => {
      await stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  }
  await untilReady(running)
  return running
}

const untilReady = ({ as }: RunningService) =>
  expect.poll(async () => (await as()('GET', '/readyz')).status, patient).toBe(200)

/** Tests that share one service; each brings agencies, lists and people of its own. */
export const withService = (options: ServiceOptions = {}) =>
  base
    .extend('asked', { scope: 'file' }, () => options)
    .extend('service', { scope: 'file' }, async ({ asked }, { onCleanup }) => {
      const service = await startService(asked)
      onCleanup(() => service.close())
      return service
    })
