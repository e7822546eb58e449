import { limits } from './limits.ts'

/** `reject`: the message is not taken; `person`: one person can not be read, all others are; `warning`: worth knowing. */
export type Severity = 'reject' | 'person' | 'warning'

/** What was odd about a manifest; never what a person's field held. */
export interface Finding {
  readonly severity: Severity
  readonly code: FindingCode
  readonly words: string
  /** Segment in the interchange, UNB being 1. */
  readonly segment?: number
  /** Message in the interchange, the first being 0. */
  readonly message?: number
  /** Person in the message, by the order of NAD groups, the first being 1. */
  readonly person?: number
}

const rejections = {
  too_large: 'the transmission is larger than 2 MiB',
  no_interchange: 'no interchange header (UNB) was found',
  separators_unreadable: 'the separators can not be told: UNA or UNB is damaged',
  too_many_segments: 'more segments than a manifest may have',
  several_interchanges: 'another interchange follows the first: send one at a time',
  too_many_messages: 'more messages than an interchange may have',
  no_message: 'no message header (UNH) was found',
  not_paxlst: 'the message is not a PAXLST',
  no_function: 'no beginning of message (BGM) was found',
  no_flight: 'no flight with a place (TDT, LOC) was found',
  too_many_persons: 'more than 2,000 persons in one message'
} as const

const personErrors = {
  person_without_identity: 'neither a family name nor a document number',
  person_without_reference: 'no name, no document and no reference',
  person_too_long: 'more than 100 segments for one person'
} as const

const warnings = {
  character_set_differs: 'the text is not in the character set that UNB names',
  truncated: 'cut before its end: what is complete was read',
  overlong:
    'a value is longer than 512 characters or an element has too many: the rest was left out',
  segments_glued:
    'a released end of a segment before what looks like the next one: the two were read as one',
  repeated: 'a value is repeated where there can be one only: read as one, as it was sent',
  segment_unknown: 'a segment that is not known here',
  qualifier_unknown: 'a qualifier or code that is not known here',
  misplaced: 'a segment where none of its kind belongs',
  segment_count_differs: 'the number of segments in UNT is wrong',
  message_count_differs: 'the number of messages in UNE or UNZ is wrong',
  person_count_differs: 'the number of persons in CNT differs from those read',
  count_unreadable: 'a count can not be read',
  reference_differs: 'header and trailer name different references',
  part_unreadable: 'the part number can not be read',
  function_unknown: 'the message function is not known: everybody whom it describes is screened',
  too_many_places: 'more than 99 places on one flight: the rest was left out',
  carrier_unknown: 'the carrier of the flight is not given',
  places_missing:
    'a flight without places (LOC): only carrier, number and date tell which is meant',
  sector_incomplete: 'a sector has no beginning or no end',
  departure_unknown: 'the departure date of a sector is not given',
  border_unknown: 'the sector that crosses the border can not be told',
  date_unreadable: 'a date can not be read',
  date_in_future: 'a birth date lies in the future: left out',
  country_unknown: 'a country code is not known',
  country_two_letters: 'a country code has two letters instead of three',
  role_unknown: 'the role of a person is not known',
  passenger_on_crew_list: 'a passenger on a crew list: taken as crew',
  name_missing: 'the family name is missing or a placeholder',
  name_misplaced: 'the name stands in the place of the address',
  name_cut: 'a name of 35 characters may be cut off',
  document_without_number: 'a document without a number',
  too_many_documents: 'more than 10 documents: only the first 10 are compared',
  duplicate_person: 'the same name, birth date and document as an earlier person'
} as const

const catalogue = { reject: rejections, person: personErrors, warning: warnings } as const

/** Names a finding; stable, unlike its words. */
export type FindingCode =
  | keyof typeof rejections
  | keyof typeof personErrors
  | keyof typeof warnings

/** Takes findings as they are made. */
export type Report = (
  code: FindingCode,
  where?: Pick<Finding, 'segment' | 'message' | 'person'>
) => Finding

/** A growing list of findings; warnings beyond the limit are counted, not kept. */
export const collectFindings = () => {
  const list: Finding[] = []
  let warned = 0
  const report: Report = (code, where = {}) => {
    const finding = { ...describe(code), ...where }
    if (finding.severity !== 'warning' || warned++ < limits.maxWarnings) list.push(finding)
    return finding
  }
  return { list, report }
}

const severities = ['reject', 'person', 'warning'] as const
const described = new Map(
  severities.flatMap(severity =>
    Object.entries(catalogue[severity]).map(([code, words]) => [code, { severity, words }] as const)
  )
)

const describe = (code: FindingCode) => ({
  severity: described.get(code)?.severity ?? 'warning',
  code,
  words: described.get(code)?.words ?? ''
})
