import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { sendTo } from './adapters/webhook/send-alert.ts'
import { buildApp } from './app.ts'
import { createCaseCommands, createRevocation, createViews } from './cases/command.ts'
import { countExclusions } from './cases/count-exclusions.ts'
import { type DeliveryPace, deliverAlerts, usualPace } from './cases/deliver.ts'
import { projectCases } from './cases/project.ts'
import { queueAlerts } from './cases/queue-alerts.ts'
import { createAlerts } from './cases/raise-alerts.ts'
import { watchTimers } from './cases/sweep.ts'
import { type TellDeps, tellWhatWasLeft } from './cases/tell.ts'
import type { Config } from './config.ts'
import { idsUnder } from './domain/ids.ts'
import type { Policy } from './domain/policy.ts'
import type { RecordEvent } from './domain/ports.ts'
import type { Webhook } from './domain/webhook.ts'
import { readConsole } from './http/console.ts'
import { gateOf } from './http/gate.ts'
import { sessionsUnder } from './http/sessions.ts'
import { keepRunning } from './keep-running.ts'
import { createAnnouncer } from './manifests/announce.ts'
import type { Authorities } from './manifests/authority.ts'
import type { CarrierReply } from './manifests/carrier-reply.ts'
import { createReceiver } from './manifests/receive.ts'
import { resumeManifests } from './manifests/resume.ts'
import { sweepManifests } from './manifests/retention.ts'
import { keepStatusChanges } from './manifests/status-change.ts'
import { matchingBuild } from './matching-build.ts'
import { createMetrics } from './metrics.ts'
import { openMetricsServer } from './metrics-server.ts'
import { createMinuteFigures, type MinuteFiguresSource } from './minute-figures.ts'
import { openPlatform } from './open-platform.ts'
import type { Platform } from './platform.ts'
import { Excluded } from './screening/excluded.ts'
import { createScreener } from './screening/screen.ts'
import { createSearchBeside } from './screening/search-beside.ts'
import { createEntryTrial } from './screening/try-entry.ts'
import { keySource, providerOf } from './sign-in-settings.ts'
import { consumeCrossings } from './stream/crossings.ts'
import { toDeadLetters } from './stream/dead-letters.ts'
import { consumeManifests } from './stream/manifests.ts'
import { watchCanary } from './watch-canary.ts'
import { watchHealth } from './watch-health.ts'
import { createWatchlistCommands } from './watchlist/command.ts'
import { keepSnapshots, startFromSnapshot } from './watchlist/kept-index.ts'
import { projectWatchlist } from './watchlist/project.ts'
import { untilWhole } from './watchlist/until-whole.ts'
import { Watchlist } from './watchlist/watchlist.ts'

/** A running service. */
export interface Service {
  /** Where it listens, such as http://127.0.0.1:8080. */
  readonly url: string
  /** Ends in reverse: unready, streams, HTTP, followers, then the disk. */
  close(): Promise<void>
}

export interface ServiceOptions {
  readonly config: Config
  readonly policy: Policy
  readonly authorities: Authorities
  /** Where desks of agencies take their alerts. */
  readonly webhooks?: readonly Webhook[]
  readonly deliveryPace?: DeliveryPace
  readonly log: Logger
  readonly now: () => Date
}

const consoleFolder = fileURLToPath(new URL('../dist/console', import.meta.url))

