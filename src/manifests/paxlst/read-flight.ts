import { codeAt, type Segment, textAt } from '../edifact/segment.ts'
import type { Report } from '../findings.ts'
import { limits } from '../limits.ts'
import type { Flight, LocalTime, Point, Times } from '../sector.ts'
import { readLocalTime } from './dates.ts'
import { readDesignator } from './designator.ts'
import { stops } from './sectors.ts'

/** A flight while its segments are read. */
export interface FlightDraft {
  readonly flight: Omit<Flight, 'points' | keyof Times>
  readonly isMasterCrewList: boolean
  readonly points: PointDraft[]
  /** Times sent before any place: of the first departure and the last arrival. */
  departs?: LocalTime
  arrives?: LocalTime
  /** More places than the limit: nothing that follows belongs to one that was read. */
  isFull?: boolean
}

type PointDraft = { -readonly [Field in keyof Point]: Point[Field] }

/** Opens a flight at its TDT. */
export const openFlight = (segment: Segment, report: Report): FlightDraft => {
  const stage = codeAt(segment, 1)
  const sentCarrier = codeAt(segment, 5)
  const mode = modes[textAt(segment, 3) ?? ''] ?? 'air'
  const sent = textAt(segment, 2) ?? ''
  const { isMasterCrewList, ...designator } =
    mode === 'air'
      ? readDesignator(sent, sentCarrier)
      : { number: sent, isMasterCrewList: false, ...(sentCarrier && { carrier: sentCarrier }) }
  if (!designator.carrier) report('carrier_unknown', { segment: segment.number })
  return {
    flight: {
      mode,
      designator: sent,
      ...designator,
      ...(stage && { stage }),
      ...(sentCarrier && { sentCarrier })
    },
    isMasterCrewList,
    points: []
  }
}

/** Takes a LOC or DTM of the flight; false when it means nothing to a flight. */
export const addToFlight = (draft: FlightDraft, segment: Segment, report: Report): boolean => {
  if (segment.tag === 'LOC') return addPlace(draft, segment, report)
  return segment.tag === 'DTM' && addTime(draft, segment, report)
}

/** The flight as read, with the times sent before any place put where they belong, too. */
export const closeFlight = ({ flight, points, departs, arrives }: FlightDraft): Flight => {
  const [first, last] = [points[0], points.at(-1)]
  if (first && departs && !first.departs) first.departs = departs
  if (last && arrives && !last.arrives) last.arrives = arrives
  return { ...flight, ...(departs && { departs }), ...(arrives && { arrives }), points }
}

/** UN recommendation 19; road is not screened by manifests. */
const modes: Readonly<Record<string, Flight['mode']>> = { '1': 'sea', '2': 'rail', '4': 'air' }

const ignored = new Set(['24', '172', '188'])

const addPlace = (draft: FlightDraft, segment: Segment, report: Report) => {
  const { points } = draft
  const qualifier = codeAt(segment, 1) ?? ''
  if (ignored.has(qualifier) || draft.isFull) return true
  if (points.length === limits.maxPlacesPerFlight) {
    draft.isFull = true
    report('too_many_places', { segment: segment.number })
    return true
  }
  const place = codeAt(segment, 2) ?? textAt(segment, 2, 4)
  if (!stops.has(qualifier)) report('qualifier_unknown', { segment: segment.number })
  points.push({ qualifier, segment: segment.number, ...(place && { place }) })
  return true
}

const addTime = (draft: FlightDraft, segment: Segment, report: Report) => {
  const side = sides[codeAt(segment, 1) ?? '']
  const sent = textAt(segment, 1, 2)
  if (!side) return false
  if (!sent || draft.isFull) return true
  const { value, problem } = readLocalTime(sent, textAt(segment, 1, 3))
  if (problem) report(problem, { segment: segment.number })
  const holder = draft.points.at(-1) ?? draft
  holder[side] = value
  return true
}

const sides: Readonly<Record<string, 'departs' | 'arrives'>> = {
  '189': 'departs',
  '232': 'arrives'
}
