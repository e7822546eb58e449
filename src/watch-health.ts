import { setTimeout as pause } from 'node:timers/promises'
import type { Readiness } from './http/health.ts'
import type { Metrics } from './metrics.ts'
import type { Platform } from './platform.ts'
import { lagOf } from './refresh-gauges.ts'
import type { Watchlist } from './watchlist/watchlist.ts'

export interface HealthDeps {
  readonly platform: Platform
  readonly watchlist: Watchlist
  readonly metrics: Metrics
  /** Age of the watchlist from which screenings are refused. */
  readonly refusedAfterSeconds: number
  /** Age of the watchlist from which answers say so. */
  readonly degradedAfterSeconds: number
  /** Whether a follower of the record runs, rather than waits after a failure. */
  readonly isRunning: (follower: string) => boolean
  /** Whether a synthetic listed person was missed. */
  readonly isCanaryMissed?: () => boolean
  readonly signal: AbortSignal
}

const beatMs = 500

/** Watches whether this node may answer: the index current, the record writable, the stream taken. */
export const watchHealth = (deps: HealthDeps) => {
  const { platform, watchlist, metrics, isRunning, signal } = deps
  const { refusedAfterSeconds, degradedAfterSeconds } = deps
  const { isCanaryMissed = () => false } = deps
  const { record, sharedList } = platform
  let isCaughtUp = false
  let isDifferent = false
  let isRecordAway = false
  let lastAwayAt = Number.NEGATIVE_INFINITY
  let isStopping = false
  let onReady: (() => void)[] = []

  const beat = async () => {
    // First what needs no record: with the record away the list in the shared view is still the newest.
    watchlist.confirmCurrent(await sharedList.version())
    await compareChecksums()
    const behind = await lagOf(record, 'watchlist', sharedList.offsets()).catch(error => {
      isRecordAway = true
      throw error
    })
    isRecordAway = false
    metrics.recordLag.set({ follower: 'shared-list' }, behind)
    isCaughtUp ||= behind === 0 && watchlist.isLoaded
    if (!isCaughtUp) return
    for (const tell of onReady) tell()
    onReady = []
  }

  /** At the same version all nodes hold the same; one that does not has missed something, and builds its list anew. */
  const compareChecksums = async () => {
    const shared = await sharedList.checksum()
    const own = watchlist.checksum
    if (!shared || own === undefined || shared.version !== watchlist.version) return
    isDifferent = shared.checksum !== own
    if (!isDifferent) return
    metrics.listDifferences.inc()
    watchlist.rebuild()
  }

  return {
    readiness: async (): Promise<Readiness> => ({
      parts: {
        watchlist: isCaughtUp && !isDifferent && watchlist.ageSeconds <= refusedAfterSeconds,
        record: platform.isHealthy(),
        // With the record away no node could take the stream: taking all of them out would stop screening altogether.
        stream:
          isCaughtUp &&
          (['crossings', 'manifests'].every(isRunning) || isRecordAway) &&
          !isStopping,
        canary: !isCanaryMissed()
      },
      degraded: [
        ...(isRecordAway || record.notice?.() !== undefined ? (['record_away'] as const) : []),
        ...(watchlist.ageSeconds > degradedAfterSeconds ? (['watchlist_old'] as const) : [])
      ],
      listVersion: watchlist.version,
      ...(watchlist.checksum !== undefined && { listChecksum: watchlist.checksum })
    }),
    /** Whether record or shared view did not answer at some time since this instant. */
    wasAwaySince: (at: number) => lastAwayAt >= at,
    /** Not ready any more, from here on: nobody should send what this process can't finish. */
    stop: () => {
      isStopping = true
    },
    /** Resolves once the index has first caught up; then travellers can be screened. */
    whenReady: (until: AbortSignal): Promise<void> =>
      new Promise(resolve => {
        if (isCaughtUp || until.aborted) return resolve()
        onReady.push(resolve)
        until.addEventListener('abort', () => resolve(), { once: true })
      }),
    /** Keeps looking until the service stops. */
    run: async () => {
      while (!signal.aborted) {
        await beat().catch(() => {
          lastAwayAt = performance.now() // an age that grows is the alarm
        })
        await pause(isCaughtUp ? beatMs : 20, undefined, { signal }).catch(() => undefined)
      }
    }
  }
}
