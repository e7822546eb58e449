import { createHash } from 'node:crypto'
import { latestDayAt } from '../domain/dates.ts'
import type { Authorities } from './authority.ts'
import { readAcknowledgements } from './cusres/read-acknowledgements.ts'
import type { JsonManifest } from './json-manifest.ts'
import { acceptedMessages, type Manifest } from './manifest.ts'
import { readPaxlst } from './paxlst/read-paxlst.ts'
import { readJsonManifest } from './read-json-manifest.ts'
import { receivingIn } from './receiving-state.ts'

/** What was sent, read. */
export interface Transmission {
  readonly manifest: Manifest
  /** Of everything that was sent. */
  readonly contentDigest: string
  /** Where no manifest was sent: the status changes that are acknowledged. */
  readonly acknowledges: readonly string[]
}

/** Reads what was sent at this instant: an interchange as its bytes or as text, or JSON, which was checked against its schema before. */
export const readTransmission = (
  sent: Buffer | string | JsonManifest,
  at: string,
  authorities: Authorities
): Transmission => {
  const today = latestDayAt(at)
  const receivingFor = receivingIn(authorities)
  const isText = typeof sent === 'string'
  const bytes = isText ? Buffer.from(sent) : Buffer.isBuffer(sent) ? sent : undefined
  const manifest = bytes
    ? readPaxlst(bytes, { today, isText, receivingFor })
    : readJsonManifest(sent as JsonManifest, { today, receivingFor })
  const isNone = bytes !== undefined && acceptedMessages(manifest).length === 0
  return {
    manifest,
    acknowledges: isNone ? readAcknowledgements(bytes) : [],
    contentDigest: createHash('sha256')
      .update(bytes ?? JSON.stringify(sent))
      .digest('base64url')
  }
}
