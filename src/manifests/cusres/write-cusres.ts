import type { Authority, BoardingDecision, MissingItem } from '../authority.ts'
import { advice, writeSegment } from '../edifact/write-segments.ts'

/** A reply to one manifest, an unsolicited change, or the acknowledgement of one. */
export interface Reply {
  readonly kind: 'reply' | 'status_change' | 'acknowledgement'
  readonly sender: Address
  readonly recipient: Address
  /** `2026-03-01T06:01`, in the authority's time. */
  readonly prepared: string
  /** Of the interchange: unique for the sender. */
  readonly reference: string
  readonly application?: string
  readonly commonAccessReference?: string
  /** The sender's own (RFF TN), by which the carrier knows what is answered. */
  readonly transaction?: string
  readonly flight?: ReplyFlight
  /** About each person; or about the message as a whole, when it could not be processed. */
  readonly about: { readonly persons: readonly PersonReply[] } | 'message_not_processed'
  readonly isTest?: boolean
}

/** A party of the interchange, as UNB names it. */
export interface Address {
  readonly id: string
  readonly qualifier?: string
}

/** The flight that is answered, as the carrier named it. */
export interface ReplyFlight {
  readonly designator: string
  readonly from?: string
  readonly to?: string
  /** Local times, `2026-03-01T10:15`. */
  readonly departs?: string
  readonly arrives?: string
}

/** The decision about one person, by the references that the carrier gave. */
export interface PersonReply {
  readonly locator?: string
  readonly reference?: string
  readonly decision: BoardingDecision
  readonly missing?: MissingItem
}

/** The directory allows so many persons in one message. */
const maxPersons = 99

/** Writes an interchange with one CUSRES for every 99 persons, in the authority's codes and words. */
export const writeCusres = (reply: Reply, authority: Authority): string => {
  const batches = inBatches(reply.about)
  const messages = batches.map((batch, at) =>
    writeMessage(reply, authority, batch, at, batches.length)
  )
  const body = messages.join('')
  const [date, time] = [reply.prepared.slice(2, 10).replaceAll('-', ''), timeOf(reply.prepared)]
  const addresses = [addressOf(reply.sender), addressOf(reply.recipient), [date, time]] as const
  const count = String(messages.length)
  const grouped = authority.group
    ? [
        writeSegment('UNG', 'CUSRES', ...addresses, '1', 'UN', ['D', authority.release]),
        body,
        writeSegment('UNE', count, '1')
      ].join('')
    : body
  const syntax = /^[ -~]*$/.test(JSON.stringify(reply)) ? 'UNOA' : 'UNOY'
  const test = reply.isTest ? ['', '', '', '1'] : []
  return [
    advice,
    writeSegment(
      'UNB',
      [syntax, '4'],
      ...addresses,
      reply.reference,
      '',
      reply.application,
      ...test
    ),
    grouped,
    writeSegment('UNZ', authority.group ? '1' : count, reply.reference)
  ].join('')
}

const codes = { reply: '962', status_change: '132', acknowledgement: '312' } as const

type Batch = readonly PersonReply[] | 'message_not_processed'

const inBatches = (about: Reply['about']): readonly Batch[] => {
  if (about === 'message_not_processed') return [about]
  const { persons } = about
  const count = Math.max(1, Math.ceil(persons.length / maxPersons))
  return Array.from({ length: count }, (_, at) =>
    persons.slice(at * maxPersons, (at + 1) * maxPersons)
  )
}

const writeMessage = (
  reply: Reply,
  authority: Authority,
  batch: Batch,
  at: number,
  total: number
): string => {
  const number = String(at + 1)
  const reference = `R${number.padStart(3, '0')}`
  const flag = at === total - 1 ? 'F' : at === 0 ? 'C' : undefined
  const type = ['CUSRES', 'D', authority.release, 'UN', 'IATA']
  const part = [number.padStart(2, '0'), flag]
  const segments = [
    writeSegment('UNH', reference, type, reply.commonAccessReference, part),
    writeSegment('BGM', codes[reply.kind]),
    ...(reply.transaction ? [writeSegment('RFF', ['TN', reply.transaction])] : []),
    ...(batch === 'message_not_processed'
      ? answer('1', authority.headerError)
      : [
          ...(reply.flight ? writeFlight(reply.flight) : []),
          ...batch.flatMap(person => writePerson(person, authority, reply.kind))
        ])
  ]
  return [...segments, writeSegment('UNT', String(segments.length + 1), reference)].join('')
}

const writeFlight = ({
  designator,
  departs,
  arrives,
  from,
  to
}: ReplyFlight): readonly string[] => [
  writeSegment('RFF', ['AF', designator]),
  ...(departs ? [writeTime('189', departs)] : []),
  ...(arrives ? [writeTime('232', arrives)] : []),
  ...(from ? [writeSegment('LOC', '125', from)] : []),
  ...(to ? [writeSegment('LOC', '87', to)] : [])
]

const writePerson = (
  { locator, reference, decision, missing }: PersonReply,
  authority: Authority,
  kind: Reply['kind']
): readonly string[] => {
  const { code, text } = authority.answers[decision]
  const said = decision === 'insufficient_data' && missing ? authority.missing[missing] : undefined
  const references = [
    ...(locator ? [writeSegment('RFF', ['AVF', locator])] : []),
    ...(reference ? [writeSegment('RFF', ['ABO', reference])] : [])
  ]
  // Only replies carry words: a status change and its acknowledgement are compared by machines.
  const words = kind === 'reply' ? (said ? `${text} - ${said}` : text) : undefined
  return answer('2', words ? { code, text: words } : { code }, references)
}

/** `2` is about one person, `1` about the whole message. */
const answer = (
  level: '1' | '2',
  { code, text }: { readonly code: string; readonly text?: string },
  references: readonly string[] = []
): readonly string[] => [
  writeSegment('ERP', level),
  ...references,
  writeSegment('ERC', code),
  ...(text ? [writeSegment('FTX', 'AAP', '', '', text)] : [])
]

const addressOf = ({ id, qualifier }: Address) => [id, qualifier]

const timeOf = (local: string) => local.slice(11, 16).replace(':', '')

const writeTime = (qualifier: string, local: string) => {
  const time = timeOf(local)
  const date = local.slice(2, 10).replaceAll('-', '')
  return writeSegment('DTM', [qualifier, `${date}${time}`, time ? '201' : '101'])
}
