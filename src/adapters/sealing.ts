import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  randomFillSync
} from 'node:crypto'

/** Encrypts what is personal before it reaches the disk; `about` binds it to the place it is kept at. */
export interface Sealing {
  seal(content: string | Uint8Array, about: string): Uint8Array
  /** Throws when the text was changed, moved, or sealed under another key. */
  open(sealed: Uint8Array, about: string): string
  /** The same for what is no text. */
  openBytes(sealed: Uint8Array, about: string): Uint8Array
  /** What to find something by that must not be read where it is kept: the same for the same text under the same key. */
  digest(text: string): string
}

/** AES-256-GCM under this key: a random 96-bit IV, the tag, then the content. */
export const sealingUnder = (fieldKey: Uint8Array): Sealing => {
  const key = createSecretKey(fieldKey)
  // A key for one purpose only.
  const digestKey = createSecretKey(createHmac('sha256', fieldKey).update('digests').digest())
  const nextIv = randomIvs()
  const openBytes = (sealed: Uint8Array, about: string): Buffer => {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), {
      authTagLength: tagBytes
    })
    decipher.setAAD(Buffer.from(about))
    decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
    const plain = decipher.update(sealed.subarray(ivBytes + tagBytes))
    decipher.final()
    return plain
  }
  return {
    seal(content, about) {
      const iv = nextIv()
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
      cipher.setAAD(Buffer.from(about))
      const bytes = typeof content === 'string' ? Buffer.from(content) : content
      const sealed = cipher.update(bytes)
      cipher.final()
      return Buffer.concat([iv, cipher.getAuthTag(), sealed])
    },
    open: (sealed, about) => openBytes(sealed, about).toString(),
    openBytes,
    digest: text =>
      createHmac('sha256', digestKey).update(text).digest('base64url').slice(0, digestLength)
  }
}

const ivBytes = 12
const tagBytes = 16
const digestLength = 22

/** One call into the system's generator serves many IVs. */
const randomIvs = () => {
  const pool = Buffer.alloc(ivBytes * 512)
  let used = pool.length
  return () => {
    if (used === pool.length) {
      randomFillSync(pool)
      used = 0
    }
    used += ivBytes
    return pool.subarray(used - ivBytes, used)
  }
}
