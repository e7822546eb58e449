import { setTimeout as pause } from 'node:timers/promises'
import type { Follow, Offsets } from '#src/domain/ports.ts'
import { recordUnavailable } from '../embedded/unavailable.ts'

const lookEveryMs = 1_000
// A follower of some types is told of every so many others, so that its position keeps up with the end.
const leftOutBetween = 1_000

/**
 * How far a follower has come in each partition it holds, against what the state that it makes says itself: a state
 * that was emptied or set back is behind, and must be made anew.
 */
export const watchState = ({ after }: Follow) => {
  const stored = new Map<number, number>()
  const caughtUp = new Set<number>()

  /** Rejects when the state has lost what it held. */
  const check = async () => {
    const expected = [...stored]
    const found = await after()
    const isLost = expected.some(
      ([partition, offset]) => stored.has(partition) && (found.get(partition) ?? 0) < offset
    )
    if (isLost) throw stateLost()
  }

  return {
    check,
    /** Takes these partitions, and no others, from here on. */
    begin(partitions: readonly number[], offsets: Offsets) {
      stored.clear()
      caughtUp.clear()
      for (const partition of partitions) stored.set(partition, offsets.get(partition) ?? 0)
    },
    /** What was handed over last is stored. */
    handled(partition: number, offset: number | undefined) {
      if (offset !== undefined) stored.set(partition, offset)
    },
    /** Whether the end, at this offset, is so far away that the follower should hear of it. */
    isDue(partition: number, end: number): boolean {
      const behind = end - (stored.get(partition) ?? 0)
      if (caughtUp.has(partition)) return behind >= leftOutBetween
      caughtUp.add(partition)
      return behind > 0
    },
    /** Looks now and then, also while nothing comes: rejects when the state has lost what it held. */
    async untilLost(signal: AbortSignal): Promise<void> {
      while (!signal.aborted) {
        await pause(lookEveryMs, undefined, { signal, ref: false }).catch(() => undefined)
        if (signal.aborted) return
        await check().catch(error => {
          if (isStateLost(error)) throw error // one that can't be asked is not lost
        })
      }
    }
  }
}

const stateLost = () =>
  recordUnavailable('the state has lost what it held, and is made anew', lostState)

const isStateLost = (error: unknown) => error instanceof Error && error.cause === lostState

const lostState = 'STATE_LOST'
