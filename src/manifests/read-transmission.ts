import { createHash } from 'node:crypto'
import type { JsonManifest } from './json-manifest.ts'
import type { Manifest } from './manifest.ts'
import { readPaxlst } from './paxlst/read-paxlst.ts'
import { readJsonManifest } from './read-json-manifest.ts'

/** What was sent, read; and a digest of all of it. JSON was checked against its schema before. */
export const readTransmission = (
  sent: Buffer | JsonManifest,
  today: string
): { readonly manifest: Manifest; readonly contentDigest: string } => {
  const isBytes = Buffer.isBuffer(sent)
  return {
    manifest: isBytes ? readPaxlst(sent, { today }) : readJsonManifest(sent, today),
    contentDigest: createHash('sha256')
      .update(isBytes ? sent : JSON.stringify(sent))
      .digest('base64url')
  }
}
