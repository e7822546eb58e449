import { setTimeout as pause } from 'node:timers/promises'
import {
  readSnapshot,
  type SnapshotOrigin,
  SnapshotRefused,
  writeSnapshot
} from '#matchers/index.ts'
import type { IndexSnapshots, SharedList } from '../domain/ports.ts'
import type { Watchlist } from './watchlist.ts'

export interface KeptIndex {
  readonly watchlist: Watchlist
  readonly snapshots: IndexSnapshots
  readonly origin: SnapshotOrigin
  readonly log: Log
}

type Log = { readonly [level in 'info' | 'warn']: (about: object, message: string) => void }

const everyMs = 60_000
// A start takes over what has changed since: a twentieth of the list at most, or what is done at once anyway.
const fewChanges = 1_000
const smallShare = 0.05

/** Starts an empty watchlist from the snapshot of its index; when that is not possible, it stays empty and all of the list will be loaded. */
export const startFromSnapshot = async (
  sharedList: SharedList,
  { watchlist, snapshots, origin, log }: KeptIndex
): Promise<void> => {
  if (watchlist.version > 0) return
  const [newest, lists] = [await sharedList.version(), await sharedList.lists()]
  try {
    const pieces = await snapshots.load()
    if (pieces === undefined) return
    const reader = readSnapshot(origin)
    for await (const piece of pieces) reader.take(piece)
    const { index, note } = reader.finish()
    const { version } = note as { readonly version: number }
    // The list was put back to an earlier state, or is another one.
    if (version > newest) throw new SnapshotRefused('snapshot newer than the shared list')
    watchlist.startFrom(index, version, lists)
    log.info({ version, entries: index.size }, 'index made of its snapshot')
  } catch (error) {
    log.warn(
      { reason: reasonOf(error) },
      'snapshot of the index passed over: the whole list is loaded'
    )
    await snapshots.discard()
  }
}

/** Keeps a snapshot of the index now, if enough has changed since the one at `keptVersion`; returns the version that is kept. */
export const keepSnapshot = async (
  keptVersion: number,
  { watchlist, snapshots, origin, log }: KeptIndex,
  signal: AbortSignal
): Promise<number> => {
  const changes = watchlist.version - keptVersion
  if (changes < Math.max(fewChanges, watchlist.size * smallShare)) return keptVersion
  const copy = await watchlist.copy()
  if (copy === undefined) return keptVersion
  const { image, version } = copy
  await snapshots.save(untilAborted(writeSnapshot(image, origin, { version }), signal))
  log.info({ version }, 'snapshot of the index kept')
  return version
}

/** Looks every minute whether a new snapshot is worth keeping, until the signal aborts; one that fails is tried again. */
export const keepSnapshots = async (kept: KeptIndex, signal: AbortSignal): Promise<void> => {
  let version = kept.watchlist.startedFrom
  while (!signal.aborted) {
    await pause(everyMs, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
    try {
      version = await keepSnapshot(version, kept, signal)
    } catch (error) {
      if (signal.aborted) return
      kept.log.warn({ reason: reasonOf(error) }, 'snapshot of the index not kept')
    }
  }
}

function* untilAborted(pieces: Iterable<Uint8Array>, signal: AbortSignal): Generator<Uint8Array> {
  for (const piece of pieces) {
    signal.throwIfAborted()
    yield piece
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
