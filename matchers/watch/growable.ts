/** A list of 32-bit numbers that grows; eight times smaller than an array of objects, and nothing for the collector. */
export interface NumberList {
  readonly length: number
  readonly bytes: number
  readonly get: (at: number) => number
  readonly set: (at: number, value: number) => void
  /** Appends and returns the position. */
  readonly push: (value: number) => number
  /** The backing array; valid until the next push. */
  readonly raw: () => Uint32Array
  /** The numbers alone; valid until the next change. */
  readonly image: () => Uint32Array
}

const growth = 1.5
const capacity = 1024

/** A list of unsigned 32-bit numbers, empty or as it was. */
export const createNumberList = (image?: Uint32Array): NumberList => {
  let items = image ?? new Uint32Array(capacity)
  let length = image?.length ?? 0
  return {
    get length() {
      return length
    },
    get bytes() {
      return items.byteLength
    },
    get: at => items[at] ?? 0,
    set: (at, value) => {
      items[at] = value
    },
    push: value => {
      if (length === items.length) {
        const larger = new Uint32Array(Math.max(capacity, Math.ceil(items.length * growth)))
        larger.set(items)
        items = larger
      }
      items[length] = value
      return length++
    },
    raw: () => items,
    image: () => items.subarray(0, length)
  }
}

/** A list of bytes, fed by strings of the letters A–Z. */
export interface LetterArena {
  readonly length: number
  readonly bytes: number
  readonly append: (text: string) => number
  readonly at: (position: number) => number
  readonly equals: (from: number, to: number, text: string) => boolean
  /** The backing array; valid until the next append. */
  readonly raw: () => Uint8Array
  /** The letters alone. */
  readonly image: () => Uint8Array
}

/** An arena of letters, empty or as it was. */
export const createLetterArena = (image?: Uint8Array): LetterArena => {
  let letters = image ?? new Uint8Array(1 << 14)
  let length = image?.length ?? 0
  return {
    get length() {
      return length
    },
    get bytes() {
      return letters.byteLength
    },
    at: position => letters[position] ?? 0,
    append: text => {
      if (length + text.length > letters.length) {
        const larger = new Uint8Array(Math.ceil((letters.length + text.length) * growth))
        larger.set(letters)
        letters = larger
      }
      for (let at = 0; at < text.length; at++) letters[length + at] = text.charCodeAt(at)
      length += text.length
      return length - text.length
    },
    raw: () => letters,
    image: () => letters.subarray(0, length),
    equals: (from, to, text) => {
      if (to - from !== text.length) return false
      for (let at = 0; at < text.length; at++) {
        if (letters[from + at] !== text.charCodeAt(at)) return false
      }
      return true
    }
  }
}

/** FNV-1a over the code units, mixed at the end: spreads short texts over 32 bits. */
export const hashText = (text: string, seed = 0): number => {
  let hash = 0x811c9dc5 ^ seed
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return mix(hash)
}

/** Finalises a hash so that all its bits depend on all of the input (murmur3's finaliser). */
export const mix = (hash: number): number => {
  let mixed = hash ^ (hash >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
