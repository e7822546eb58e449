import { collectFindings, type Report } from './findings.ts'
import type { JsonManifest } from './json-manifest.ts'
import type { Manifest, Message } from './manifest.ts'
import { needsFlight } from './message-function.ts'
import { readJsonPerson } from './read-json-person.ts'
import type { ReaderSettings } from './reader-settings.ts'
import { comesIn, type IsReceiving } from './receiving-state.ts'
import type { Flight, Sector } from './sector.ts'
import { sortOut } from './sort-out.ts'

/** A manifest in JSON, already checked against its schema, as the same manifest that a PAXLST gives. */
export const readJsonManifest = (
  json: JsonManifest,
  { today, receivingFor }: ReaderSettings
): Manifest => {
  const { list: findings, report } = collectFindings()
  const { sender, recipient, reference, prepared, test = false } = json
  const reportHere: Report = (code, where) => report(code, { message: 0, ...where })
  return {
    format: 'json',
    interchange: {
      sender,
      reference,
      isTest: test,
      ...(recipient && { recipient }),
      ...(prepared && { prepared })
    },
    messages: [readMessage(json, today, reportHere, receivingFor?.(recipient))],
    findings
  }
}

const readMessage = (
  json: JsonManifest,
  today: string,
  report: Report,
  isReceiving: IsReceiving | undefined
): Message => {
  const isMove = json.function === 'change_of_flight'
  const formerLegs = (isMove && json.formerLegs) || []
  if (json.formerLegs && !isMove) report('misplaced')
  const { legs, commonAccessReference, transaction, reportingParty, part, totals = {} } = json
  const all = json.persons.map((person, at) => readJsonPerson(person, at + 1, today, report))
  const isRejected = legs.length === 0 && needsFlight(json.function)
  if (isRejected) report('no_flight')
  return {
    function: json.function,
    ...(commonAccessReference && { commonAccessReference }),
    ...(transaction && { transaction }),
    ...(part && {
      part: { number: part.number, isFirst: part.number === 1, isFinal: part.final }
    }),
    ...(reportingParty && { reportingParty: { names: [], contacts: [], ...reportingParty } }),
    flights: legs.map(toFlight),
    sectors: toSectors(legs, report, isReceiving),
    ...(formerLegs.length > 0 && {
      former: {
        flights: formerLegs.map(toFlight),
        sectors: toSectors(formerLegs, report, isReceiving)
      }
    }),
    ...sortOut(all, json.function, report),
    totals,
    isTruncated: false,
    isRejected
  }
}

type JsonLeg = JsonManifest['legs'][number]

const identify = ({ mode, carrier, number }: JsonLeg) => ({
  mode,
  designator: `${carrier}${number}`,
  carrier: carrier.trim().toUpperCase(),
  number: number
    .trim()
    .toUpperCase()
    .replace(/^0+(?=\d)/, '')
})

const toFlight = (leg: JsonLeg): Flight => ({
  ...identify(leg),
  sentCarrier: leg.carrier,
  points: []
})

const toSectors = (
  legs: readonly JsonLeg[],
  report: Report,
  isReceiving: IsReceiving | undefined
): readonly Sector[] => {
  const said = legs.filter(({ border }) => border)
  const told = said[0] ?? (isReceiving && legs.find(leg => comesIn(placesOf(leg), isReceiving)))
  if (legs.length > 1 && (said.length > 1 || !told)) report('border_unknown')
  const crossing = told ?? legs.at(-1)
  return legs.map(leg => ({
    ...identify(leg),
    ...placesOf(leg),
    departs: { sent: leg.departs, local: leg.departs },
    ...(leg.arrives && { arrives: { sent: leg.arrives, local: leg.arrives } }),
    isOverflight: leg.overflight ?? false,
    isBorder: leg === crossing
  }))
}

const placesOf = ({ from, to }: JsonLeg) => ({
  from: from.trim().toUpperCase(),
  to: to.trim().toUpperCase()
})
