/** Runs work one after another, in the order asked. */
export const takeTurns = () => {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work)
    last = turn
    return turn
  }
}

/** Turns in lanes: in one lane one after another, in several at the same time. */
export interface Lanes {
  /** In the order asked, within this lane. */
  within<T>(lane: number, work: () => Promise<T>): Promise<T>
  /** After everything that was asked for before in any lane, and before everything after. */
  alone<T>(work: () => Promise<T>): Promise<T>
}

/**
 * Lanes that are made as they are named. Once any work has failed no other begins: whatever waits is refused with the same
 * reason, as it would go on from a state that nobody knows.
 */
export const takeLanes = (): Lanes => {
  const last = new Map<number, Promise<unknown>>()
  let lastAlone: Promise<unknown> = Promise.resolve()
  let failure: { readonly reason: unknown } | undefined
  const unlessFailed =
    <T>(work: () => Promise<T>) =>
    async () => {
      if (failure) throw failure.reason
      try {
        return await work()
      } catch (reason) {
        failure ??= { reason }
        throw reason
      }
    }
  return {
    within(lane, work) {
      const turn = Promise.all([lastAlone, last.get(lane)]).then(unlessFailed(work))
      last.set(lane, settled(turn))
      return turn
    },
    alone(work) {
      const turn = Promise.all([lastAlone, ...last.values()]).then(unlessFailed(work))
      lastAlone = settled(turn)
      last.clear()
      return turn
    }
  }
}

const settled = (work: Promise<unknown>) => work.catch(() => undefined)
