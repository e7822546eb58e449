const pausesMs = [500, 1_000, 2_000, 4_000, 8_000]

const sleep = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

/** Reads again, after growing pauses, until what is read is settled; after some 15 seconds resolves with undefined. */
export const readUntil = async <T>(
  read: () => Promise<T>,
  isSettled: (found: T) => boolean,
  pause: (ms: number) => Promise<void> = sleep
): Promise<T | undefined> => {
  for (const ms of pausesMs) {
    await pause(ms)
    // What can not be read now may be the next time.
    const found = await read().catch(() => undefined)
    if (found !== undefined && isSettled(found)) return found
  }
  return undefined
}
