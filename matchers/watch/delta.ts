import { createNumberList, mix } from './growable.ts'
import { createKeyChains } from './key-chains.ts'
import type { Unit } from './name-units.ts'
import type { Rows } from './segment.ts'

/** The newest entries, row after row as they come, until there are enough for a segment. */
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
  /** Rows where a unit may agree, ascending. */
  readonly rowsOf: (units: readonly Unit[]) => readonly number[]
  readonly image: () => DeltaImage
}

/** What a delta is made from again. */
export type DeltaImage = {
  readonly dates: Uint32Array
  readonly slots: Uint32Array
  readonly starts: Uint32Array
  readonly words: Uint32Array
  readonly keys: Uint32Array
  readonly keyStarts: Uint32Array
}

/** A delta, empty or as it was. */
export const createDelta = (image?: DeltaImage): Delta => {
  const dates = createNumberList(image?.dates)
  const slots = createNumberList(image?.slots)
  const starts = createNumberList(image?.starts)
  const words = createNumberList(image?.words)
  const keys = image === undefined ? [] : keysOf(image)
  const rowsByKey = createKeyChains()
  const file = (found: readonly number[], row: number): void => {
    for (const key of found) rowsByKey.add(mix(key), row)
  }
  if (image === undefined) starts.push(0)
  keys.forEach(file)
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
      return (
        dates.bytes + slots.bytes + starts.bytes + words.bytes + keys.length * 80 + rowsByKey.bytes
      )
    },
    add: (slot, filed, row, found) => {
      for (const date of filed) {
        dates.push(date)
        slots.push(slot)
        for (const word of row) words.push(word)
        starts.push(words.length)
        file(found, keys.push(found) - 1)
      }
    },
    keysOf: row => keys[row] ?? [],
    rowsOf: units => {
      // Particles are filed nowhere.
      if (units.some(({ isElusive }) => isElusive)) return [...keys.keys()]
      const found = new Set<number>()
      const add = (row: number): Set<number> => found.add(row)
      for (const { ids, splits } of units) {
        for (let nth = 0; nth < ids.length; nth++) rowsByKey.each(mix(ids[nth] ?? 0), add)
        for (const { scan } of splits) rowsByKey.each(mix(scan), add)
      }
      return [...found].sort((a, b) => a - b)
    },
    image: () => ({
      dates: dates.image(),
      slots: slots.image(),
      starts: starts.image(),
      words: words.image(),
      keys: Uint32Array.from(keys.flat()),
      keyStarts: startsOf(keys)
    })
  }
}

const keysOf = ({ keys, keyStarts }: DeltaImage): (readonly number[])[] =>
  Array.from(keyStarts.subarray(1), (end, row) => [...keys.subarray(keyStarts[row], end)])

const startsOf = (keys: readonly (readonly number[])[]): Uint32Array => {
  const starts = new Uint32Array(keys.length + 1)
  for (const [row, { length }] of keys.entries()) starts[row + 1] = (starts[row] ?? 0) + length
  return starts
}
