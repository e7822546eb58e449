import type { NearHashes } from './near-hashes.ts'

/** A map from a 32-bit key to any number of values: an open-addressing table of chain heads. */
export interface KeyChains {
  readonly bytes: number
  readonly size: number
  readonly add: (key: number, value: number) => void
  /** Removes one value under a key; false when it is not there. */
  readonly remove: (key: number, value: number) => boolean
  /** Calls back for every value under a key, the latest first. */
  readonly each: (key: number, visit: (value: number) => void) => void
  /** The same for every one of these keys, most of which have none. */
  readonly eachOf: (keys: NearHashes, visit: (value: number) => void) => void
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
  // Links of a chain: value and next link side by side, for one access to memory. Link 0 is never used, so that 0 ends a chain.
  let links = new Uint32Array(1 << 12)
  let linked = 1
  const valueAt = (link: number): number => links[link * 2] ?? 0
  const nextAt = (link: number): number => links[link * 2 + 1] ?? 0

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
      if (valueAt(head) === emptied) {
        links[head * 2 + 1] = freed
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
    let at = freed
    if (at === none) {
      at = linked++
      if (at * 2 >= links.length) {
        const larger = new Uint32Array(links.length + (links.length >>> 1))
        larger.set(links)
        links = larger
      }
    } else freed = nextAt(at)
    links[at * 2] = value
    links[at * 2 + 1] = next
    return at
  }

  const each = (key: number, visit: (value: number) => void): void => {
    let at = heads[slotOf(key)] ?? none
    while (at !== none) {
      const value = valueAt(at)
      const next = nextAt(at)
      if (value !== emptied) visit(value)
      at = next
    }
  }

  return {
    get bytes() {
      return keys.byteLength + heads.byteLength + filter.byteLength + links.byteLength
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
      if (head !== none && valueAt(head) === emptied) links[head * 2] = value
      else heads[slot] = take(value, head)
    },
    remove: (key, value) => {
      const slot = slotOf(key)
      let at = heads[slot] ?? none
      let before = none
      while (at !== none && valueAt(at) !== value) {
        before = at
        at = nextAt(at)
      }
      if (at === none) return false
      size--
      const next = nextAt(at)
      // A probed slot must not become empty: the last value of a chain stays as a marker.
      if (before === none && next === none) links[at * 2] = emptied
      else {
        if (before === none) heads[slot] = next
        else links[before * 2 + 1] = next
        links[at * 2 + 1] = freed
        freed = at
      }
      return true
    },
    each,
    eachOf: ({ hashes, count }, visit) => {
      const bits = filter.length * 32 - 1
      let found = 0
      // What is found overwrites what was looked at before.
      for (let at = 0; at < count; at++) {
        const key = hashes[at] ?? 0
        const bit = (key >>> 4) & bits
        if (((filter[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0) hashes[found++] = key
      }
      for (let at = 0; at < found; at++) each((hashes[at] ?? 0) >>> 0, visit)
    }
  }
}

const emptied = 0xffffffff
