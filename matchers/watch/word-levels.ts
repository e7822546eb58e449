import type { NamePlan, PlannedUnit } from './name-plan.ts'
import { wordBits } from './row.ts'
import type { Rows } from './segment.ts'
import { createWordMap } from './word-map.ts'

/** At which level of a plan each word of the index agrees, so that a row's own words tell what the row can reach. */
export interface WordLevels {
  /** Begins with another name. */
  readonly prepare: (plan: Pick<NamePlan, 'units'>) => void
  /** The levels at which the words of a row may agree. */
  readonly of: (rows: Pick<Rows, 'rowStart' | 'rowWords'>, row: number) => number
}

/** No levels yet; keeps its memory. */
export const createWordLevels = (): WordLevels => {
  const levels = createWordMap()
  let always = 0

  const mark = (id: number, level: number): void => levels.set(id, levels.get(id) | level)
  const markUnit = (unit: PlannedUnit): void => {
    const { words, ids, gains, initials, splits, mask } = unit
    for (let at = 0; at < words.length; at++) {
      const id = words[at] ?? 0
      // What is filed under another number is alike in some names only, and then in full.
      mark(id, ids[at] === id ? unit.levelOf(gains[at] ?? 0) : mask)
    }
    for (const id of initials) mark(id, unit.initialLevel)
    for (const { scan, other } of splits) {
      mark(scan, mask)
      mark(other, mask)
    }
    if (unit.isElusive) always |= mask
  }

  return {
    prepare: ({ units }) => {
      // Now and not at the end, so that whatever broke off leaves nothing behind.
      levels.clear()
      always = 0
      for (const unit of units) markUnit(unit)
    },
    of: ({ rowStart, rowWords }, row) => {
      let found = always
      const end = rowStart[row + 1] ?? 0
      // Before the words stand the facts.
      for (let at = (rowStart[row] ?? 0) + 1; at < end; at++) {
        found |= levels.get((rowWords[at] ?? 0) & wordBits)
      }
      return found
    }
  }
}
