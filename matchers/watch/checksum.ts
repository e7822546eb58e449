/** A running checksum of 64 bits; finds accidents, not forgeries. */
export interface Checksum {
  /** Adds words in order, however they are cut into pieces. */
  readonly add: (words: Uint32Array) => void
  readonly value: () => Uint32Array
}

/** The checksum of nothing: two FNV-1a sums over words, with a rotation so that high bits reach low ones. */
export const createChecksum = (): Checksum => {
  let first = 0x811c9dc5 | 0
  let second = 0x9747b28c | 0
  return {
    add: words => {
      for (let at = 0; at < words.length; at++) {
        const word = words[at] ?? 0
        first = Math.imul(first ^ word, 0x01000193)
        first = (first << 13) | (first >>> 19)
        second = Math.imul(second ^ word, 0x85ebca6b)
        second = (second << 15) | (second >>> 17)
      }
    },
    value: () => Uint32Array.of(first, second)
  }
}
