import { setTimeout as pause } from 'node:timers/promises'
import type { Follow, Offsets } from '#src/domain/ports.ts'
import { recordUnavailable } from '../embedded/unavailable.ts'
import { viewReplacedCode } from '../redis/unavailable.ts'
import type { Lanes } from '../turns.ts'

const lookEveryMs = 1_000
// A follower of some types is told of every so many others, so that its position keeps up with the end.
const leftOutBetween = 1_000

/**
 * How far a follower has come in each partition it holds, against what the state that it makes says itself: a state
 * that was emptied or set back is behind, and must be made anew.
 */
export const watchState = ({ after, holds = after }: Pick<Follow, 'after' | 'holds'>) => {
  const stored = new Map<number, number>()
  const caughtUp = new Set<number>()

  const holdsLess = async () => {
    const found = await holds()
    return [...stored].some(([partition, offset]) => (found.get(partition) ?? 0) < offset)
  }

  const look = async () => {
    if (await holdsLess().catch(isReplaced))
      throw recordUnavailable('the state has lost what it held, and is made anew')
  }

  return {
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
    /** Rejects when the state has lost what it held. One that can't be asked is not lost. */
    look,
    /** Looks now and then, between batches, until the state is lost: then rejects, and nothing that waits for its turn begins. */
    async untilLost(inTurn: Lanes['alone'], signal: AbortSignal): Promise<void> {
      while (!signal.aborted) {
        await pause(lookEveryMs, undefined, { signal, ref: false }).catch(() => undefined)
        if (!signal.aborted) await inTurn(look)
      }
    }
  }
}

const isReplaced = (error: unknown) => (error as { code?: unknown }).code === viewReplacedCode
