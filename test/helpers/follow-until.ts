/** What a follower has been given so far, and a promise for the moment that it is enough. */
export interface Followed<Item> {
  readonly items: readonly Item[]
  /** Resolves when `isEnough` holds of what has come, now or later; rejects when the follower fails first. */
  until(isEnough: (items: readonly Item[]) => boolean): Promise<readonly Item[]>
  /** Stops the follower; resolves when it has ended. */
  stop(): Promise<void>
}

/** Starts a follower and collects what it is given; tests wait for content, never for time. */
export const startFollowing = <Item>(
  run: (take: (items: readonly Item[]) => Promise<void>, signal: AbortSignal) => Promise<unknown>
): Followed<Item> => {
  const items: Item[] = []
  const stopping = new AbortController()
  let onNews = () => {}
  const take = async (more: readonly Item[]) => {
    items.push(...more)
    onNews()
  }
  const ended = run(take, stopping.signal)
  ended.catch(() => undefined) // whoever waits is told by `until` or `stop`
  return {
    items,
    until: isEnough =>
      Promise.race([
        new Promise<readonly Item[]>(resolve => {
          onNews = () => {
            if (isEnough(items)) resolve(items)
          }
          onNews()
        }),
        ended.then(() => items)
      ]),
    stop: async () => {
      stopping.abort()
      await ended
    }
  }
}
