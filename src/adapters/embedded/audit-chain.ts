import { hash, type KeyObject, sign, verify } from 'node:crypto'

/** The end of the chain: how many lines there are and the hash of the last. */
export interface Head {
  readonly number: number
  readonly hash: Uint8Array
}

/** A head as it was at one time, signed: kept outside of the database, it shows when lines were cut off. */
export interface Checkpoint {
  readonly number: number
  readonly hash: string
  readonly time: string
  readonly signature: string
}

/** The chain before its first line. */
export const emptyHead: Head = { number: 0, hash: new Uint8Array(32) }

/**
 * A hash chain as in Crosby and Wallach, "Efficient data structures for tamper-evident logging" (2009), with
 * RFC 9162's 0x00 before a leaf: SHA-256(0x00 ‖ length of the line, 8 bytes ‖ hash of the line before ‖ line).
 * `A`, `B`: h1 = H(0 ‖ 1 ‖ 0³² ‖ A), h2 = H(0 ‖ 1 ‖ h1 ‖ B); changing A changes h1, and so h2 and the head.
 */
export const chainHash = (previous: Uint8Array, line: string): Buffer => {
  const length = Buffer.byteLength(line)
  const bytes = Buffer.allocUnsafe(41 + length)
  bytes[0] = 0
  bytes.writeBigUInt64BE(BigInt(length), 1)
  bytes.set(previous, 9)
  bytes.write(line, 41)
  return hash('sha256', bytes, 'buffer')
}

/** What a chain is called: the fingerprint of the key that signs it, so that no other key can sign in its name. */
export const chainId = (publicKey: KeyObject): string =>
  hash('sha256', publicKey.export({ type: 'spki', format: 'der' })).slice(0, 32)

/** The signature of a head (Ed25519). */
export const signHead = (head: Head, privateKey: KeyObject): Buffer =>
  sign(null, note(head), privateKey)

/** Whether this head was signed by the holder of the key. */
export const isSigned = (head: Head, signature: Uint8Array, publicKey: KeyObject): boolean =>
  verify(null, note(head), publicKey, signature)

/** A checkpoint of this head, signed together with its time. */
export const checkpointOf = (head: Head, time: string, privateKey: KeyObject): Checkpoint => ({
  number: head.number,
  hash: Buffer.from(head.hash).toString('base64'),
  time,
  signature: sign(null, note(head, time), privateKey).toString('base64')
})

/** Whether this checkpoint was signed by the holder of the key. */
export const isGenuine = (checkpoint: Checkpoint, publicKey: KeyObject): boolean => {
  const { number, time, signature } = checkpoint
  const head = { number, hash: Buffer.from(checkpoint.hash, 'base64') }
  return verify(null, note(head, time), publicKey, Buffer.from(signature, 'base64'))
}

/** What is signed: three or four lines, after C2SP's tlog-checkpoint. */
const note = ({ number, hash }: Head, time?: string) =>
  Buffer.from(
    `portcullis/audit\n${number}\n${Buffer.from(hash).toString('base64')}\n${time ? `${time}\n` : ''}`
  )
