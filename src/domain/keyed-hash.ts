import { hash } from 'node:crypto'

/**
 * HMAC-SHA-256 (RFC 2104), in URL-safe letters: H(key ⊕ 5c… ‖ H(key ⊕ 36… ‖ text)), the key filled up with zeros to a block of 64 bytes.
 * Made of two one-shot hashes: each object of `createHmac` stands outside of the heap, and costs more than the digest.
 */
export const keyedHash = (secret: Uint8Array): ((text: string) => string) => {
  const key = Buffer.alloc(blockBytes)
  key.set(secret.length > blockBytes ? hash('sha256', secret, 'buffer') : secret)
  let inner = Buffer.from(key.map(byte => byte ^ 0x36))
  const outer = Buffer.concat([key.map(byte => byte ^ 0x5c), Buffer.alloc(digestBytes)])
  return text => {
    const end = blockBytes + Buffer.byteLength(text)
    if (inner.length < end) inner = Buffer.concat([inner], end * 2)
    inner.write(text, blockBytes)
    outer.set(hash('sha256', inner.subarray(0, end), 'buffer'), blockBytes)
    return hash('sha256', outer, 'base64url')
  }
}

const blockBytes = 64
const digestBytes = 32
