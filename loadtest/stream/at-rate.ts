import { setTimeout as pause } from 'node:timers/promises'

// What is due within it is done together, and its time counts from when it was due: many small steps would take from
// the processors that the nodes share.
const stepMs = 10

/** Does something at a fixed rate until the signal aborts, whether or not earlier ones have ended; number n is due at n / rate. */
export const atRate = async (
  perSecond: number,
  act: (number: number, dueAt: number) => Promise<void>,
  signal: AbortSignal
): Promise<void> => {
  const startedAt = performance.now()
  const acting = new Set<Promise<void>>()
  for (let number = 0; !signal.aborted; ) {
    const due = Math.floor(((performance.now() - startedAt) * perSecond) / 1_000) + 1
    for (; number < due; number++) {
      const acted = act(number, startedAt + (number * 1_000) / perSecond)
      acting.add(acted)
      void acted.finally(() => acting.delete(acted))
    }
    await pause(stepMs)
  }
  await Promise.all(acting)
}
