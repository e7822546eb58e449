import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { caseStates } from './domain/case.ts'
import type { Offsets, Topic } from './domain/ports.ts'
import type { Metrics } from './metrics.ts'
import type { Platform } from './platform.ts'
import { eventsBehind } from './watchlist/current-as-of.ts'
import type { Watchlist } from './watchlist/watchlist.ts'

export interface GaugesDeps {
  readonly platform: Platform
  readonly watchlist: Watchlist
  readonly metrics: Metrics
  readonly log: Pick<FastifyBaseLogger, 'debug'>
}

/** Brings gauges up to date. What does not answer keeps its last figures: an outage is when all others are needed. */
export const refreshGauges = async ({
  platform,
  watchlist,
  metrics,
  log
}: GaugesDeps): Promise<void> => {
  const { record, positions, cases, deliveries } = platform
  metrics.listEntries.set(watchlist.size)
  metrics.indexBytes.set(watchlist.bytes)
  metrics.listVersion.set(watchlist.version)
  if (watchlist.checksum !== undefined) metrics.listChecksum.set(watchlist.checksum)
  if (watchlist.isLoaded) metrics.listAgeSeconds.set(watchlist.ageSeconds)
  metrics.outboxEvents.set(platform.waiting())
  metrics.auditWaiting.set(platform.auditWaiting?.() ?? 0)
  metrics.alertTopicsBehind.set(platform.agenciesBehind?.() ?? 0)

  const behind = async (follower: string, topic: Topic, handling: Promise<Offsets>) => {
    const [ends, handled] = await Promise.all([record.ends(topic), handling])
    metrics.recordLag.set({ follower }, eventsBehind(ends, handled))
  }
  const sizes = async () => {
    const { databaseBytes, logBytes } = await platform.sizes()
    metrics.databaseBytes.set({ file: 'database' }, databaseBytes)
    metrics.databaseBytes.set({ file: 'log' }, logBytes)
  }
  const counts = async () => {
    const standing = await cases.counts() // no state in which there is none
    for (const state of caseStates) metrics.cases.set({ state }, standing.get(state) ?? 0)
  }
  const undelivered = async () => {
    for (const [state, count] of Object.entries(await deliveries.counts())) {
      metrics.alertsUndelivered.set({ state }, count)
    }
  }
  const manifestStates = async () => {
    for (const [state, count] of Object.entries((await platform.manifestCounts?.()) ?? {})) {
      metrics.manifestStates.set({ state }, count)
    }
  }
  const reading = [
    sizes(),
    behind('crossings', 'crossings', positions.load('screen-crossings', 'crossings')),
    behind('manifests', 'manifests', positions.load('take-manifests', 'manifests')),
    behind('case-commands', 'case-commands', cases.offsets('case-commands')),
    undelivered(),
    manifestStates(),
    counts()
  ]
  for (const figure of reading) {
    figure.catch(err => log.debug({ err }, 'a figure could not be read'))
  }
  const enough = new AbortController()
  const late = pause(patienceMs, undefined, { signal: enough.signal }).catch(() => undefined)
  await Promise.race([Promise.allSettled(reading), late])
  enough.abort()
}

// Less than whoever collects the figures waits.
const patienceMs = 3_000
