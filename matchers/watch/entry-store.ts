import type { DateSpan } from '../birth-date.ts'
import type { ParsedName } from '../names/parse-name.ts'
import type { IndexEntry } from '../types.ts'
import { dateKey } from './date-key.ts'
import type { Dictionary } from './dictionary.ts'
import { createNumberList, hashText } from './growable.ts'
import { createKeyChains } from './key-chains.ts'
import { createRecordArena } from './record-arena.ts'

/**
 * Entries by slot, a number that stays the same while the entry lives. Beside its record each has its outline:
 *
 *   header: number of dates, number of name words
 *   dates:  from and to, as date keys
 *   words:  dictionary number with flags: begins a name, other spelling of the word before, particle
 */
export interface EntryStore {
  readonly size: number
  readonly slots: number
  /** Memory of slots, outlines and keys, without the records. */
  readonly bytes: number
  readonly recordBytes: number
  readonly add: (
    entry: IndexEntry,
    names: readonly ParsedName[],
    spans: readonly DateSpan[]
  ) => number
  readonly find: (list: string, id: string) => number | undefined
  readonly remove: (slot: number) => void
  /** Gives a removed slot back, once no segment refers to it. */
  readonly recycle: (slot: number) => void
  readonly isAlive: (slot: number) => boolean
  readonly aliveSnapshot: () => Uint8Array
  readonly listOf: (slot: number) => string
  readonly read: (slot: number) => IndexEntry
  /** Position of the slot's outline in `outlines()`. */
  readonly outlineAt: (slot: number) => number
  readonly outlines: () => Uint32Array
  /** Moves what lives out of one half-dead block of records, if there is one; false when there was none. */
  readonly tidyRecords: () => Generator<void, void> | undefined
}

export const flags = {
  beginsName: 0x80000000,
  otherSpelling: 0x40000000,
  light: 0x20000000
} as const
export const wordBits = 0x1fffffff

/** An empty store whose outlines refer to the dictionary. */
export const createEntryStore = (dictionary: Dictionary): EntryStore => {
  const outlineStart = createNumberList()
  const blockOf = createNumberList()
  const offsetOf = createNumberList()
  const listIndex = createNumberList()
  const keyHash = createNumberList()
  const byKey = createKeyChains()
  const records = createRecordArena()
  const lists: string[] = []
  const listNumbers = new Map<string, number>()
  const freeSlots: number[] = []
  let outlines = createNumberList(1 << 14)
  let deadOutlines = 0
  let alive = new Uint8Array(1024)
  let size = 0

  const hashKey = (list: string, id: string): number => hashText(id, hashText(list))
  const numberOf = (list: string): number => {
    const known = listNumbers.get(list)
    if (known !== undefined) return known
    listNumbers.set(list, lists.length)
    return lists.push(list) - 1
  }
  const read = (slot: number): IndexEntry => {
    const [list, id, subject, payload] = JSON.parse(
      records.get(blockOf.get(slot), offsetOf.get(slot))
    )
    return { list, id, subject, payload }
  }
  const allocate = (): number => {
    const slot = freeSlots.pop()
    if (slot !== undefined) return slot
    for (const column of [blockOf, offsetOf, listIndex, keyHash]) column.push(0)
    const fresh = outlineStart.push(0)
    if (fresh === alive.length) {
      const larger = new Uint8Array(alive.length * 2)
      larger.set(alive)
      alive = larger
    }
    return fresh
  }
  const writeOutline = (names: readonly ParsedName[], spans: readonly DateSpan[]): number => {
    const start = outlines.push(0)
    const dates = spans.slice(0, 255)
    for (const { from, to } of dates) {
      outlines.push(dateKey(from))
      outlines.push(dateKey(to))
    }
    const first = outlines.length
    for (const { words } of names) {
      words.forEach(({ spellings, light }, at) => {
        spellings.forEach((word, nth) => {
          const other = nth > 0 ? flags.otherSpelling : 0
          const begins = at === 0 && nth === 0 ? flags.beginsName : 0
          outlines.push(
            (dictionary.intern(word, nth > 0) | other | begins | (light ? flags.light : 0)) >>> 0
          )
        })
      })
    }
    outlines.set(start, (dates.length << 16) | Math.min(outlines.length - first, 0xffff))
    return start
  }
  const outlineLength = (start: number): number => {
    const head = outlines.get(start)
    return 1 + (head >>> 16) * 2 + (head & 0xffff)
  }
  const packOutlines = (): void => {
    const packed = createNumberList(Math.max(1 << 14, outlines.length - deadOutlines))
    for (let slot = 0; slot < outlineStart.length; slot++) {
      if (alive[slot] !== 1) continue
      const start = outlineStart.get(slot)
      const length = outlineLength(start)
      outlineStart.set(slot, packed.length)
      for (let at = 0; at < length; at++) packed.push(outlines.get(start + at))
    }
    outlines = packed
    deadOutlines = 0
  }
  const writeRecord = (slot: number, text: string): void => {
    const [block, offset] = records.put(text)
    blockOf.set(slot, block)
    offsetOf.set(slot, offset)
  }

  return {
    get size() {
      return size
    },
    get slots() {
      return outlineStart.length
    },
    get bytes() {
      const columns = [outlineStart, blockOf, offsetOf, listIndex, keyHash, outlines]
      return columns.reduce((sum, { bytes }) => sum + bytes, alive.byteLength + byKey.bytes)
    },
    get recordBytes() {
      return records.bytes
    },
    add: (entry, names, spans) => {
      const slot = allocate()
      outlineStart.set(slot, writeOutline(names, spans))
      writeRecord(slot, JSON.stringify([entry.list, entry.id, entry.subject, entry.payload]))
      const hash = hashKey(entry.list, entry.id)
      listIndex.set(slot, numberOf(entry.list))
      keyHash.set(slot, hash)
      byKey.add(hash, slot)
      alive[slot] = 1
      size++
      return slot
    },
    find: (list, id) => {
      let found: number | undefined
      byKey.each(hashKey(list, id), slot => {
        if (lists[listIndex.get(slot)] !== list || found !== undefined) return
        if (read(slot).id === id) found = slot
      })
      return found
    },
    remove: slot => {
      byKey.remove(keyHash.get(slot), slot)
      records.release(blockOf.get(slot), offsetOf.get(slot))
      deadOutlines += outlineLength(outlineStart.get(slot))
      alive[slot] = 0
      size--
      if (deadOutlines > 1 << 16 && deadOutlines * 2 > outlines.length) packOutlines()
    },
    recycle: slot => {
      freeSlots.push(slot)
    },
    isAlive: slot => alive[slot] === 1,
    aliveSnapshot: () => alive.slice(),
    listOf: slot => lists[listIndex.get(slot)] ?? '',
    read,
    outlineAt: slot => outlineStart.get(slot),
    outlines: () => outlines.raw(),
    tidyRecords: () => {
      const block = records.sparseBlock()
      return block === undefined ? undefined : moveOut(block)
    }
  }

  function* moveOut(block: number): Generator<void, void> {
    const budget = 20_000
    for (let slot = 0; slot < outlineStart.length; slot++) {
      if (alive[slot] === 1 && blockOf.get(slot) === block) {
        writeRecord(slot, records.get(block, offsetOf.get(slot)))
      }
      if (slot % budget === budget - 1) yield
    }
    records.drop(block)
  }
}
