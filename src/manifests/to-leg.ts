import type { Journey } from '../domain/traveller.ts'
import type { Sector } from './sector.ts'

/** A journey by flight, ship or train. */
export type Leg = Extract<Journey, { kind: 'leg' }>

/**
 * The sector as a journey. Its times are local and their zone is not known, so it has dates only; without a departure
 * date the arrival's is taken, without either `fallbackDate` (the day of the manifest). A place that is not known is `?`.
 */
export const toLeg = (sector: Sector, fallbackDate: string): Leg => ({
  kind: 'leg',
  mode: sector.mode,
  carrier: (sector.carrier ?? unknown).slice(0, 40),
  number: (sector.number || unknown).slice(0, 20),
  departureDate: dateOf(sector) ?? fallbackDate,
  from: (sector.from ?? unknown).slice(0, 64),
  to: (sector.to ?? unknown).slice(0, 64)
})

/** The local date of departure, or of arrival where that is all that is known. */
export const dateOf = ({ departs, arrives }: Sector): string | undefined =>
  (departs?.local ?? arrives?.local)?.slice(0, 10)

const unknown = '?'
