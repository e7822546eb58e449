/** Bits on the rows of a segment, and which rows have any. */
export interface Marks {
  readonly makeRoom: (rows: number) => void
  readonly count: () => number
  readonly isMarked: (row: number) => boolean
  /** Puts a bit on every row of postings[from, to). */
  readonly find: (postings: Uint32Array, from: number, to: number, bit: number) => void
  readonly findOne: (row: number, bit: number) => void
  /** The same, but only where there is a bit already. */
  readonly add: (postings: Uint32Array, from: number, to: number, bit: number) => void
  /** Visits the rows with bits that are wanted, those that reach most first, and clears all. */
  readonly take: (
    assumed: number,
    reach: (bits: number) => number,
    isWanted: (bits: number) => boolean,
    visit: (row: number, reach: number) => void
  ) => void
}

const kinds = 256

/** No marks. */
export const createMarks = (): Marks => {
  let marks = new Uint8Array(1 << 10)
  let touched = new Uint32Array(1 << 10)
  let bitsAt = new Uint8Array(1 << 10)
  let sorted = new Uint32Array(1 << 10)
  let count = 0
  const perBits = new Uint32Array(kinds)
  const places = new Int32Array(kinds)

  const findOne = (row: number, bit: number): void => {
    const mark = marks[row] ?? 0
    if (mark === 0) touched[count++] = row
    marks[row] = mark | bit
  }
  return {
    makeRoom: rows => {
      if (marks.length >= rows) return
      const size = Math.ceil(rows * 1.25)
      marks = new Uint8Array(size)
      touched = new Uint32Array(size)
      bitsAt = new Uint8Array(size)
      sorted = new Uint32Array(size)
    },
    count: () => count,
    isMarked: row => marks[row] !== 0,
    find: (postings, from, to, bit) => {
      let found = count
      for (let at = from; at < to; at++) {
        const row = postings[at] ?? 0
        const mark = marks[row] ?? 0
        if (mark === 0) touched[found++] = row
        marks[row] = mark | bit
      }
      count = found
    },
    findOne,
    add: (postings, from, to, bit) => {
      for (let at = from; at < to; at++) {
        const row = postings[at] ?? 0
        const mark = marks[row] ?? 0
        if (mark !== 0) marks[row] = mark | bit
      }
    },
    take: (assumed, reach, isWanted, visit) => {
      perBits.fill(0)
      // Rows lie far apart in memory: each is gone to once, and its bits kept in a row with the others.
      for (let at = 0; at < count; at++) {
        const row = touched[at] ?? 0
        const bits = (marks[row] ?? 0) | assumed
        marks[row] = 0
        bitsAt[at] = bits
        perBits[bits] = (perBits[bits] ?? 0) + 1
      }
      const wanted: number[] = []
      for (let bits = 0; bits < kinds; bits++) {
        if ((perBits[bits] ?? 0) > 0 && isWanted(bits)) wanted.push(bits)
      }
      wanted.sort((a, b) => reach(b) - reach(a))
      places.fill(-1)
      let sum = 0
      for (const bits of wanted) {
        places[bits] = sum
        sum += perBits[bits] ?? 0
      }
      for (let at = 0; at < count; at++) {
        const bits = bitsAt[at] ?? 0
        const to = places[bits] ?? -1
        if (to < 0) continue
        sorted[to] = touched[at] ?? 0
        places[bits] = to + 1
      }
      count = 0
      let at = 0
      for (const bits of wanted) {
        const most = reach(bits)
        for (const end = places[bits] ?? 0; at < end; at++) visit(sorted[at] ?? 0, most)
      }
    }
  }
}
