import type { Journey } from '../domain/traveller.ts'
import { instantAt } from './local-instant.ts'
import type { Sector, Times } from './sector.ts'

/** A journey by flight, ship or train. */
export type Leg = Extract<Journey, { kind: 'leg' }>

/**
 * The sector as a journey. Its times are local: where the airport's zone is known they are instants too. Without a departure
 * date the arrival's is taken, without either `fallbackDate` (the day of the manifest). A place that is not known is `?`. In the order of keys, as digests have it.
 */
export const toLeg = (sector: Sector, fallbackDate: string): Leg => {
  const { mode, from, to } = sector
  const departs = instantAt(from, sector.departs?.local)
  const arrives = instantAt(to, sector.arrives?.local)
  return {
    ...(arrives && { arrives }),
    carrier: (sector.carrier ?? unknown).slice(0, 40),
    ...(departs && { departs }),
    departureDate: dateOf(sector) ?? fallbackDate,
    from: (from ?? unknown).slice(0, 64),
    kind: 'leg',
    mode,
    number: (sector.number || unknown).slice(0, 20),
    to: (to ?? unknown).slice(0, 64)
  }
}

/** The local date of departure, or of arrival where that is all that is known. */
export const dateOf = ({ departs, arrives }: Times): string | undefined =>
  (departs?.local ?? arrives?.local)?.slice(0, 10)

const unknown = '?'
