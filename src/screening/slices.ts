import { setImmediate as nextTurn } from 'node:timers/promises'

/** Begins work when it is its turn, and gives what it comes to. */
export type InSlices = <Result>(work: () => Result | Promise<Result>) => Promise<Result>

/**
 * Lets what is asked for begin one after another, and others get their turn of the event loop after every `forMs` of it: by the
 * clock and not by number, since of two searches one may take a thousand times as long as the other.
 */
export const takeSlices = (forMs: number, elapsedMs = () => performance.now()): InSlices => {
  let before = Promise.resolve()
  let since = Number.NEGATIVE_INFINITY
  return async work => {
    const earlier = before
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    before = begun
    await earlier
    if (elapsedMs() - since >= forMs) {
      await nextTurn()
      since = elapsedMs()
    }
    try {
      return work()
    } finally {
      begin() // what it does at once is done
    }
  }
}
