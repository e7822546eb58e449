import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Manifests } from '#src/domain/ports.ts'
import type { ManifestStates, StoredManifest } from '../manifest-states.ts'

export interface RecordedManifestsOptions {
  readonly manifests: Manifests
  readonly states: ManifestStates
  readonly isWhole: Manifests['isWhole']
  /** Durable in the record when it resolves; false where it is too large for it. */
  readonly write: (stored: StoredManifest) => Promise<boolean>
  readonly isRecordAway: () => boolean
  readonly log: Pick<Logger, 'error'>
}

const everyMs = 1_000
const maxAtOnce = 200

/**
 * Manifests of the view that the record holds too. One that is not finished, or is reduced, is in both when that is told; what
 * became of it follows a moment later, since it can be found out again. With the record away, or while it refuses what it is
 * given, it waits in the view alone and keeps nobody waiting, and whichever node looks next after its return gives it what waits.
 */
export const recordedManifests = ({
  manifests,
  states,
  isWhole,
  write,
  isRecordAway,
  log
}: RecordedManifestsOptions) => {
  let isRefusing = false
  const tryToWrite = async (stored: StoredManifest) => {
    try {
      const isWritten = await write(stored)
      isRefusing = false
      return isWritten
    } catch (error) {
      isRefusing = true
      throw error
    }
  }
  /** Gives the record the newest of a manifest. What fails waits. */
  const record = async (id: string) => {
    if (isRecordAway()) return
    try {
      const stored = await states.unrecorded(id)
      if (!stored) return
      if (await tryToWrite(stored)) return await states.recorded(stored)
      await states.passOver(stored)
      log.error({ manifest: id }, 'a manifest is too large for the record: only the view has it')
    } catch {
      // Neither the record's fault nor the view's is the manifest's: it is stored.
    }
  }
  const recordSome = async () => {
    const ids = await states.claim(maxAtOnce)
    if (ids.length === 0) return
    try {
      await Promise.all(ids.map(record))
    } finally {
      await states.release()
    }
  }
  const recorded: Manifests = {
    ...manifests,
    isWhole,
    async put(manifest) {
      await manifests.put(manifest)
      const recorded = record(manifest.id)
      if (!manifest.isFinished && !isRefusing) await recorded
    },
    async reduce(id, left) {
      await manifests.reduce(id, left)
      const recorded = record(id)
      if (!isRefusing) await recorded
    }
  }
  return {
    manifests: recorded,
    /** Gives the record, until the signal aborts, what was left waiting. */
    async recordWaiting(signal: AbortSignal): Promise<void> {
      while (!signal.aborted) {
        if (!isRecordAway()) await recordSome()
        await pause(everyMs, undefined, { signal }).catch(() => undefined)
      }
    }
  }
}
