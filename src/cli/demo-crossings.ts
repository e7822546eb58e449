import { setTimeout as pause } from 'node:timers/promises'
import { crossings } from '#loadtest/people/crossings.ts'
import type { ListedEntry } from '#loadtest/people/types.ts'
import type { DemoService } from './demo-service.ts'

/** Who travels. */
export interface DemoTraffic {
  readonly seed: number
  /** The listed persons and documents of whom some turn up. */
  readonly entries: readonly ListedEntry[]
}

/** How many travellers are listed: more than in life, so that there is something to see. */
export const listedShare = 0.005

/** Sends invented crossings, so many a second, until the signal aborts. */
export const streamCrossings = async (
  service: DemoService,
  token: string,
  { seed, entries, rate }: DemoTraffic & { readonly rate: number },
  signal: AbortSignal
): Promise<void> => {
  const startsAt = new Date().toISOString()
  const people = crossings({ seed, entries, listedShare, startsAt })
  const perRequest = Math.max(1, Math.round(rate / 10))
  while (!signal.aborted) {
    const events = Array.from({ length: perRequest }, () => {
      const { id, purpose, traveller, journey } = people.next().value.event
      const data = { purpose, traveller, journey: { ...journey, at: new Date().toISOString() } }
      return { specversion: '1.0', id, source: 'demo', type: 'portcullis.crossing', data }
    })
    await service.call(token, 'POST', '/v1/crossings', { events })
    await pause((perRequest * 1_000) / rate, undefined, { signal }).catch(() => undefined)
  }
}
