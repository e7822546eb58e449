/** What was made of texts of late: of the last `most` that were asked for all is still known, of those before as many at most. */
export interface Recent<Value> {
  readonly get: (text: string) => Value | undefined
  readonly keep: (text: string, value: Value) => void
}

/**
 * Two generations: whatever is asked for moves into the younger one; once that is full it is the older one, and the one before is let
 * go. So what is asked for again and again is never lost, and never is everything forgotten at once.
 *
 *   most 2   keep A, B, C → younger C, older A B      get A, keep D → younger D, older C A: B is let go
 */
export const createRecent = <Value>(most: number): Recent<Value> => {
  let younger = new Map<string, Value>()
  let older: typeof younger = new Map()
  const keep = (text: string, value: Value): void => {
    if (younger.size >= most) {
      older = younger
      younger = new Map()
    }
    younger.set(text, value)
  }
  return {
    keep,
    get: text => {
      const known = younger.get(text)
      if (known !== undefined) return known
      const before = older.get(text)
      if (before !== undefined) keep(text, before)
      return before
    }
  }
}
