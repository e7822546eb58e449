import { codeAt, type Segment, textAt } from '../edifact/segment.ts'
import type { Report } from '../findings.ts'
import { limits } from '../limits.ts'
import type { Message } from '../manifest.ts'
import { isFlightStatus, needsFlight } from '../message-function.ts'
import type { Person } from '../person.ts'
import type { ReaderSettings } from '../reader-settings.ts'
import type { IsReceiving } from '../receiving-state.ts'
import { type Sorted, sortOut } from '../sort-out.ts'
import { checkTotals, checkTrailer } from './check-counts.ts'
import { closePerson } from './close-person.ts'
import { crewList, readFunction } from './functions.ts'
import { closeFlight } from './read-flight.ts'
import { readPart } from './read-part.ts'
import { toSectors } from './sectors.ts'
import { splitFlights } from './split-flights.ts'
import { type MessageDraft, walkSegments } from './walk-segments.ts'

/** What a reader of one message has to be told. */
export interface MessageSettings extends Pick<ReaderSettings, 'today'> {
  readonly isReceiving?: IsReceiving | undefined
}

/** Takes the segments of one message in order; closed with its UNT, or with nothing where it was cut. */
export interface MessageReader {
  readonly take: (segment: Segment) => void
  /** Whether any was met so far: behind them only another message begins. */
  readonly hasPersons: () => boolean
  readonly close: (unt?: Segment) => Message
}

/** Opens a PAXLST of any release at its UNH. */
export const openMessage = (
  unh: Segment,
  { today, isReceiving }: MessageSettings,
  reportHere: Report,
  elementSeparator: string
): MessageReader => {
  let isRejected = false
  const report: Report = (code, where) => {
    const finding = reportHere(code, where)
    if (finding.severity === 'reject') isRejected = true
    return finding
  }
  const { draft, take } = walkSegments(today, report, elementSeparator)
  const close = (unt?: Segment): Message => {
    const part = readPart(unh, report)
    const asked = readAsked(draft, report)
    const sorted = closePersons(draft, asked, report)
    const all = draft.flights.map(closeFlight)
    const isMove = asked.function === 'change_of_flight'
    const { former, now: flights } = isMove ? splitFlights(all) : { former: [], now: all }
    const sectorsOf = (those: Message['flights']) => {
      const found = toSectors(those, clues(sorted.persons, isReceiving), report)
      const isBare = found.length === 0 && those.length > 0
      if (isBare && isFlightStatus(asked.function)) report('places_missing')
      return found
    }
    const sectors = sectorsOf(flights)
    if (sectors.length === 0 && needsFlight(asked.function)) report('no_flight')
    checkTotals(draft.totals, sorted, part, report)
    if (!unt) report('truncated')
    return {
      ...identify(unh),
      ...asked,
      ...(part && { part }),
      ...(draft.transaction && { transaction: draft.transaction }),
      ...(draft.party && { reportingParty: draft.party }),
      flights,
      sectors,
      ...(former.length > 0 && { former: { flights: former, sectors: sectorsOf(former) } }),
      ...sorted,
      totals: draft.totals,
      ...(unt && { segmentCount: checkTrailer(unh, unt, report) }),
      isTruncated: !unt,
      isRejected
    }
  }
  return { take, hasPersons: () => draft.persons.length > 0, close }
}

const identify = (unh: Segment) => {
  const [reference, release] = [textAt(unh, 1), codeAt(unh, 2, 3)]
  const [association, commonAccessReference] = [codeAt(unh, 2, 5), textAt(unh, 3)]
  return {
    ...(reference && { reference }),
    ...(release && { release }),
    ...(association && { association }),
    ...(commonAccessReference && { commonAccessReference })
  }
}

const readAsked = ({ bgm, flights }: MessageDraft, report: Report) => {
  const documentCode = bgm && codeAt(bgm, 1)
  const functionCode = bgm && codeAt(bgm, 2)
  const isMasterCrewList = flights.some(flight => flight.isMasterCrewList)
  const asked = readFunction(documentCode, functionCode, isMasterCrewList)
  if (!bgm) report('no_function')
  else if (!asked.isKnown) report('function_unknown', { segment: bgm.number })
  return {
    function: asked.function,
    ...(documentCode && { documentCode }),
    ...(functionCode && { functionCode })
  }
}

const clues = (persons: readonly Person[], isReceiving: IsReceiving | undefined) => ({
  clearances: new Set(persons.flatMap(({ clearance }) => clearance ?? [])),
  ...(isReceiving && { isReceiving })
})

const closePersons = (
  { persons }: MessageDraft,
  asked: Pick<Message, 'function' | 'documentCode'>,
  report: Report
): Sorted => {
  const tooLong = persons.filter(({ segments }) => segments > limits.maxSegmentsPerPerson)
  const ordinals = new Set(tooLong.map(({ ordinal }) => ordinal))
  const isCrewList = asked.function === 'master_crew' || asked.documentCode === crewList
  const closed = persons.map(person => closePerson(person, isCrewList))
  return sortOut(closed, asked.function, report, ({ ordinal }) =>
    ordinals.has(ordinal) ? 'person_too_long' : undefined
  )
}
