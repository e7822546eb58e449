/**
 * From the places of a flight to its sectors. 125 opens a sector and 87 closes it; 92 and 130 open with a departure and
 * close with an arrival, and alternate where no time is sent. A place may do both:
 *
 *   LOC+92+JFK DTM+189 · LOC+92+ANC DTM+232 · LOC+125+ANC DTM+189 · LOC+87+ICN DTM+232   →   JFK–ANC, ANC–ICN
 */
import type { Report } from '../findings.ts'
import { comesIn, type IsReceiving } from '../receiving-state.ts'
import type { Flight, Point, Sector } from '../sector.ts'

/** How the receiving state's side of a flight is told where the codes do not say it. */
export interface BorderClues {
  readonly isReceiving?: IsReceiving
  /** Where persons are cleared. */
  readonly clearances: ReadonlySet<string>
}

/** The sectors of all flights, in order, with the one that crosses the border marked. */
export const toSectors = (
  flights: readonly Flight[],
  clues: BorderClues,
  report: Report
): readonly Sector[] => {
  const drafts = flights.flatMap(flight => sectorsOf(flight))
  for (const { sector, segment } of drafts) {
    const where = segment === undefined ? {} : { segment }
    if (!sector.from || !sector.to) report('sector_incomplete', where)
    if (!sector.departs?.local) report('departure_unknown', where)
  }
  const border = findBorder(drafts, clues)
  if (drafts.length > 0 && !border) report('border_unknown')
  return drafts.map(draft => ({
    ...draft.sector,
    isBorder: draft === (border ?? drafts.at(-1))
  }))
}

/** The qualifiers of places where a flight starts, stops or ends. */
export const stops: ReadonlySet<string> = new Set(['125', '87', '92', '130'])

interface Draft {
  readonly sector: Omit<Sector, 'isBorder'>
  readonly crosses: boolean
  readonly segment?: number
}

const sectorsOf = (flight: Flight): readonly Draft[] => {
  const drafts: Draft[] = []
  let open: Point | undefined
  let last: Point | undefined
  const close = (from: Point | undefined, to: Point | undefined) =>
    drafts.push(toDraft(flight, from, to))

  for (const point of flight.points.filter(({ qualifier }) => stops.has(qualifier))) {
    const { opens, closes } = roleOf(point, open !== undefined)
    if (closes) {
      const isRepeated = !open && last?.place === point.place
      if (!isRepeated) close(open ?? last, point)
      open = undefined
    }
    if (opens) {
      // The arrival was left out: who departs from here while under way has arrived here.
      if (open && open.place !== point.place) close(open, withoutArrival(point))
      open = point
    }
    last = point
  }
  if (open) close(open, undefined)
  return drafts
}

/** What a place does to the sector that is under way, if any. */
const roleOf = ({ qualifier, departs, arrives }: Point, isUnderWay: boolean) => {
  if (qualifier === '125') return { opens: true, closes: arrives !== undefined && isUnderWay }
  if (qualifier === '87') return { opens: departs !== undefined, closes: true }
  if (departs || arrives) return { opens: departs !== undefined, closes: arrives !== undefined }
  return { opens: !isUnderWay, closes: isUnderWay }
}

const withoutArrival = ({ arrives: _, ...point }: Point): Point => point

const toDraft = (flight: Flight, from: Point | undefined, to: Point | undefined): Draft => {
  const { mode, designator, carrier, number, stage } = flight
  const segment = from?.segment ?? to?.segment
  return {
    crosses: from?.qualifier === '125' && to?.qualifier === '87',
    ...(segment !== undefined && { segment }),
    sector: {
      mode,
      designator,
      number,
      isOverflight: stage === '34',
      ...(carrier && { carrier }),
      ...(from?.place && { from: from.place }),
      ...(to?.place && { to: to.place }),
      ...(from?.departs && { departs: from.departs }),
      ...(to?.arrives && { arrives: to.arrives })
    }
  }
}

const findBorder = (drafts: readonly Draft[], { isReceiving, clearances }: BorderClues) =>
  drafts.find(({ crosses }) => crosses) ??
  (isReceiving && drafts.find(({ sector }) => comesIn(sector, isReceiving))) ??
  drafts.find(({ sector }) => sector.to !== undefined && clearances.has(sector.to)) ??
  (drafts.length === 1 ? drafts[0] : undefined)
