/** Settles once which came first: somebody gave up waiting, or the work was done. */
export interface Patience {
  /** Stops waiting; false when the work was done before. */
  giveUp(): boolean
  /** Asked by the work when it is done: whether nobody waits any more. */
  isOver(): boolean
}

/** Patience that lasts until somebody gives up. */
export const createPatience = (): Patience => {
  let first: 'gave up' | 'done' | undefined
  return {
    giveUp: () => {
      first ??= 'gave up'
      return first === 'gave up'
    },
    isOver: () => {
      first ??= 'done'
      return first === 'gave up'
    }
  }
}
