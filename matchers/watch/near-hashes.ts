import { mix } from './growable.ts'

const base = 0x01000193

/** Code units of an alphabet. */
export const lettersOf = (alphabet: string): readonly number[] =>
  [...alphabet].map(letter => letter.charCodeAt(0))

/** Hash of a short text that can be made of its parts. */
export const rollingHash = (text: string): number => {
  let hash = 0
  for (let at = 0; at < text.length; at++) {
    hash = (Math.imul(hash, base) + text.charCodeAt(at)) | 0
  }
  return mix(hash ^ text.length)
}

/** Hashes in a list that is used again. */
export interface NearHashes {
  readonly hashes: Int32Array
  readonly count: number
}

const buffer = { hashes: new Int32Array(1 << 12), count: 0 }
let before = new Int32Array(64)
let powers = new Int32Array(64)

/**
 * Hashes of all texts that differ by one letter wrong, missing or extra, or by two neighbours swapped, until the next call.
 * A polynomial hash lets every neighbour's hash be made from those of the parts before and after the change:
 * A1234567 → A1_34567, A1234X567, A1324567 … some 500 numbers without building one string.
 */
export const nearHashes = (text: string, alphabet: readonly number[]): NearHashes => {
  const size = text.length
  const most = (size + 1) * alphabet.length * 2 + size * 2
  if (buffer.hashes.length < most) buffer.hashes = new Int32Array(most * 2)
  if (before.length < size + 2) {
    before = new Int32Array(size * 2)
    powers = new Int32Array(size * 2)
  }
  before[0] = 0
  powers[0] = 1
  for (let at = 0; at <= size; at++) {
    if (at < size) before[at + 1] = (Math.imul(before[at] ?? 0, base) + text.charCodeAt(at)) | 0
    powers[at + 1] = Math.imul(powers[at] ?? 1, base)
  }
  const { hashes } = buffer
  const whole = before[size] ?? 0
  let count = 0
  for (let at = 0; at <= size; at++) {
    const head = before[at] ?? 0
    const next = Math.imul(head, base)
    // Hashes of text[at…] and text[at + 1…] as they stand at the end of any text.
    const power = powers[size - at] ?? 1
    const tail = (whole - Math.imul(head, power)) | 0
    for (const letter of alphabet) {
      hashes[count++] = mix(((Math.imul(next + letter, power) + tail) | 0) ^ (size + 1))
    }
    if (at === size) break
    const own = text.charCodeAt(at)
    const powerAfter = powers[size - at - 1] ?? 1
    const after = (whole - Math.imul(before[at + 1] ?? 0, powerAfter)) | 0
    for (const letter of alphabet) {
      if (letter === own) continue
      hashes[count++] = mix(((Math.imul(next + letter, powerAfter) + after) | 0) ^ size)
    }
    hashes[count++] = mix(((Math.imul(head, powerAfter) + after) | 0) ^ (size - 1))
    if (at + 1 < size && text.charCodeAt(at + 1) !== own) {
      const swapped = Math.imul(next + text.charCodeAt(at + 1), base) + own
      const powerThen = powers[size - at - 2] ?? 1
      const then = (whole - Math.imul(before[at + 2] ?? 0, powerThen)) | 0
      hashes[count++] = mix(((Math.imul(swapped, powerThen) + then) | 0) ^ size)
    }
  }
  buffer.count = count
  return buffer
}
