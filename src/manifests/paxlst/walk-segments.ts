import { codeAt, type Segment, textAt } from '../edifact/segment.ts'
import type { Report } from '../findings.ts'
import { limits } from '../limits.ts'
import type { ReportingParty, Totals } from '../manifest.ts'
import { addTotal } from './check-counts.ts'
import { openParty, readContacts } from './party.ts'
import { openPerson, type PersonDraft } from './person-draft.ts'
import { addToPerson } from './person-segments.ts'
import { addToFlight, type FlightDraft, openFlight } from './read-flight.ts'

/** A message while its segments are read. */
export interface MessageDraft {
  bgm?: Segment
  transaction?: string
  party?: ReportingParty
  totals: Totals
  readonly flights: FlightDraft[]
  readonly persons: PersonDraft[]
}

/**
 * Takes the segments between UNH and UNT with three pointers, not by a grammar that practice breaks:
 *
 *   BGM RFF │ NAD+MS COM │ TDT LOC DTM LOC DTM │ NAD+FL ATT DTM … DOC DTM LOC │ NAD+FL … │ CNT
 *   header  │   party    │       flight        │    person   …   document     │ person   │
 */
export const walkSegments = (
  today: string,
  report: Report,
  elementSeparator: string
): { readonly draft: MessageDraft; readonly take: (segment: Segment) => void } => {
  const draft: MessageDraft = { totals: {}, flights: [], persons: [] }
  let flight: FlightDraft | undefined
  let person: PersonDraft | undefined
  let isFull = false

  const openNamed = (nad: Segment) => {
    person = undefined
    const isTraveller = opensPerson(nad, draft.flights.length > 0)
    if (!isTraveller) {
      if (draft.persons.length > 0) flight = undefined
      draft.party = openParty(nad, draft.party)
    } else if (draft.persons.length < limits.maxPersons) {
      const ordinal = draft.persons.length + 1
      person = openPerson(nad, ordinal, (code, segment) =>
        report(code, { segment, person: ordinal })
      )
      draft.persons.push(person)
    } else {
      isFull = true
      report('too_many_persons', { segment: nad.number })
    }
  }
  const takeOther = (segment: Segment) => {
    const { tag } = segment
    if (tag === 'BGM') draft.bgm ??= segment
    else if (tag === 'RFF') takeReference(draft, segment)
    else if (tag === 'COM' && draft.party) {
      draft.party = readContacts(segment, draft.party, elementSeparator)
    } else if (!(flight ? addToFlight(flight, segment, report) : ofHeader.has(tag))) {
      report('misplaced', { segment: segment.number })
    }
  }
  const take = (segment: Segment) => {
    if (isFull) return
    const { tag } = segment
    if (segment.isOverlong) report('overlong', { segment: segment.number })
    if (tag === 'NAD') openNamed(segment)
    else if (tag === 'CNT' || tag === 'AUT') {
      person = flight = undefined
      if (tag === 'CNT') draft.totals = addTotal(draft.totals, segment, report)
    } else if (tag === 'TDT' && (!person || draft.flights.length === 0)) {
      flight = openFlight(segment, report)
      draft.flights.push(flight)
      person = undefined
    } else if (!person) takeOther(segment)
    else if (++person.segments <= limits.maxSegmentsPerPerson) addToPerson(person, segment, today)
    if (segment.isGlued) report('segments_glued', { segment: segment.number })
  }
  return { draft, take }
}

/** What may stand in a header or after the reporting party without a meaning here. */
const ofHeader = new Set(['DTM', 'LOC', 'CTA', 'COM'])
const travellers = new Set(['FL', 'FM', 'DDU', 'DDT'])

const opensPerson = (nad: Segment, hasFlight: boolean) => {
  const role = codeAt(nad, 1) ?? ''
  return travellers.has(role) || (hasFlight && role !== 'MS')
}

const takeReference = (draft: MessageDraft, rff: Segment) => {
  const transaction = textAt(rff, 1, 2)
  if (codeAt(rff, 1) === 'TN' && transaction) draft.transaction ??= transaction
}
