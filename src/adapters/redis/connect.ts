import { Cluster, Redis, type RedisOptions } from 'ioredis'
import { makeLightCommands } from './light-commands.ts'
import { forgetPipelines, makeLightPipelines } from './light-pipelines.ts'

/** How the shared view is reached. */
export interface RedisConfig {
  /** redis:// or rediss:// (TLS), of the server, of the sentinels, or of some nodes of the cluster. */
  readonly urls: readonly string[]
  readonly kind: 'server' | 'sentinel' | 'cluster'
  /** The name under which the sentinels know the server. */
  readonly sentinelName?: string | undefined
  /** Of the ACL user; without it the one in the address, else the default user. */
  readonly username?: string | undefined
  readonly password?: string | undefined
  /** Of the ACL user at the sentinels. */
  readonly sentinelUsername?: string | undefined
  readonly sentinelPassword?: string | undefined
  /** Certificates of the authorities that are trusted instead of the system's, PEM. */
  readonly tlsCa?: string | undefined
  /** Begins the names of all keys of this deployment. */
  readonly prefix: string
}

/** A connection to a server or a cluster: both know the same commands. */
export type RedisClient = Redis | Cluster

/** How long a client waits before it gives up. Every client needs both: a command that was under way when its connection broke is never settled otherwise. */
export type Patience = Required<Pick<RedisOptions, 'commandTimeout' | 'socketTimeout'>>

/** Begins to connect; comes back by itself after whatever happens, and never sends a command twice. */
export const connect = (config: RedisConfig, patience: Patience): RedisClient => {
  makeLightCommands()
  makeLightPipelines()
  const client = clientFor(config, patience)
  forgetPipelines(client)
  return client
}

const clientFor = (config: RedisConfig, patience: Patience): RedisClient => {
  const { urls, kind, sentinelName, sentinelUsername, sentinelPassword, tlsCa } = config
  const addresses = urls.map(addressOf)
  const tls = urls.some(url => url.startsWith('rediss:'))
    ? { ...(tlsCa && { ca: tlsCa }) }
    : undefined
  const known = { ...safe, ...patience, ...credentials(config), ...(tls && { tls }) }
  if (kind === 'cluster') {
    return new Cluster(addresses, {
      redisOptions: known,
      enableOfflineQueue: false,
      clusterRetryStrategy: growingPause,
      ...(tls && { dnsLookup: leaveName })
    })
  }
  const single = { ...known, enableOfflineQueue: false, retryStrategy: growingPause }
  if (kind === 'server') return new Redis({ ...single, ...addresses[0] })
  const { db } = addresses[0] ?? {}
  return new Redis({
    ...single,
    ...(db !== undefined && { db }),
    sentinels: addresses.map(({ host, port }) => ({ host, port })),
    name: sentinelName ?? 'mymaster',
    ...(sentinelUsername && { sentinelUsername }),
    ...(sentinelPassword && { sentinelPassword }),
    ...(tls && { enableTLSForSentinelMode: true, sentinelTLS: tls })
  })
}

// ioredis' own defaults wait for ever, and send again what may have been done already.
const safe = {
  connectTimeout: 2_000,
  maxRetriesPerRequest: 1,
  autoResendUnfulfilledCommands: false,
  // What is asked in one turn of the event loop is written at once.
  enableAutoPipelining: true,
  // After a failover the old server takes no writes: look for the new one.
  reconnectOnError: (error: Error) => error.message.startsWith('READONLY')
}

/** From 50 ms to 2 s, each node a little different, so that they do not all come back at once. */
const growingPause = (attempts: number) =>
  Math.min(25 * 2 ** Math.min(attempts, 10), 2_000) * (0.75 + Math.random() / 4)

/** Connects by the name, which the certificate holds; ioredis would look up the address, and hold the certificate to that. */
const leaveName = (name: string, done: (error: null, address: string) => void) => done(null, name)

const addressOf = (url: string) => {
  const { hostname, port, pathname } = new URL(url)
  const db = Number(pathname.slice(1))
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 6379),
    ...(db > 0 && { db })
  }
}

const credentials = ({ urls, username, password }: RedisConfig) => {
  const given = new URL(urls[0] ?? 'redis://localhost')
  const user = username ?? decodeURIComponent(given.username)
  const secret = password ?? decodeURIComponent(given.password)
  return { ...(user && { username: user }), ...(secret && { password: secret }) }
}
