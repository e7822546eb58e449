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

/** Takes one step after another while there is more, then waits for the bell; until the signal aborts. */
export const followSteps = async (
  bell: Bell,
  step: () => Promise<{ readonly hasMore: boolean }>,
  signal: AbortSignal
): Promise<void> => {
  while (!signal.aborted) {
    const heard = bell.rings()
    const { hasMore } = await step()
    if (!hasMore) await bell.next(heard, signal)
  }
}
