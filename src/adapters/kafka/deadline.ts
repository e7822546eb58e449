/** The outcome of this work, or a rejection once it takes longer; the work itself goes on unwatched. */
export const within = async <T>(timeoutMs: number, what: string, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} took longer than ${timeoutMs} ms`)),
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
