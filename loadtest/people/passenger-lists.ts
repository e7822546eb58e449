import { advice, writeSegment } from '#src/manifests/edifact/write-segments.ts'
import { crossings } from './crossings.ts'
import { createRandom } from './random.ts'
import type { ListedEntry, SyntheticTraveller } from './types.ts'

/** Which lists: how long, from which carrier, with which persons. */
export interface PassengerListsOptions {
  readonly seed: number
  /** The listed persons and documents of whom some travel. */
  readonly entries: readonly ListedEntry[]
  /** The fewest and the most persons of a list. */
  readonly persons: readonly [fewest: number, most: number]
  /** Tells the lists of one measurement from those of another. */
  readonly carrier: string
}

/** A list as its carrier sends it, and how many persons are on it. */
export interface PassengerList {
  readonly paxlst: string
  readonly persons: number
}

/** Passenger lists of flights that do not exist, without end; a few per thousand persons are listed. */
export function* passengerLists({
  seed,
  entries,
  persons: [fewest, most],
  carrier
}: PassengerListsOptions): Generator<PassengerList, never> {
  const random = createRandom(seed, `passenger lists ${carrier}`)
  const people = crossings({ seed, entries, startsAt: '2026-11-22T00:00:00Z' })
  for (let serial = 1; ; serial += 1) {
    const persons = fewest + Math.floor(random.fraction() * (most - fewest + 1))
    const travellers = Array.from({ length: persons }, () => people.next().value.event.traveller)
    yield { paxlst: writeList(travellers, carrier, serial), persons }
  }
}

const writeList = (travellers: readonly SyntheticTraveller[], carrier: string, serial: number) => {
  const reference = String(serial)
  const flight = `${carrier}${(serial % 9_000) + 1}`
  const body = [
    writeSegment('UNH', 'P1', ['PAXLST', 'D', '05B', 'UN', 'IATA'], `${flight}/${serial}`, [
      '01',
      'F'
    ]),
    writeSegment('BGM', '745'),
    writeSegment('RFF', ['TN', reference]),
    writeSegment('TDT', '20', flight, '', '', carrier),
    writeSegment('LOC', '125', 'OSL'),
    writeSegment('DTM', ['189', '2611220955', '201']),
    writeSegment('LOC', '87', 'LIS'),
    writeSegment('DTM', ['232', '2611221240', '201']),
    ...travellers.flatMap((traveller, at) => writePerson(traveller, at + 1)),
    writeSegment('CNT', ['42', String(travellers.length)])
  ]
  return [
    advice,
    writeSegment(
      'UNB',
      ['UNOY', '4'],
      [`${carrier}AIR`, 'ZZ'],
      ['UTOAPIS', 'ZZ'],
      ['261122', '0712'],
      reference,
      '',
      'APIS'
    ),
    ...body,
    writeSegment('UNT', String(body.length + 1), 'P1'),
    writeSegment('UNZ', '1', reference)
  ].join('')
}

const writePerson = (
  { names: [name], birthDate, sex, nationalities, documents }: SyntheticTraveller,
  ordinal: number
) => [
  writeSegment('NAD', 'FL', '', '', [
    name?.family ?? name?.full ?? name?.given,
    name?.family ? name.given : undefined
  ]),
  ...(sex ? [writeSegment('ATT', '2', '', sex)] : []),
  ...(birthDate?.length === 10
    ? [writeSegment('DTM', ['329', birthDate.replaceAll('-', ''), '102'])]
    : []),
  ...(nationalities ?? []).map(state => writeSegment('NAT', '2', state)),
  // Every third person travels alone, the others in threes.
  writeSegment('RFF', ['AVF', `L${Math.floor(ordinal / 3)}`]),
  writeSegment('RFF', ['ABO', `P${ordinal}`]),
  ...(documents ?? []).flatMap(({ type, number, issuer }) => [
    writeSegment('DOC', type, number),
    writeSegment('LOC', '91', issuer)
  ])
]
