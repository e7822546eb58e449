/** Wakes those who wait for something new; whoever read before it rang does not miss it. */
export interface Bell {
  ring(): void
  /** How often it has rung. */
  readonly rings: () => number
  /** Resolves when it has rung more often than `heard`, or when the signal aborts. */
  next(heard: number, signal: AbortSignal): Promise<void>
}

/** A bell that has not rung yet. */
export const createBell = (): Bell => {
  let rings = 0
  const waiting = new Set<() => void>()
  return {
    ring() {
      rings++
      for (const wake of waiting) wake()
    },
    rings: () => rings,
    next: (heard, signal) =>
      new Promise(resolve => {
        if (rings > heard || signal.aborted) return resolve()
        const wake = () => {
          waiting.delete(wake)
          signal.removeEventListener('abort', wake)
          resolve()
        }
        waiting.add(wake)
        signal.addEventListener('abort', wake)
      })
  }
}

/** What a step has found: perhaps there is more; nothing until the bell rings; or nothing ever again. */
export type Found = 'more' | 'wait' | 'over'

/** Takes one step after another while there is more, then waits for the bell; until the signal aborts or it is over. Gives what the last step has found. */
export const followSteps = async (
  bell: Pick<Bell, 'rings' | 'next'>,
  step: () => Promise<Found>,
  signal: AbortSignal
): Promise<Found> => {
  let found: Found = 'wait'
  while (!signal.aborted && found !== 'over') {
    const heard = bell.rings()
    found = await step()
    if (found === 'wait') await bell.next(heard, signal)
  }
  return found
}
