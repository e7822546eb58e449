import type { IndexEntry } from '../types.ts'
import { createNumberList, hashText } from './growable.ts'
import { type ChainsImage, createKeyChains } from './key-chains.ts'
import { type ArenaImage, createRecordArena } from './record-arena.ts'

/** Entries by slot, a number that stays the same while the entry lives. */
export interface EntryStore {
  readonly size: number
  readonly slots: number
  /** Memory of slots and keys, without the records. */
  readonly bytes: number
  readonly recordBytes: number
  readonly add: (entry: IndexEntry) => number
  readonly find: (list: string, id: string) => number | undefined
  readonly remove: (slot: number, kind: IndexEntry['subject']['kind']) => void
  /** Gives a removed slot back, once no segment refers to it. */
  readonly recycle: (slot: number) => void
  readonly isAlive: (slot: number) => boolean
  readonly isUncounted: (slot: number) => boolean
  readonly aliveSnapshot: () => Uint8Array
  readonly listOf: (slot: number) => string
  readonly read: (slot: number) => IndexEntry
  /** How many persons these lists hold; all of them when none are named. */
  readonly persons: (lists?: ReadonlySet<string>) => number
  /** Moves what lives out of one half-dead block of records, if there is one; false when there was none. */
  readonly tidyRecords: () => Generator<void, void> | undefined
  readonly image: () => StoreImage
  /** The records' memory; it stays as it is while the store changes. */
  readonly recordsImage: () => ArenaImage
}

/** What a store is made from again, beside its records. */
export type StoreImage = {
  readonly blockOf: Uint32Array
  readonly offsetOf: Uint32Array
  readonly listIndex: Uint32Array
  readonly keyHash: Uint32Array
  readonly alive: Uint8Array
  readonly uncounted: Uint32Array
  readonly byKey: ChainsImage
  readonly lists: readonly string[]
  readonly personsOf: readonly number[]
  readonly size: number
}

/** A store, empty or as it was; of one as it was every slot that is free has to be recycled. */
export const createEntryStore = (image?: StoreImage, recordsImage?: ArenaImage): EntryStore => {
  const blockOf = createNumberList(image?.blockOf)
  const offsetOf = createNumberList(image?.offsetOf)
  const listIndex = createNumberList(image?.listIndex)
  const keyHash = createNumberList(image?.keyHash)
  const byKey = createKeyChains(image?.byKey)
  const records = createRecordArena(recordsImage)
  const lists = [...(image?.lists ?? [])]
  const listNumbers = new Map(lists.map((list, number) => [list, number]))
  const freeSlots: number[] = []
  const personsOf = [...(image?.personsOf ?? [])]
  let alive = image?.alive ?? new Uint8Array(1024)
  const uncounted = new Set(image?.uncounted)
  let size = image?.size ?? 0

  const hashKey = (list: string, id: string): number => hashText(id, hashText(list))
  const numberOf = (list: string): number => {
    const known = listNumbers.get(list)
    if (known !== undefined) return known
    listNumbers.set(list, lists.length)
    personsOf.push(0)
    return lists.push(list) - 1
  }
  const read = (slot: number): IndexEntry => {
    const [list, id, subject, payload, isUncounted] = JSON.parse(
      records.get(blockOf.get(slot), offsetOf.get(slot))
    )
    return { list, id, subject, payload, ...(isUncounted && { isUncounted: true }) }
  }
  const allocate = (): number => {
    const slot = freeSlots.pop()
    if (slot !== undefined) return slot
    for (const column of [blockOf, offsetOf, listIndex]) column.push(0)
    const fresh = keyHash.push(0)
    if (fresh === alive.length) {
      const larger = new Uint8Array(alive.length * 2)
      larger.set(alive)
      alive = larger
    }
    return fresh
  }
  const count = (slot: number, kind: string, by: number): void => {
    const list = listIndex.get(slot)
    if (kind === 'person') personsOf[list] = (personsOf[list] ?? 0) + by
  }
  const place = (slot: number, [block, offset]: readonly [number, number]): void => {
    blockOf.set(slot, block)
    offsetOf.set(slot, offset)
  }

  return {
    get size() {
      return size
    },
    get slots() {
      return keyHash.length
    },
    get bytes() {
      const columns = [blockOf, offsetOf, listIndex, keyHash]
      return columns.reduce((sum, { bytes }) => sum + bytes, alive.byteLength + byKey.bytes)
    },
    get recordBytes() {
      return records.bytes
    },
    add: entry => {
      const slot = allocate()
      const { list, id, subject, payload, isUncounted } = entry
      const record = [list, id, subject, payload, ...(isUncounted ? [1] : [])]
      place(slot, records.put(JSON.stringify(record)))
      const hash = hashKey(entry.list, entry.id)
      listIndex.set(slot, numberOf(entry.list))
      keyHash.set(slot, hash)
      byKey.add(hash, slot)
      alive[slot] = 1
      if (isUncounted) uncounted.add(slot)
      size++
      count(slot, subject.kind, 1)
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
    remove: (slot, kind) => {
      count(slot, kind, -1)
      byKey.remove(keyHash.get(slot), slot)
      records.release(blockOf.get(slot), offsetOf.get(slot))
      alive[slot] = 0
      uncounted.delete(slot)
      size--
    },
    recycle: slot => {
      freeSlots.push(slot)
    },
    isAlive: slot => alive[slot] === 1,
    isUncounted: slot => uncounted.has(slot),
    aliveSnapshot: () => alive.slice(),
    listOf: slot => lists[listIndex.get(slot)] ?? '',
    read,
    persons: wanted => {
      let persons = 0
      personsOf.forEach((held, list) => {
        if (wanted?.has(lists[list] ?? '') ?? true) persons += held
      })
      return persons
    },
    tidyRecords: () => {
      const block = records.sparseBlock()
      return block === undefined ? undefined : moveOut(block)
    },
    image: () => ({
      blockOf: blockOf.image(),
      offsetOf: offsetOf.image(),
      listIndex: listIndex.image(),
      keyHash: keyHash.image(),
      alive,
      uncounted: Uint32Array.from(uncounted),
      byKey: byKey.image(),
      lists,
      personsOf,
      size
    }),
    recordsImage: records.image
  }

  function* moveOut(block: number): Generator<void, void> {
    let work = 0
    for (let slot = 0; slot < blockOf.length; slot++) {
      work++
      if (alive[slot] === 1 && blockOf.get(slot) === block) {
        place(slot, records.copy(block, offsetOf.get(slot)))
        work += costOfCopy
      }
      if (work > stepWork) {
        work = 0
        yield
      }
    }
    records.drop(block)
  }
}

// Slots looked at in a step of about a millisecond; to copy a record takes as long as to look at some dozens.
const stepWork = 60_000
const costOfCopy = 60
