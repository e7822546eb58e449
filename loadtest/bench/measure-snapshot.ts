import { type Model, readSnapshot, type WatchIndex, writeSnapshot } from '#matchers/index.ts'
import { rounded } from '../percentiles.ts'
import type { SnapshotCost } from './types.ts'

/** Writes the index as a snapshot in memory and makes an index of it again; the step is the longest that nothing else could run. */
export const measureSnapshot = (index: WatchIndex, model: Model): SnapshotCost => {
  const origin = { model, madeBy: 'bench' }
  let longestStepMs = 0
  const timed = <Value>(run: () => Value): Value => {
    const started = performance.now()
    const value = run()
    longestStepMs = Math.max(longestStepMs, performance.now() - started)
    return value
  }
  const writing = performance.now()
  const copying = index.image()
  let step = timed(() => copying.next())
  while (step.done !== true) step = timed(() => copying.next())
  const copied = performance.now()
  if (step.value === undefined) throw new Error('the index was busy')
  const steps = writeSnapshot(step.value, origin, {})
  const pieces: Uint8Array[] = []
  for (
    let piece = timed(() => steps.next());
    piece.done !== true;
    piece = timed(() => steps.next())
  ) {
    // What is written to a file is read at once; here it must not be shared with the index.
    pieces.push(piece.value.slice())
  }
  const written = performance.now()
  const reader = readSnapshot(origin)
  for (const piece of pieces) reader.take(piece)
  const { index: restored } = reader.finish()
  const restoredAt = performance.now()
  if (restored.size !== index.size) throw new Error('the restored index is not the same')
  return {
    bytesPerEntry: Math.round(
      pieces.reduce((sum, { length }) => sum + length, 0) / Math.max(1, index.size)
    ),
    copySeconds: rounded((copied - writing) / 1000, 3),
    writeSeconds: rounded((written - copied) / 1000, 3),
    restoreSeconds: rounded((restoredAt - written) / 1000, 3),
    longestStepMs: rounded(longestStepMs, 2)
  }
}
