import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'

/** What it tells the time by, and how it lets others go first. */
export interface Turns {
  readonly now: () => number
  readonly turn: () => Promise<unknown>
  readonly rest: (ms: number) => Promise<unknown>
}

// Nobody is in need of what is done here.
const sliceMs = 1
const restsPerTurn = 4
const longestRestMs = 100

const usualTurns: Turns = { now: () => performance.now(), turn: nextTurn, rest: pause }

/**
 * Does work of small steps in this thread's spare time, until the signal aborts: a millisecond, then everybody else's turn. Where that
 * takes longer than its own, it rests four times as long before it goes on, a tenth of a second at most.
 */
export const inSpareTime = async (
  steps: Iterable<void>,
  signal: AbortSignal,
  { now, turn, rest }: Turns = usualTurns
): Promise<void> => {
  let endsAt = now() + sliceMs
  for (const _ of steps) {
    if (now() < endsAt) continue
    const leftAt = now()
    await turn()
    const othersMs = now() - leftAt
    if (othersMs > sliceMs) await rest(Math.min(longestRestMs, othersMs * restsPerTurn))
    if (signal.aborted) return
    endsAt = now() + sliceMs
  }
}
