import { setTimeout as pause } from 'node:timers/promises'
import type { Offsets } from './domain/ports.ts'
import type { Readiness } from './http/health.ts'
import type { Metrics } from './metrics.ts'
import type { Platform } from './platform.ts'
import { createCurrentAsOf, eventsBehind, type RecordLook } from './watchlist/current-as-of.ts'
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
  /** Between two looks, once it has caught up. */
  readonly beatMs?: number
  readonly signal: AbortSignal
}

const usualBeatMs = 500

/** Watches whether this node may answer: the index current, the record writable, the stream taken. */
export const watchHealth = (deps: HealthDeps) => {
  const { platform, watchlist, metrics, isRunning, signal } = deps
  const { refusedAfterSeconds, degradedAfterSeconds } = deps
  const { isCanaryMissed = () => false, beatMs = usualBeatMs } = deps
  const { record, sharedList } = platform
  const currentAsOf = createCurrentAsOf()
  let knownEnds: Offsets = new Map()
  let isCaughtUp = false
  let isDifferent = false
  let isRecordAway = false
  let lastAwayAt = Number.NEGATIVE_INFINITY
  let isStopping = false
  let onReady: (() => void)[] = []

  const beat = async () => {
    await compareChecksums() // first what needs no record
    const look = await lookAtRecord()
    const offsets = await sharedList.offsets()
    const reach = { offsets, version: await sharedList.version() }
    const asOf = currentAsOf(look, reach, watchlist.version)
    if (asOf !== undefined) watchlist.confirmCurrent(asOf)
    if (isRecordAway) return
    const behind = eventsBehind(look.ends, offsets)
    metrics.recordLag.set({ follower: 'shared-list' }, behind)
    isCaughtUp ||= behind === 0 && watchlist.isLoaded
    if (!isCaughtUp) return
    for (const tell of onReady) tell()
    onReady = []
  }

  /** With the record away nothing can be added to what was last seen there. */
  const lookAtRecord = async (): Promise<RecordLook> => {
    const at = watchlist.clockMs
    try {
      knownEnds = await record.ends('watchlist')
      isRecordAway = false
      return { at, ends: knownEnds }
    } catch {
      isRecordAway = true
      lastAwayAt = performance.now()
      return { at: watchlist.clockMs, ends: knownEnds }
    }
  }

  /**
   * At the same version all nodes hold the same; one that does not has missed something, and builds its list anew. So does one
   * that is ahead: the shared list has lost what it read, and counts anew.
   */
  const compareChecksums = async () => {
    const { inUse, version } = watchlist // before the shared one is asked, which only moves on
    const shared = await sharedList.checksum()
    const own = watchlist.checksum
    if (!shared || own === undefined) return
    if (shared.version < version && watchlist.inUse === inUse) return watchlist.rebuild()
    if (shared.version !== watchlist.version) return
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
