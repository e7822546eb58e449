import type { Call } from './call.ts'
import type { Someone } from './someone.ts'

interface Listed {
  readonly person?: Someone
  /** Segments instead of those of the person. */
  readonly segments?: readonly string[]
}

/** What differs from a passenger list of one part for one flight. */
export interface ListOptions {
  readonly reference?: string
  readonly sender?: string
  readonly recipient?: string
  readonly bgm?: string
  /** Of the flight. */
  readonly number?: string
  /** Places and times instead of those from OSL to LIS. */
  readonly places?: readonly string[]
  /** Of the flight that persons are moved from. */
  readonly former?: string
  readonly part?: string
  readonly count?: number
}

/** A person as a carrier describes them. */
export const segmentsOf = (
  { family, given, birthDate, number }: Someone,
  reference: string
): readonly string[] => [
  `NAD+FL+++${family}:${given}`,
  `DTM+329:${birthDate.slice(2).replaceAll('-', '')}`,
  `RFF+AVF:LOC${reference}`,
  `RFF+ABO:${reference}`,
  `DOC+P:110:111+${number}`,
  'LOC+91+UTO'
]

const usualPlaces = [
  'LOC+125+OSL',
  'DTM+189:2611220955:201',
  'LOC+87+LIS',
  'DTM+232:2611221240:201'
]

const flightSegments = (number: string, places: readonly string[] = usualPlaces) => [
  `TDT+20+YY${number}+++YY`,
  ...places
]

/** A PAXLST of these people, as one line. */
export const passengerList = (
  listed: readonly (Someone | Listed)[],
  {
    reference = '4711',
    sender = 'YYAIR',
    recipient = 'UTOAPIS',
    bgm = 'BGM+745',
    number = '212',
    places,
    former,
    part = '01:F',
    count = listed.length
  }: ListOptions = {}
): string => {
  const persons = listed.flatMap((one, at) =>
    'segments' in one && one.segments
      ? one.segments
      : segmentsOf('family' in one ? one : (one.person as Someone), `YY${at + 1}`)
  )
  const body = [
    `UNH+P1+PAXLST:D:05B:UN:IATA+YY${number}/261122/0955+${part}`,
    bgm,
    `RFF+TN:TN${reference}`,
    ...(former ? flightSegments(former) : []),
    ...flightSegments(number, places),
    ...persons,
    `CNT+42:${count}`
  ]
  return [
    `UNB+UNOA:4+${sender}:ZZ+${recipient}:ZZ+261122:0712+${reference}++APIS`,
    ...body,
    `UNT+${body.length + 1}+P1`,
    `UNZ+1+${reference}`,
    ''
  ].join("'")
}

/** Posts a manifest: text goes as EDIFACT, an object as JSON. */
export const sendManifest = (
  call: Call,
  manifest: string | object,
  { accept = 'application/json', query = '' } = {}
) =>
  call('POST', `/v1/manifests${query}`, manifest, {
    accept,
    'content-type': typeof manifest === 'string' ? 'application/edifact' : 'application/json'
  })
