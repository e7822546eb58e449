import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * Lets so many through in one turn of the event loop, and those behind them in the next ones: answers from the database
 * come many at once, and nobody else would get in between the searches that they set off.
 */
export const takeTurns = (perTurn: number): (() => Promise<void>) => {
  let taken = 0
  let next: Promise<void> | undefined
  const begin = async () => {
    await nextTurn()
    taken = 0
    next = undefined
  }
  return async () => {
    while (taken >= perTurn) {
      next ??= begin()
      await next
    }
    taken++
  }
}
