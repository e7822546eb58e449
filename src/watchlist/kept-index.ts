import { setTimeout as pause } from 'node:timers/promises'
import {
  readSnapshot,
  type SnapshotOrigin,
  SnapshotRefused,
  writeSnapshot
} from '#matchers/index.ts'
import type { IndexSnapshots, SharedList } from '../domain/ports.ts'
import type { Metrics } from '../metrics.ts'
import { HeldList, type HeldNote } from './held-list.ts'
import type { Watchlist } from './watchlist.ts'

export interface KeptIndex {
  readonly watchlist: Watchlist
  readonly snapshots: IndexSnapshots
  readonly origin: SnapshotOrigin
  readonly metrics: Pick<Metrics, 'snapshotVersion'>
  readonly log: Log
}

type Log = { readonly [level in 'info' | 'warn']: (about: object, message: string) => void }

/** A snapshot that is kept: of which copy of the list, which is not held by this, as of which version. */
export interface Kept {
  readonly of: WeakRef<HeldList>
  readonly version: number
}

const everyMs = 60_000
// A start takes over what has changed since: a twentieth of the list at most, or what is done at once anyway.
const fewChanges = 1_000
const smallShare = 0.05
// Some fifty seconds for a million entries, beside what sealing them and the disk take.
const betweenPiecesMs = 50

/** Starts an empty watchlist from the snapshot of its index; when that is not possible, it stays empty and all of the list will be loaded. */
export const startFromSnapshot = async (
  sharedList: SharedList,
  { watchlist, snapshots, origin, log }: KeptIndex
): Promise<void> => {
  if (watchlist.version > 0) return
  const newest = await sharedList.version()
  try {
    const pieces = await snapshots.load()
    if (pieces === undefined) return
    const reader = readSnapshot(origin)
    for await (const piece of pieces) reader.take(piece)
    const { index, note } = reader.finish()
    const held = new HeldList(index, note as HeldNote)
    const { version } = held
    // The list was put back to an earlier state, or is another one; following finds out the rest.
    if (version > newest) throw new SnapshotRefused('snapshot newer than the shared list')
    watchlist.startFrom(held)
    log.info({ version, entries: held.size }, 'index made of its snapshot')
  } catch (error) {
    log.warn(
      { reason: reasonOf(error) },
      'snapshot of the index passed over: the whole list is loaded'
    )
    await snapshots.discard()
  }
}

/** The snapshot that this process has started from. */
export const firstKept = ({ startedFrom, inUse }: Watchlist): Kept | undefined =>
  startedFrom && { of: new WeakRef(inUse), version: startedFrom.version }

/** Keeps a snapshot of the index now, if enough has changed since the one that is kept; returns what is kept then. */
export const keepSnapshot = async (
  kept: Kept | undefined,
  { watchlist, snapshots, origin, log }: KeptIndex,
  signal: AbortSignal
): Promise<Kept | undefined> => {
  if (changesSince(kept, watchlist) < Math.max(fewChanges, watchlist.size * smallShare)) return kept
  const of = new WeakRef(watchlist.inUse)
  const copy = await watchlist.copy()
  if (copy === undefined) return kept
  const { image, note } = copy
  await snapshots.save(unhurried(writeSnapshot(image, origin, note), signal))
  const { version } = note.place
  log.info({ version }, 'snapshot of the index kept')
  return { of, version }
}

/** Of a copy that was begun anew, as where the shared list was put back, nothing is kept. */
const changesSince = (kept: Kept | undefined, { version, inUse }: Watchlist): number =>
  kept?.of.deref() === inUse ? version - kept.version : version

/** Looks every minute or so, each node at other times, whether a new snapshot is worth keeping, until the signal aborts; one that fails is tried again. */
export const keepSnapshots = async (index: KeptIndex, signal: AbortSignal): Promise<void> => {
  let kept = firstKept(index.watchlist)
  while (!signal.aborted) {
    index.metrics.snapshotVersion.set(kept?.version ?? 0)
    await pause(everyMs * (0.5 + Math.random()), undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
    try {
      kept = await keepSnapshot(kept, index, signal)
    } catch (error) {
      if (signal.aborted) return
      index.log.warn({ reason: reasonOf(error) }, 'snapshot of the index not kept')
    }
  }
}

/** With pauses: a piece takes a millisecond or two, and whoever is screened meanwhile waits for some of them, not for all. */
async function* unhurried(
  pieces: Iterable<Uint8Array>,
  signal: AbortSignal
): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    yield piece
    await pause(betweenPiecesMs, undefined, { signal })
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
