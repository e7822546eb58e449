import { setTimeout as pause } from 'node:timers/promises'
import type { HeldList } from './held-list.ts'
import type { Watchlist } from './watchlist.ts'

/** When the words of a list are learnt. */
export interface LearnAhead {
  readonly watchlist: Pick<Watchlist, 'inUse' | 'isLoaded'>
  /** Entries from which on a word is dear to look up. */
  readonly fromEntries?: number
  readonly lookEveryMs?: number
}

const usualFromEntries = 50_000
const usualLookEveryMs = 1_000
/** What has grown by so much has words that were not there. */
const muchMore = 1.25
/** A list of which no more than this share changes from one look to the next is at rest: while one is imported it does not pay. */
const little = 0.01

/**
 * Has the list in use learn its words after a start and after an import, until the signal aborts, so that the first travellers are not
 * those who wait longest.
 */
export const learnAhead = async (
  { watchlist, fromEntries = usualFromEntries, lookEveryMs = usualLookEveryMs }: LearnAhead,
  signal: AbortSignal
): Promise<void> => {
  const learnt = new WeakMap<HeldList, number>()
  let before: { readonly held: HeldList; readonly version: number } | undefined
  while (!signal.aborted) {
    const { inUse: held } = watchlist
    const { size, version } = held
    const isAtRest = before?.held === held && version - before.version <= size * little
    before = { held, version }
    const isWorthIt = size >= fromEntries && size > (learnt.get(held) ?? 0) * muchMore
    if (watchlist.isLoaded && isAtRest && isWorthIt) {
      learnt.set(held, size)
      await held.learn(signal)
    }
    await pause(lookEveryMs, undefined, { signal }).catch(() => undefined)
  }
}
