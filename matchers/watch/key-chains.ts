import { createNumberList } from './growable.ts'

/** A map from a 32-bit key to any number of values: an open-addressing table of chain heads. */
export interface KeyChains {
  readonly bytes: number
  readonly size: number
  readonly add: (key: number, value: number) => void
  /** Removes one value under a key; false when it is not there. */
  readonly remove: (key: number, value: number) => boolean
  /** Calls back for every value under a key, the latest first. */
  readonly each: (key: number, visit: (value: number) => void) => void
  /** True when the key may have values; one memory access, no false negatives. */
  readonly mayHave: (key: number) => boolean
}

const none = 0

/** An empty map. */
export const createKeyChains = (): KeyChains => {
  let capacity = 1 << 12
  let keys = new Uint32Array(capacity)
  let heads = new Uint32Array(capacity)
  let filter = new Uint32Array(capacity >> 2)
  let used = 0
  let size = 0
  let freed = none
  // Position 0 is never used, so that 0 ends a chain.
  const values = createNumberList()
  const nexts = createNumberList()
  values.push(0)
  nexts.push(0)

  const slotOf = (key: number): number => {
    let slot = key & (capacity - 1)
    while (heads[slot] !== none && keys[slot] !== key) slot = (slot + 1) & (capacity - 1)
    return slot
  }
  const mark = (key: number): void => {
    const bit = (key >>> 4) & (filter.length * 32 - 1)
    filter[bit >>> 5] = (filter[bit >>> 5] ?? 0) | (1 << (bit & 31))
  }
  const grow = (): void => {
    const [oldKeys, oldHeads] = [keys, heads]
    capacity *= 2
    keys = new Uint32Array(capacity)
    heads = new Uint32Array(capacity)
    filter = new Uint32Array(capacity >> 2)
    used = 0
    for (let at = 0; at < oldKeys.length; at++) {
      const head = oldHeads[at] ?? none
      if (head === none) continue
      if (values.get(head) === emptied) {
        nexts.set(head, freed)
        freed = head
        continue
      }
      const key = oldKeys[at] ?? 0
      const slot = slotOf(key)
      keys[slot] = key
      heads[slot] = head
      used++
      mark(key)
    }
  }
  const take = (value: number, next: number): number => {
    if (freed === none) {
      nexts.push(next)
      return values.push(value)
    }
    const at = freed
    freed = nexts.get(at)
    values.set(at, value)
    nexts.set(at, next)
    return at
  }

  return {
    get bytes() {
      return keys.byteLength + heads.byteLength + filter.byteLength + values.bytes + nexts.bytes
    },
    get size() {
      return size
    },
    add: (key, value) => {
      if (used * 10 > capacity * 6) grow()
      const slot = slotOf(key)
      const head = heads[slot] ?? none
      if (head === none) {
        used++
        keys[slot] = key
        mark(key)
      }
      size++
      if (head !== none && values.get(head) === emptied) values.set(head, value)
      else heads[slot] = take(value, head)
    },
    remove: (key, value) => {
      const slot = slotOf(key)
      let at = heads[slot] ?? none
      let before = none
      while (at !== none && values.get(at) !== value) {
        before = at
        at = nexts.get(at)
      }
      if (at === none) return false
      size--
      const next = nexts.get(at)
      // A probed slot must not become empty: the last value of a chain stays as a marker.
      if (before === none && next === none) values.set(at, emptied)
      else {
        if (before === none) heads[slot] = next
        else nexts.set(before, next)
        nexts.set(at, freed)
        freed = at
      }
      return true
    },
    each: (key, visit) => {
      let at = heads[slotOf(key)] ?? none
      while (at !== none) {
        const value = values.get(at)
        if (value !== emptied) visit(value)
        at = nexts.get(at)
      }
    },
    mayHave: key => {
      const bit = (key >>> 4) & (filter.length * 32 - 1)
      return ((filter[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0
    }
  }
}

const emptied = 0xffffffff
