import type { DraftRow } from './segment.ts'

/** The newest entries, in ordinary maps, until there are enough for a segment. */
export interface Delta {
  readonly rows: number
  readonly add: (slot: number, dates: readonly number[], words: readonly number[]) => void
  readonly withWord: (word: number) => readonly number[]
  readonly bornOn: (date: number) => readonly number[]
  readonly drafts: () => readonly DraftRow[]
}

const nobody: readonly number[] = []

/** An empty delta. */
export const createDelta = (): Delta => {
  const byWord = new Map<number, number[]>()
  const byDate = new Map<number, number[]>()
  const rows: DraftRow[] = []
  const file = (map: Map<number, number[]>, key: number, slot: number): void => {
    const slots = map.get(key)
    if (slots === undefined) map.set(key, [slot])
    else slots.push(slot)
  }
  return {
    get rows() {
      return rows.length
    },
    add: (slot, dates, words) => {
      for (const word of words) file(byWord, word, slot)
      for (const date of dates) {
        file(byDate, date, slot)
        rows.push({ date, slot, words })
      }
    },
    withWord: word => byWord.get(word) ?? nobody,
    bornOn: date => byDate.get(date) ?? nobody,
    drafts: () => rows
  }
}
