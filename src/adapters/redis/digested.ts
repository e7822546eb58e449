import { createHash } from 'node:crypto'
import type { Sealing } from '../sealing.ts'

/** How many letters of what is stored are its digest. */
export const digestLength = 22

/** What tells one text from another. */
export const digestOfText = (text: string): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, digestLength)

/** A text sealed under this name, behind its digest, so that Redis can tell whether it is the same without reading it. */
export const digested = (sealing: Sealing, text: string, about: string): string =>
  digestOfText(text) + Buffer.from(sealing.seal(text, about)).toString('base64')

/** The text that `digested` was given. */
export const undigested = (sealing: Sealing, stored: string, about: string): string =>
  sealing.open(Buffer.from(stored.slice(digestLength), 'base64'), about)
