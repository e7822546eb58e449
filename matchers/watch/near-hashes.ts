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

/**
 * Hashes of all texts that differ by one letter wrong, missing or extra, or by two neighbours swapped. A polynomial hash lets every neighbour's hash be made from those of the parts before and after the change:
 * A1234567 → A1_34567, A1234X567, A1324567 … some 500 numbers without building one string.
 */
export const eachNearHash = (
  text: string,
  alphabet: readonly number[],
  visit: (hash: number) => void
): void => {
  const size = text.length
  const before = new Int32Array(size + 1)
  const powers = new Int32Array(size + 2).fill(1)
  for (let at = 0; at < size; at++) {
    before[at + 1] = (Math.imul(before[at] ?? 0, base) + text.charCodeAt(at)) | 0
  }
  for (let at = 1; at < size + 2; at++) powers[at] = Math.imul(powers[at - 1] ?? 1, base)
  // Hash of text[from…] as it stands at the end of any number.
  const after = (from: number): number =>
    ((before[size] ?? 0) - Math.imul(before[from] ?? 0, powers[size - from] ?? 1)) | 0
  const close = (head: number, tail: number, length: number): void =>
    visit(mix(((head + tail) | 0) ^ length))
  for (let at = 0; at <= size; at++) {
    const head = before[at] ?? 0
    for (const letter of alphabet) {
      const extended = Math.imul(Math.imul(head, base) + letter, powers[size - at] ?? 1)
      close(extended, after(at), size + 1)
      if (at < size && letter !== text.charCodeAt(at)) {
        const replaced = Math.imul(Math.imul(head, base) + letter, powers[size - at - 1] ?? 1)
        close(replaced, after(at + 1), size)
      }
    }
    if (at < size) {
      close(Math.imul(head, powers[size - at - 1] ?? 1), after(at + 1), size - 1)
    }
    if (at + 1 < size && text[at] !== text[at + 1]) {
      const swapped =
        Math.imul(Math.imul(head, base) + text.charCodeAt(at + 1), base) + text.charCodeAt(at)
      close(Math.imul(swapped, powers[size - at - 2] ?? 1), after(at + 2), size)
    }
  }
}
