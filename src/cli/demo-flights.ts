import { setTimeout as pause } from 'node:timers/promises'
import { crossings } from '#loadtest/people/crossings.ts'
import type { SyntheticTraveller } from '#loadtest/people/types.ts'
import { type DemoTraffic, listedShare } from './demo-crossings.ts'
import type { DemoService } from './demo-service.ts'
import { demoCarrier } from './demo-tokens.ts'

const pauseMs = 4_000
const minuteMs = 60_000
/** Airports where clocks show UTC all the year, so that local times need no reckoning. */
const [from, to] = [['ACC', 'DKR', 'ABJ', 'LFW'], 'KEF'] as const

/** Sends the passenger list of an invented flight every few seconds, until the signal aborts. */
export const streamFlights = async (
  service: DemoService,
  token: string,
  { seed, entries }: DemoTraffic,
  signal: AbortSignal
): Promise<void> => {
  // Another seed than that of the crossings: nobody is at a desk and in the air at once.
  const startsAt = new Date().toISOString()
  const people = crossings({ seed: seed + 1, entries, listedShare, startsAt })
  for (let serial = 1; !signal.aborted; serial += 1) {
    const persons = Array.from(
      { length: 90 + ((serial * 7) % 30) },
      () => people.next().value.event.traveller
    )
    await service.call(token, 'POST', '/v1/manifests', passengerList(serial, persons, Date.now()))
    await pause(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}

/** The list of a flight that is on its way and lands in one and a half to four hours. */
const passengerList = (serial: number, persons: readonly SyntheticTraveller[], now: number) => ({
  sender: demoCarrier,
  reference: `DEMO${serial}`,
  function: 'passengers',
  legs: [
    {
      mode: 'air',
      carrier: demoCarrier,
      number: String(100 + serial),
      from: from[serial % from.length] ?? from[0],
      to,
      departs: minuteOf(now - 3 * 60 * minuteMs),
      arrives: minuteOf(now + (90 + (serial % 6) * 30) * minuteMs)
    }
  ],
  persons
})

const minuteOf = (instantMs: number) => new Date(instantMs).toISOString().slice(0, 16)
