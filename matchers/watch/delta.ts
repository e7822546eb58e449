import { createNumberList } from './growable.ts'
import type { Rows } from './segment.ts'

/** The newest entries, row after row as they come, until there are enough for a segment; read from end to end. */
export interface Delta extends Rows {
  readonly bytes: number
  readonly add: (
    slot: number,
    dates: readonly number[],
    row: readonly number[],
    keys: readonly number[]
  ) => void
  /** Words under which a row is to be filed. */
  readonly keysOf: (row: number) => readonly number[]
}

/** An empty delta. */
export const createDelta = (): Delta => {
  const dates = createNumberList()
  const slots = createNumberList()
  const starts = createNumberList()
  const words = createNumberList()
  const keys: (readonly number[])[] = []
  starts.push(0)
  return {
    get rows() {
      return dates.length
    },
    get rowDate() {
      return dates.raw()
    },
    get rowSlot() {
      return slots.raw()
    },
    get rowStart() {
      return starts.raw()
    },
    get rowWords() {
      return words.raw()
    },
    get bytes() {
      return dates.bytes + slots.bytes + starts.bytes + words.bytes + keys.length * 80
    },
    add: (slot, filed, row, found) => {
      for (const date of filed) {
        dates.push(date)
        slots.push(slot)
        for (const word of row) words.push(word)
        starts.push(words.length)
        keys.push(found)
      }
    },
    keysOf: row => keys[row] ?? []
  }
}
