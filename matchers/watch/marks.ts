/**
 * At which level the words of a name agree with each row of a segment: two bits for each word, see `NamePlan`. The lists of a word
 * are read best first, so that the first level that a row gets is its best.
 */
export interface Marks {
  readonly makeRoom: (rows: number) => void
  readonly count: () => number
  readonly isMarked: (row: number) => boolean
  /** Puts a level on every row of postings[from, to) that has none of this word. */
  readonly find: (
    postings: Uint32Array,
    from: number,
    to: number,
    level: number,
    mask: number
  ) => void
  /** Puts the highest level on a row. */
  readonly findOne: (row: number, mask: number) => void
  /** The same as `find`, but only where another word agrees. */
  readonly add: Marks['find']
  /** Visits the rows with levels that are wanted, those that reach most first, until one is answered by false; clears all. True if none was. */
  readonly take: (
    reach: (levels: number) => number,
    isWanted: (levels: number) => boolean,
    visit: (row: number, reach: number) => boolean
  ) => boolean
}

const kinds = 1 << 16
const unwanted = -1

/** No marks. */
export const createMarks = (): Marks => {
  let marks = new Uint16Array(1 << 10)
  let touched = new Uint32Array(1 << 10)
  let levelsAt = new Uint16Array(1 << 10)
  let sorted = new Uint32Array(1 << 10)
  let count = 0
  // How many rows have certain levels, and where they go; the levels that occur are few.
  const perLevels = new Int32Array(kinds)
  const places = new Int32Array(kinds)

  const findOne = (row: number, mask: number): void => {
    const mark = marks[row] ?? 0
    if (mark === 0) touched[count++] = row
    marks[row] = mark | mask
  }
  return {
    makeRoom: rows => {
      if (marks.length >= rows) return
      const size = Math.ceil(rows * 1.25)
      marks = new Uint16Array(size)
      touched = new Uint32Array(size)
      levelsAt = new Uint16Array(size)
      sorted = new Uint32Array(size)
    },
    count: () => count,
    isMarked: row => marks[row] !== 0,
    find: (postings, from, to, level, mask) => {
      let found = count
      for (let at = from; at < to; at++) {
        const row = postings[at] ?? 0
        const mark = marks[row] ?? 0
        if (mark === 0) touched[found++] = row
        if ((mark & mask) === 0) marks[row] = mark | level
      }
      count = found
    },
    findOne,
    add: (postings, from, to, level, mask) => {
      for (let at = from; at < to; at++) {
        const row = postings[at] ?? 0
        const mark = marks[row] ?? 0
        if (mark !== 0 && (mark & mask) === 0) marks[row] = mark | level
      }
    },
    take: (reach, isWanted, visit) => {
      const [occurring, wanted]: [number[], number[]] = [[], []]
      let kept = 0
      // Rows lie far apart in memory: each is gone to once, and those that are wanted kept in a row with their levels.
      for (let at = 0; at < count; at++) {
        const row = touched[at] ?? 0
        const levels = marks[row] ?? 0
        marks[row] = 0
        if (perLevels[levels] === 0) {
          occurring.push(levels)
          if (isWanted(levels)) wanted.push(levels)
          else perLevels[levels] = unwanted
        }
        if (perLevels[levels] === unwanted) continue
        perLevels[levels] = (perLevels[levels] ?? 0) + 1
        touched[kept] = row
        levelsAt[kept++] = levels
      }
      wanted.sort((a, b) => reach(b) - reach(a) || b - a)
      let sum = 0
      for (const levels of wanted) {
        places[levels] = sum
        sum += perLevels[levels] ?? 0
      }
      for (const levels of occurring) perLevels[levels] = 0
      for (let at = 0; at < kept; at++) {
        const levels = levelsAt[at] ?? 0
        const to = places[levels] ?? 0
        sorted[to] = touched[at] ?? 0
        places[levels] = to + 1
      }
      count = 0
      let at = 0
      for (const levels of wanted) {
        const most = reach(levels)
        for (const end = places[levels] ?? 0; at < end; at++) {
          if (!visit(sorted[at] ?? 0, most)) return false
        }
      }
      return true
    }
  }
}
