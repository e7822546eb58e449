import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { buildApp } from './app.ts'
import { createCaseCommands, createRevocation, createViews } from './cases/command.ts'
import { type DeliveryPace, usualPace } from './cases/deliver.ts'
import type { Config } from './config.ts'
import { idsUnder } from './domain/ids.ts'
import type { Policy } from './domain/policy.ts'
import type { Webhook } from './domain/webhook.ts'
import { startFollowers } from './followers.ts'
import { readConsole } from './http/console.ts'
import { gateOf } from './http/gate.ts'
import { isReady } from './http/health.ts'
import { sessionsUnder } from './http/sessions.ts'
import { countUnderWay } from './http/under-way.ts'
import type { Authorities } from './manifests/authority.ts'
import { createReceiver } from './manifests/receive.ts'
import { matchingBuild } from './matching-build.ts'
import { createMetrics } from './metrics.ts'
import { openMetricsServer } from './metrics-server.ts'
import { createMinuteFigures, type MinuteFiguresSource } from './minute-figures.ts'
import { openPlatform } from './open-platform.ts'
import type { Platform } from './platform.ts'
import { refreshGauges } from './refresh-gauges.ts'
import { Excluded } from './screening/excluded.ts'
import { createScreener } from './screening/screen.ts'
import { createSearchBeside } from './screening/search-beside.ts'
import { createEntryTrial } from './screening/try-entry.ts'
import { keySource, providerOf, requireSignInFiles } from './sign-in-settings.ts'
import { stopInOrder } from './stop-in-order.ts'
import { watchCanary } from './watch-canary.ts'
import { watchHealth } from './watch-health.ts'
import { watchNodes } from './watch-nodes.ts'
import { createWatchlistCommands } from './watchlist/command.ts'
import { keepSnapshots } from './watchlist/kept-index.ts'
import { learnAhead } from './watchlist/learn-ahead.ts'
import { Watchlist } from './watchlist/watchlist.ts'

/** A running service. */
export interface Service {
  /** Where it listens, such as http://127.0.0.1:8080. */
  readonly url: string
  /** Ends in order: unready, consumers, streams, HTTP, projections, then the disk. */
  close(): Promise<void>
}

export interface ServiceOptions {
  readonly config: Config
  readonly policy: Policy
  readonly authorities: Authorities
  /** Where desks of agencies take their alerts. */
  readonly webhooks?: readonly Webhook[]
  readonly deliveryPace?: DeliveryPace
  /** A connection on which nothing moves for so long is closed. */
  readonly stalledAfterMs?: number | undefined
  readonly log: Logger
  readonly now: () => Date
}

const consoleFolder = fileURLToPath(new URL('../dist/console', import.meta.url))

/** Opens the adapters, starts the followers, and listens; whatever was opened is closed again when that fails. */
export const openService = async (options: ServiceOptions): Promise<Service> => {
  requireSignInFiles(options.config)
  const platform = await openPlatform(options.config, options.log, options.now)
  try {
    return await serve(options, platform)
  } catch (error) {
    await platform.close()
    throw error
  }
}

