import { setTimeout as pause } from 'node:timers/promises'
import type { Manifests } from '../domain/ports.ts'
import type { Metrics } from '../metrics.ts'
import type { Receiver } from './receive.ts'

/** What manifests are taken up again with. */
export interface ResumeDeps {
  readonly manifests: Manifests
  readonly resume: Receiver['resume']
  readonly metrics: Metrics
}

/** Soon enough for the flight, seldom enough for a service that can not screen at all. */
const everyMs = 10_000
const maxAtOnce = 1_000

/**
 * Takes up, until the signal aborts, every manifest that was kept and not finished: after a kill, and after whatever kept it
 * from being screened. Oldest first, so that a change comes after what it changes.
 */
export const resumeManifests = async (
  { manifests, resume, metrics }: ResumeDeps,
  signal: AbortSignal
): Promise<void> => {
  while (!signal.aborted) {
    for (const id of await manifests.unfinished(maxAtOnce)) {
      if (signal.aborted) return
      try {
        await resume(id)
      } catch {
        metrics.manifests.inc({ outcome: 'failed' }) // it stays, and comes again
      }
    }
    metrics.manifestsUnfinished.set((await manifests.unfinished(maxAtOnce)).length)
    await pause(everyMs, undefined, { signal }).catch(() => undefined)
  }
}
