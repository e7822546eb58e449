import { generateKeyPairSync } from 'node:crypto'
import type { Logger } from 'pino'
import { type AppDeps, buildApp } from './app.ts'
import { loadAuthorities } from './load-authorities.ts'
import { loadPolicy } from './load-policy.ts'
import { createMetrics } from './metrics.ts'

/** The OpenAPI contract of this version, made from the routes themselves without opening anything. */
export const buildContract = async (log: Logger): Promise<object> => {
  const notOpened = new Proxy({}, { get: () => () => Promise.reject(new Error('not opened')) })
  const deps = {
    log,
    auth: { keys: { publicKey: unusedKey() } },
    policy: loadPolicy('config/policy.json'),
    authorities: loadAuthorities('config/policy.json'),
    metrics: createMetrics(),
    health: { readiness: notOpened, refresh: notOpened },
    consoleFiles: new Map(),
    nullRoute: false,
    now: () => new Date(0),
    ...Object.fromEntries(
      [
        'sessions',
        'gate',
        'watchlist',
        'tryEntry',
        'underWay',
        'figures',
        'nodes',
        'record',
        'sharedList',
        'cases',
        'manifests',
        'audit',
        'ids',
        'screen',
        'receiveManifest',
        'commandWatchlist',
        'commandCase',
        'deliveries',
        'exclusions',
        'revokeExclusion'
      ].map(name => [name, notOpened])
    )
  } as unknown as AppDeps
  const app = await buildApp(deps)
  await app.ready()
  const contract = app.swagger()
  await app.close()
  return contract
}

const unusedKey = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString()
