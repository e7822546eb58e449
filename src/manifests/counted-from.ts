import { instantAt } from './local-instant.ts'
import { acceptedMessages, type Manifest } from './manifest.ts'
import type { Sector } from './sector.ts'

/**
 * From when on the retention of a manifest is counted: its receipt, or the last arrival of its flights where that is later. A
 * list that is sent long before its flight is whole until that has arrived.
 */
export const countedFrom = (manifest: Manifest, receivedAt: string): string => {
  const received = Date.parse(receivedAt)
  const arrivals = acceptedMessages(manifest).flatMap(({ sectors }) => sectors.map(arrivalMs))
  const latest = Math.max(received, ...arrivals)
  return new Date(Math.min(latest, received + maxAheadMs)).toISOString()
}

/** Lists come days before a flight, of cruises weeks; a mistyped year must not keep travellers for longer. */
const maxAheadMs = 30 * 24 * 60 * 60_000

/** Where the airport's zone is not known, its clock is read as UTC: against days of retention the hours do not matter. */
const arrivalMs = ({ from, to, departs, arrives }: Sector): number => {
  const [place, local] = arrives?.local ? [to, arrives.local] : [from, departs?.local]
  const instant = instantAt(place, local) ?? (local && `${local.slice(0, 16)}${hourOf(local)}`)
  return Date.parse(instant ?? '') || 0
}

/** `2026-03-01` is the whole day. */
const hourOf = (local: string) => (local.length > 10 ? ':00Z' : 'T23:59:59Z')
