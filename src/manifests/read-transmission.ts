import { createHash } from 'node:crypto'
import { readAcknowledgements } from './cusres/read-acknowledgements.ts'
import type { JsonManifest } from './json-manifest.ts'
import { acceptedMessages, type Manifest } from './manifest.ts'
import { readPaxlst } from './paxlst/read-paxlst.ts'
import { readJsonManifest } from './read-json-manifest.ts'

/** What was sent, read. */
export interface Transmission {
  readonly manifest: Manifest
  /** Of everything that was sent. */
  readonly contentDigest: string
  /** Where no manifest was sent: the status changes that are acknowledged. */
  readonly acknowledges: readonly string[]
}

/** Reads what was sent. JSON was checked against its schema before. */
export const readTransmission = (sent: Buffer | JsonManifest, today: string): Transmission => {
  const isBytes = Buffer.isBuffer(sent)
  const manifest = isBytes ? readPaxlst(sent, { today }) : readJsonManifest(sent, today)
  const isNone = isBytes && acceptedMessages(manifest).length === 0
  return {
    manifest,
    acknowledges: isNone ? readAcknowledgements(sent) : [],
    contentDigest: createHash('sha256')
      .update(isBytes ? sent : JSON.stringify(sent))
      .digest('base64url')
  }
}
