/** Answers take a moment and name whole seconds: less than this is no difference. */
const exactMs = 5_000

/** A clock that is put right by what the service says: those of desks are wrong by minutes, or by a time zone. */
export const createClock = (own: () => number) => {
  let aheadMs = 0
  return {
    /** Milliseconds since 1970 by the service's clock. */
    now: () => own() + aheadMs,
    /** Takes note of the `Date` of an answer that has just come. */
    heard: (date: string | null) => {
      const found = Date.parse(date ?? '') - own()
      if (Math.abs(found - aheadMs) > exactMs) aheadMs = Math.abs(found) > exactMs ? found : 0
    }
  }
}

/** The console's clock. */
export const clock = createClock(Date.now)