/** Opens the adapters, starts the followers, and listens; whatever was opened is closed again when that fails. */
export const openService = async (options: ServiceOptions): Promise<Service> => {
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
    log,
    now
  }: ServiceOptions,
  platform: Platform
): Promise<Service> => {
  const { record, sharedList, cases, exclusions, deliveries, manifests } = platform
  const { audit, positions, verdicts, keys } = platform
  const stopping = new AbortController()
  const metrics = createMetrics()
  const ids = idsUnder(keys.idsKey)
  const watchlist = new Watchlist(policy, now)
  const excluded = new Excluded()
  const beside = createSearchBeside({ watchlist, model: policy.matching, metrics, log, now })
  const screen = createScreener({
    watchlist,
    beside,
    policy,
    record,
    audit,
    ids,
    metrics,
    excluded,
    maxWaiting: config.maxWaiting,
    now
  })
  const { unscreenedAgencies, cases: rules } = policy
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
    unscreenedAgencies,
    now
  })
  const repliesOf = createAnnouncer({ manifests, cases, ids, authorities, now })
  const figures = createMinuteFigures(metrics, now)
  const running = new Set<string>()
  const health = watchHealth({
    platform,
    watchlist,
    metrics,
    refusedAfterSeconds: policy.watchlistAge.refusedAfterSeconds,
    isRunning: follower => running.has(follower),
    isCanaryMissed: () => canary.isMissed(),
    signal: stopping.signal
  })
  const canary = watchCanary({
    watchlist,
    record,
    verdicts,
    metrics,
    log,
    nodeDigest: ids.digest(keys.audit.publicKey),
    hasAlerts: 'alerts' in platform.followers,
    wasAwaySince: at => health.wasAwaySince(at) || record.notice?.() !== undefined,
    everySeconds: config.canarySeconds,
    now
  })
  const gate = gateOf({ callers: platform.callers, perMinute: config.rateLimit, now })
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
    health,
    watchlist,
    tryEntry: createEntryTrial({ record, policy, now }),
    figures,
    consoleFiles: await readConsole(consoleFolder),
    nullRoute: config.nullRoute,
    now
  })

  const supervision = { signal: stopping.signal, log, metrics, running }
  const urgencyOf = (name: keyof typeof policy.instructions) => policy.instructions[name].urgency
  const consumer = { record, positions, ids, unscreenedAgencies, metrics, log, now }
  const { receive, resume } = receiver
  const setAside = toDeadLetters({ record, metrics, log, now })
  const alertsOf = createAlerts({ ids, rules, urgencyOf })
  const keepReplies: TellDeps['keepReplies'] = replies =>
    keepStatusChanges({ ids, manifests }, replies as readonly RecordEvent<CarrierReply>[])
  const news = { alertsOf, repliesOf, keepReplies }
  const projection = { record, cases, verdicts, ids, urgencyOf, rules, setAside, ...news }
  const delivering = webhooks.map(webhook => {
    const { agency, desk } = webhook
    const send = sendTo(webhook, pace.timeoutMs, now)
    const deps = { agency, desk, deliveries, send, pace, metrics, log, now }
    return keepRunning('deliveries', s => deliverAlerts(deps, s), supervision)
  })
  const whole = untilWhole(record, sharedList)
  const origin = { model: policy.matching, madeBy: matchingBuild() }
  const keptIndex = { watchlist, snapshots: platform.indexSnapshots, origin, log }
  const followWatchlist = async (signal: AbortSignal) => {
    await startFromSnapshot(sharedList, keptIndex)
    await watchlist.follow(sharedList, signal, whole)
  }
  const followers = [
    keepRunning(
      'shared-list',
      s => projectWatchlist({ record, sharedList, verdicts, setAside }, s),
      supervision
    ),
    keepRunning('watchlist', followWatchlist, supervision),
    ...(config.searchThreads > 0 ? [keepRunning('search-thread', beside.run, supervision)] : []),
    keepRunning('cases', s => projectCases(projection, s), supervision),
    keepRunning('news', s => tellWhatWasLeft({ record, cases, keepReplies }, s), supervision),
    keepRunning(
      'crossings',
      s => health.whenReady(s).then(() => consumeCrossings({ ...consumer, screen }, s)),
      supervision
    ),
    keepRunning(
      'manifests',
      s =>
        health
          .whenReady(s)
          .then(() =>
            consumeManifests({ ...consumer, manifests, audit, cases, authorities, receive }, s)
          ),
      supervision
    ),
    keepRunning(
      'manifests-resumed',
      s => health.whenReady(s).then(() => resumeManifests({ manifests, resume, metrics }, s)),
      supervision
    ),
    keepRunning(
      'alerts-queued',
      s => queueAlerts({ record, deliveries, webhooks }, s),
      supervision
    ),
    ...delivering,
    keepRunning('exclusions', s => excluded.follow(exclusions, s), supervision),
    keepRunning('exclusions-counted', s => countExclusions({ record, exclusions }, s), supervision),
    keepRunning(
      'case-timers',
      s => health.whenReady(s).then(() => watchTimers({ record, cases, ids, metrics, now }, s)),
      supervision
    ),
    keepRunning(
      'retention',
      s =>
        sweepManifests(
          { manifests, cases, audit, keepHours: policy.manifestRetentionHours, now },
          s
        ),
      supervision
    ),
    ...Object.entries(platform.followers).map(([name, run]) => keepRunning(name, run, supervision)),
    health.run(),
    keepSnapshots(keptIndex, stopping.signal),
    keepSampling(figures, stopping.signal),
    gate.run(stopping.signal),
    health.whenReady(stopping.signal).then(() => canary.run(stopping.signal))
  ]
  let metricsServer: { close(): Promise<void> } | undefined
  const stop = async () => {
    health.stop()
    await app.close()
    await metricsServer?.close()
    stopping.abort()
    await Promise.all(followers)
  }
  try {
    const { host, port, metricsPort } = config
    await app.listen({ host, port })
    if (metricsPort !== undefined) {
      const { refresh } = health
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
      await stop()
      await platform.close()
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
