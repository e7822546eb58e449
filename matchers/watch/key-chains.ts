import type { NearHashes } from './near-hashes.ts'

/** A map from a 32-bit key to any number of values: an open-addressing table of chain heads. Keys are hashes: neighbours would stand in each other's way. */
export interface KeyChains {
  readonly bytes: number
  readonly size: number
  readonly add: (key: number, value: number) => void
  /** Removes one value under a key; false when it is not there. */
  readonly remove: (key: number, value: number) => boolean
  /** Calls back for every value under a key, the latest first, until it is answered by false. */
  readonly each: (key: number, visit: (value: number) => unknown) => void
  /**
   * Calls back for every value under these keys, in any order. Where values were added in ascending order and none was removed, those
   * from a number on may be asked for alone: no chain is walked any further.
   */
  readonly eachUnder: (
    keys: Iterable<number>,
    visit: (value: number) => void,
    from?: number
  ) => void
  /** The same for many keys, most of which have none. */
  readonly eachOf: (keys: NearHashes, visit: (value: number) => void, from?: number) => void
  readonly image: () => ChainsImage
}

/** What a map is made from again. */
export type ChainsImage = {
  readonly keys: Uint32Array
  readonly heads: Uint32Array
  readonly filter: Uint32Array
  readonly links: Uint32Array
  readonly used: number
  readonly size: number
  readonly freed: number
}

const none = 0

/** A map, empty or as it was. */
export const createKeyChains = (image: ChainsImage = emptyChains()): KeyChains => {
  let { keys, heads, filter, links, used, size, freed } = image
  let capacity = keys.length
  // Links of a chain: value and next link side by side, for one access to memory. Link 0 is never used, so that 0 ends a chain.
  let linked = links.length / 2
  let cursors = new Uint32Array(1 << 6)
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
  const mayHold = (key: number): boolean => {
    const bit = (key >>> 4) & (filter.length * 32 - 1)
    return ((filter[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0
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
        const larger = new Uint32Array(Math.max(smallest, links.length + (links.length >>> 2) * 2))
        larger.set(links)
        links = larger
      }
    } else freed = nextAt(at)
    links[at * 2] = value
    links[at * 2 + 1] = next
    return at
  }

  const each = (key: number, visit: (value: number) => unknown): void => {
    if (!mayHold(key)) return
    let at = heads[slotOf(key)] ?? none
    while (at !== none) {
      const value = valueAt(at)
      const next = nextAt(at)
      if (value !== emptied && visit(value) === false) return
      at = next
    }
  }

  const begin = (key: number, count: number): number => {
    const head = heads[slotOf(key)] ?? none
    if (head === none) return count
    if (count === cursors.length) {
      const larger = new Uint32Array(count * 2)
      larger.set(cursors)
      cursors = larger
    }
    cursors[count] = head
    return count + 1
  }
  /** Walks all chains that were begun at once, a link of each in turn: links lie far apart, and their reads do not wait for one another. */
  const walk = (begun: number, visit: (value: number) => void, from: number): void => {
    for (let count = begun; count > 0; ) {
      let going = 0
      for (let nth = 0; nth < count; nth++) {
        const at = cursors[nth] ?? none
        const value = valueAt(at)
        const next = nextAt(at)
        if (value < from) continue
        if (value !== emptied) visit(value)
        if (next !== none) cursors[going++] = next
      }
      count = going
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
    eachUnder: (wanted, visit, from = 0) => {
      let count = 0
      for (const key of wanted) count = begin(key, count)
      walk(count, visit, from)
    },
    eachOf: ({ hashes, count }, visit, from = 0) => {
      let found = 0
      // What is found overwrites what was looked at before.
      for (let at = 0; at < count; at++) {
        const key = hashes[at] ?? 0
        if (mayHold(key)) hashes[found++] = key
      }
      let begun = 0
      for (let at = 0; at < found; at++) begun = begin((hashes[at] ?? 0) >>> 0, begun)
      walk(begun, visit, from)
    },
    image: () => ({ keys, heads, filter, links: links.subarray(0, linked * 2), used, size, freed })
  }
}

const smallest = 1 << 12

const emptyChains = (): ChainsImage => ({
  keys: new Uint32Array(smallest),
  heads: new Uint32Array(smallest),
  filter: new Uint32Array(smallest >> 2),
  links: new Uint32Array(2),
  used: 0,
  size: 0,
  freed: none
})

const emptied = 0xffffffff
