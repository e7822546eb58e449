import { setTimeout as pause } from 'node:timers/promises'
import type { Cases, Offsets, Positions, Record, SharedList, Topic } from './domain/ports.ts'
import type { Readiness } from './http/health.ts'
import type { Metrics } from './metrics.ts'
import type { Watchlist } from './watchlist/watchlist.ts'

export interface HealthDeps {
  readonly platform: {
    readonly record: Record
    readonly sharedList: SharedList
    readonly cases: Cases
    readonly positions: Positions
    isHealthy(): boolean
  }
  readonly watchlist: Watchlist
  readonly metrics: Metrics
  readonly signal: AbortSignal
}

const beatMs = 500

/** Watches whether this node may answer: the index current, the record writable, the stream taken. */
export const watchHealth = ({ platform, watchlist, metrics, signal }: HealthDeps) => {
  const { record, sharedList, cases, positions } = platform
  let isCaughtUp = false
  let onReady: (() => void)[] = []

  const lag = async (topic: Topic, handled: Promise<Offsets>) => {
    const [ends, at] = await Promise.all([record.ends(topic), handled])
    return [...ends].reduce((sum, [partition, end]) => sum + end - (at.get(partition) ?? 0), 0)
  }

  const beat = async () => {
    const behind = await lag('watchlist', sharedList.offsets())
    metrics.recordLag.set({ follower: 'shared-list' }, behind)
    watchlist.confirmCurrent(await sharedList.version())
    isCaughtUp ||= behind === 0 && watchlist.isLoaded
    if (!isCaughtUp) return
    for (const tell of onReady) tell()
    onReady = []
  }

  const refresh = async () => {
    metrics.listEntries.set(watchlist.size)
    metrics.indexBytes.set(watchlist.bytes)
    metrics.listVersion.set(watchlist.version)
    if (watchlist.isLoaded) metrics.listAgeSeconds.set(watchlist.ageSeconds)
    const crossings = await lag('crossings', positions.load('screen-crossings', 'crossings'))
    metrics.recordLag.set({ follower: 'crossings' }, crossings)
    const commands = await lag('case-commands', cases.offsets('case-commands'))
    metrics.recordLag.set({ follower: 'case-commands' }, commands)
    for (const [state, count] of await cases.counts()) metrics.cases.set({ state }, count)
  }

  return {
    refresh,
    readiness: async (): Promise<Readiness> => ({
      watchlist: isCaughtUp && watchlist.isLoaded,
      record: platform.isHealthy(),
      stream: isCaughtUp && !signal.aborted
    }),
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
        await beat().catch(() => undefined) // an age that grows is the alarm
        await pause(isCaughtUp ? beatMs : 20, undefined, { signal }).catch(() => undefined)
      }
    }
  }
}