const serve = async (
  {
    config,
    policy,
    authorities,
    webhooks = [],
    deliveryPace: pace = usualPace,
    stalledAfterMs,
    log,
    now
  }: ServiceOptions,
  platform: Platform
): Promise<Service> => {
  const { record, sharedList, cases, exclusions, deliveries, manifests } = platform
  const { audit, verdicts, keys } = platform
  const [leaving, ending] = [new AbortController(), new AbortController()]
  const underWay = countUnderWay()
  const metrics = createMetrics()
  const ids = idsUnder(keys.idsKey)
  const watchlist = new Watchlist(policy, now)
  const excluded = new Excluded()
  const beside =
    config.searchThreads > 0
      ? createSearchBeside({ watchlist, model: policy.matching, metrics, log, now })
      : undefined
  const screen = createScreener({
    watchlist,
    ...(beside && { beside }),
    policy,
    record,
    audit,
    ids,
    metrics,
    excluded,
    maxWaiting: config.maxWaiting,
    now
  })
  const receiver = createReceiver({
    screen,
    record,
    manifests,
    cases,
    verdicts,
    authorities,
    audit,
    ids,
    metrics,
    unscreenedAgencies: policy.unscreenedAgencies,
    now
  })
  const figures = createMinuteFigures(metrics, now)
  const running = new Set<string>()
  const health = watchHealth({
    platform,
    watchlist,
    metrics,
    ...policy.watchlistAge,
    isRunning: follower => running.has(follower),
    isCanaryMissed: () => canary.isMissed(),
    signal: ending.signal
  })
  const refresh = () => refreshGauges({ platform, watchlist, metrics, log })
  const nodeDigest = ids.digest(keys.audit.publicKey)
  const canary = watchCanary({
    watchlist,
    record,
    verdicts,
    metrics,
    log,
    nodeDigest,
    hasAlerts: 'alerts' in platform.followers,
    wasAwaySince: at => health.wasAwaySince(at) || record.notice?.() !== undefined,
    everySeconds: config.canarySeconds,
    now
  })
  const nodes = watchNodes({
    reports: platform.nodeReports,
    id: nodeDigest,
    name: config.port === 0 ? hostname() : `${hostname()}:${config.port}`,
    watchlist,
    sharedList,
    isReady: async () => isReady(await health.readiness()),
    log,
    now
  })
  const gate = gateOf({ callers: platform.callers, perMinute: config.rateLimit, metrics, now })
  const app = await buildApp({
    log,
    auth: {
      keys: keySource(config, keys.jwt),
      issuer: config.jwtIssuer,
      audience: config.jwtAudience
    },
    sessions: sessionsUnder({ key: keys.fieldKey, publicUrl: config.publicUrl, now }),
    gate,
    identityProvider: providerOf(config),
    policy,
    authorities,
    record,
    sharedList,
    cases,
    manifests,
    audit,
    ids,
    screen,
    receiveManifest: receiver.receive,
    commandWatchlist: createWatchlistCommands({ record, verdicts, watchlist, now }),
    commandCase: createCaseCommands({ record, verdicts, now }),
    noteView: createViews({ record, log, now }),
    deliveries,
    exclusions,
    revokeExclusion: createRevocation({ record, verdicts, now }),
    metrics,
    health: { ...health, refresh },
    watchlist,
    tryEntry: createEntryTrial({ record, policy, signal: leaving.signal, now }),
    figures,
    nodes,
    consoleFiles: await readConsole(consoleFolder),
    underWay,
    stalledAfterMs,
    nullRoute: config.nullRoute,
    now
  })

  const origin = { model: policy.matching, madeBy: matchingBuild() }
  const keptIndex = { watchlist, snapshots: platform.indexSnapshots, origin, metrics, log }
  const { signal } = leaving
  const followers = [
    ...startFollowers({
      platform,
      policy,
      authorities,
      webhooks,
      pace,
      ids,
      watchlist,
      keptIndex,
      beside,
      screen,
      receiver,
      excluded,
      whenReady: health.whenReady,
      metrics,
      log,
      running,
      leaving: signal,
      ending: ending.signal,
      now
    }),
    health.run(),
    keepSnapshots(keptIndex, signal),
    learnAhead({ watchlist }, signal),
    keepSampling(figures, signal),
    gate.run(ending.signal),
    nodes.run(signal),
    health.whenReady(signal).then(() => canary.run(signal))
  ]
  let metricsServer: { close(): Promise<void> } | undefined
  const stop = async () => {
    health.stop()
    const untilAnswered = underWay.untilNone
    await stopInOrder({ app, untilAnswered, leaving, ending, followers, running, log })
    await metricsServer?.close()
  }
  try {
    const { host, port, metricsPort } = config
    await app.listen({ host, port })
    if (metricsPort !== undefined) {
      metricsServer = await openMetricsServer({ host, port: metricsPort, metrics, refresh })
    }
  } catch (error) {
    await stop()
    throw error
  }
  const { address, port } = app.server.address() as AddressInfo
  return {
    url: `http://${address.includes(':') ? `[${address}]` : address}:${port}`,
    close: async () => {
      try {
        await stop()
      } finally {
        await platform.close()
      }
    }
  }
}

const sampleEveryMs = 5_000

const keepSampling = async ({ sample }: MinuteFiguresSource, signal: AbortSignal) => {
  while (!signal.aborted) {
    await sample()
    await pause(sampleEveryMs, undefined, { signal }).catch(() => undefined)
  }
}
