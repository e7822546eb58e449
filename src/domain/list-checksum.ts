/**
 * A checksum of the list that does not depend on order: the sum of a hash of every active entry, modulo 2^48. An id
 * and a revision stand for the content, since a list takes a revision once. Redis adds the same numbers up, in doubles.
 */
export const checksumModulus = 2 ** 48

/** What an active entry adds to the checksum: 48 bits of its list, id and revision (cyrb53: two multiplicative hashes, mixed at the end). */
export const entryHash = (list: string, id: string, revision: number): number => {
  let one = 0xdeadbeef
  let other = 0x41c6ce57
  const take = (letter: number) => {
    one = Math.imul(one ^ letter, 0x9e3779b1)
    other = Math.imul(other ^ letter, 0x5f356495)
  }
  for (let at = 0; at < list.length; at++) take(list.charCodeAt(at))
  take(0)
  for (let at = 0; at < id.length; at++) take(id.charCodeAt(at))
  take(0)
  take(revision)
  return (mixed(one, other) & 0xffff) * 2 ** 32 + mixed(other, one)
}

/** The checksum after one entry's hash was taken out and another put in; 0 stands for none. */
export const exchanged = (checksum: number, gone: number, come: number): number =>
  (checksum - gone + come + checksumModulus) % checksumModulus

const mixed = (one: number, other: number) =>
  (Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35)) >>> 0
