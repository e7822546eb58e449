/** What was made of texts, or of numbers, of late: of the last `most` that were asked for all is still known, of those before as many at most. */
export interface Recent<Value, Key = string> {
  readonly get: (key: Key) => Value | undefined
  readonly keep: (key: Key, value: Value) => void
}

/**
 * Two generations: whatever is asked for moves into the younger one; once that is full it is the older one, and the one before is let
 * go. So what is asked for again and again is never lost, and never is everything forgotten at once.
 *
 *   most 2   keep A, B, C → younger C, older A B      get A, keep D → younger D, older C A: B is let go
 */
export const createRecent = <Value, Key = string>(most: number): Recent<Value, Key> => {
  let younger = new Map<Key, Value>()
  let older: typeof younger = new Map()
  const keep = (key: Key, value: Value): void => {
    if (younger.size >= most) {
      older = younger
      younger = new Map()
    }
    younger.set(key, value)
  }
  return {
    keep,
    get: key => {
      const known = younger.get(key)
      if (known !== undefined) return known
      const before = older.get(key)
      if (before !== undefined) keep(key, before)
      return before
    }
  }
}
