import { createHash } from 'node:crypto'

/** A reference made of an id: the same each time. UNB allows 14 characters, and this character set no lower-case letters. */
export const interchangeReference = (id: string): string =>
  BigInt(`0x${createHash('sha256').update(id).digest('hex')}`)
    .toString(36)
    .toUpperCase()
    .slice(0, 14)
