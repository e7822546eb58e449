/**
 * Words that are gathered first and looked at afterwards. They lie far apart in memory: read ahead all at once, the reads do not wait
 * for one another, which is most of what looking at a word costs.
 */
export interface Gathered {
  readonly clear: () => void
  readonly add: (id: number) => void
  /** Keeps each word once, and none that was seen in this round; notes them as seen. */
  readonly keepNew: (seen: Uint32Array, round: number) => void
  /** Reads where the letters of each begin, records[id × width], and then the first of them, to have both at hand. */
  readonly readAhead: (records: Uint32Array, width: number, letters: Uint8Array) => void
  readonly each: (visit: (id: number) => void) => void
}

/** Nothing gathered; keeps its memory. */
export const createGathered = (): Gathered => {
  let ids = new Uint32Array(1 << 10)
  let read = new Uint32Array(1 << 10)
  let count = 0
  return {
    clear: () => {
      count = 0
    },
    add: id => {
      if (count === ids.length) {
        const larger = new Uint32Array(count * 2)
        larger.set(ids)
        ids = larger
        read = new Uint32Array(count * 2)
      }
      ids[count++] = id
    },
    keepNew: (seen, round) => {
      for (let at = 0; at < count; at++) read[at] = seen[ids[at] ?? 0] ?? 0
      let kept = 0
      for (let at = 0; at < count; at++) {
        const id = ids[at] ?? 0
        if (seen[id] === round) continue
        seen[id] = round
        ids[kept++] = id
      }
      count = kept
    },
    readAhead: (records, width, letters) => {
      for (let at = 0; at < count; at++) read[at] = records[(ids[at] ?? 0) * width] ?? 0
      for (let at = 0; at < count; at++) read[at] = letters[read[at] ?? 0] ?? 0
    },
    each: visit => {
      for (let at = 0; at < count; at++) visit(ids[at] ?? 0)
    }
  }
}
