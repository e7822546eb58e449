/**
 * A checksum of the list that does not depend on order: the sum of a hash of every active entry, modulo 2^48. An id
 * and a revision stand for the content, since a list takes a revision once. Redis adds the same numbers up, in doubles.
 */
export const checksumModulus = 2 ** 48

/** What an active entry adds to the checksum: 48 bits of its list, id and revision. */
export const entryHash = (list: string, id: string, revision: number): number => {
  // Two rounds of FNV-1a over the same text, begun differently, finished by Murmur's mixer.
  let high = 0x811c9dc5 ^ revision
  let low = 0xc9dc5118 + revision
  for (const text of [list, '/', id]) {
    for (let at = 0; at < text.length; at++) {
      const letter = text.charCodeAt(at)
      high = Math.imul(high ^ letter, 0x01000193)
      low = Math.imul(low ^ letter, 0x85ebca6b)
    }
  }
  return (mixed(high) & 0xffff) * 2 ** 32 + mixed(low ^ high)
}

/** The checksum after one entry's hash was taken out and another put in; 0 stands for none. */
export const exchanged = (checksum: number, gone: number, come: number): number =>
  (checksum - gone + come + checksumModulus) % checksumModulus

const mixed = (value: number) => {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
