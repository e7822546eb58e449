import { setTimeout as pause } from 'node:timers/promises'
import type { Manifests } from '../domain/ports.ts'
import type { Metrics } from '../metrics.ts'
import { type Authorities, authorityFor } from './authority.ts'
import type { Receiver } from './receive.ts'
import type { TakenManifest } from './received.ts'

/** What manifests are taken up again with. */
export interface ResumeDeps {
  readonly manifests: Manifests
  readonly resume: Receiver['resume']
  readonly authorities: Authorities
  readonly metrics: Metrics
  readonly now: () => Date
}

/** Soon enough for the flight, seldom enough for a service that can not screen at all. */
const everyMs = 10_000
const maxAtOnce = 1_000
/** A node that still has not finished so long after its carrier had the fallback is taken to be gone; if it is not, all is done twice and told once. */
const graceMs = 30_000

/**
 * Takes up, until the signal aborts, every manifest that was kept and not finished: after a kill, and after whatever kept it
 * from being screened. Oldest first, so that a change comes after what it changes. Those that other nodes may still have
 * under way are left to them.
 */
export const resumeManifests = async (deps: ResumeDeps, signal: AbortSignal): Promise<void> => {
  const { manifests, resume, metrics } = deps
  while (!signal.aborted) {
    // One that is put back as it was taken may have been finished since.
    const left = (await manifests.isWhole()) ? await manifests.unfinished(maxAtOnce) : []
    for (const id of left) {
      if (signal.aborted) return
      try {
        if (!(await mayBeElsewhere(deps, id))) await resume(id)
      } catch {
        metrics.manifests.inc({ outcome: 'failed' }) // it stays, and comes again
      }
    }
    metrics.manifestsUnfinished.set((await manifests.unfinished(maxAtOnce)).length)
    await pause(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Whoever holds a folder alone has nobody to wait for, not even right after a kill. */
const mayBeElsewhere = async ({ manifests, authorities, now }: ResumeDeps, id: string) => {
  if (!manifests.isShared) return false
  const kept = await manifests.get(id)
  if (!kept || kept.isFinished) return true
  const { receivedAt, manifest } = kept.content as TakenManifest
  const { answerWithinMs } = authorityFor(authorities, manifest.interchange?.recipient)
  // Either way: one of a node whose clock was ahead must not wait until all clocks have come that far.
  return Math.abs(now().getTime() - Date.parse(receivedAt)) < answerWithinMs + graceMs
}
