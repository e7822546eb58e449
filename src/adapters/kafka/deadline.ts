/** That work took longer than it may. */
export class TookTooLong extends Error {}

/** The outcome of this work, or a rejection with `TookTooLong`; the work itself goes on unwatched. */
export const within = async <T>(timeoutMs: number, what: string, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new TookTooLong(`${what} took longer than ${Math.round(timeoutMs)} ms`)),
      timeoutMs
    )
  })
  work.catch(() => undefined) // it may fail when nobody waits for it any more
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
