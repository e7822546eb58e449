import { codeAt, joinRepeats, type Segment, textAt } from '../edifact/segment.ts'
import type { ServiceCharacters } from '../edifact/service-characters.ts'
import type { Report } from '../findings.ts'
import { limits } from '../limits.ts'
import type { Interchange, Message } from '../manifest.ts'
import type { ReaderSettings } from '../reader-settings.ts'
import { readCount } from './check-counts.ts'
import { readInterchange } from './read-interchange.ts'
import { type MessageReader, openMessage } from './read-message.ts'

/** What an interchange held. */
export interface Enveloped {
  readonly interchange: Interchange
  readonly messages: readonly Message[]
  /** Headers met: more than one when two transmissions ran into each other. */
  readonly interchanges: number
  /** More messages than the limit: the rest was not read. */
  readonly isTooLong: boolean
}

/** Takes the segments of an interchange in order: each message goes to a reader, the envelope's own counts are compared. */
export const openEnvelope = (
  characters: ServiceCharacters,
  { today, receivingFor }: ReaderSettings,
  report: Report
): {
  readonly take: (segment: Segment) => void
  readonly close: (hasTrailer: boolean) => Enveloped
} => {
  const messages: Message[] = []
  const headers: Segment[] = []
  let open: MessageReader | undefined
  let [groups, inGroup, begun] = [0, 0, 0]
  let group: Segment | undefined

  const closeMessage = (last?: Segment) => {
    if (open) messages.push(open.close(last))
    open = undefined
  }
  const checkTrailer = (trailer: Segment, count: number, header: Segment | undefined) => {
    const where = { segment: trailer.number }
    if (readCount(trailer, 1) !== count) report('message_count_differs', where)
    if (header && textAt(trailer, 2) !== textAt(header, 5)) report('reference_differs', where)
  }
  const begin = (first: Segment) => {
    const message = begun++
    inGroup++
    if (message >= limits.maxMessages) return
    const reportHere: Report = (code, where) => report(code, { message, ...where })
    const fault = first.tag !== 'UNH' ? 'no_message' : isPaxlst(first) ? undefined : 'not_paxlst'
    if (fault) {
      reportHere(fault, { segment: first.number })
      open = refuse(fault === 'not_paxlst' ? textAt(first, 1) : undefined)
      return
    }
    const isReceiving = receivingFor?.(readInterchange(headers, characters).recipient)
    open = openMessage(first, { today, isReceiving }, reportHere, characters.element)
  }
  const take = (sent: Segment) => {
    const segment = joinRepeats(sent, characters.repetition, repeating[sent.tag])
    if (segment !== sent) report('repeated', { segment: sent.number })
    switch (segment.tag) {
      case 'UNT':
        return closeMessage(segment)
      case 'UNH':
        closeMessage()
        return begin(segment)
      case 'UNB':
        closeMessage()
        return void headers.push(segment)
      case 'UNG':
        closeMessage()
        ;[groups, inGroup, group] = [groups + 1, 0, segment]
        return void headers.push(segment)
      case 'UNE':
        closeMessage()
        return checkTrailer(segment, inGroup, group)
      case 'UNZ':
        closeMessage()
        return checkTrailer(segment, groups || begun, headers[0])
      default:
        if (segment.tag === 'BGM' && open?.hasPersons()) closeMessage()
        if (!open && withoutHeader.has(segment.tag)) begin(segment)
        open?.take(segment)
    }
  }
  const close = (hasTrailer: boolean) => {
    closeMessage()
    if (begun === 0) report('no_message')
    if (!hasTrailer && !messages.at(-1)?.isTruncated) report('truncated')
    const interchange = readInterchange(headers, characters)
    return {
      interchange,
      messages,
      interchanges: headers.filter(({ tag }) => tag === 'UNB').length,
      isTooLong: begun > limits.maxMessages
    }
  }
  return { take, close }
}

/** What stands in no other place than a message: where none is open, its header was lost on the way. */
const withoutHeader = new Set(['BGM', 'NAD'])

/** The elements that may repeat: nationalities, references. */
const repeating: Readonly<Record<string, number>> = { NAT: 2, RFF: 1 }

const isPaxlst = (unh: Segment) => codeAt(unh, 2) === 'PAXLST'

/** A message that is not read. */
const refuse = (reference: string | undefined): MessageReader => ({
  take: () => undefined,
  hasPersons: () => false,
  close: last => ({
    ...(reference && { reference }),
    function: 'passengers',
    flights: [],
    sectors: [],
    persons: [],
    unreadable: [],
    totals: {},
    isTruncated: last === undefined,
    isRejected: true
  })
})
