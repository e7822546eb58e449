import { decodeSegments, decodeText, isAscii } from '../edifact/character-set.ts'
import { codeAt, type Segment } from '../edifact/segment.ts'
import {
  findInterchange,
  type InterchangeStart,
  mentionsInterchange
} from '../edifact/service-characters.ts'
import { type Ending, tokenize } from '../edifact/tokenize.ts'
import { collectFindings, type Report } from '../findings.ts'
import { limits } from '../limits.ts'
import type { Manifest } from '../manifest.ts'
import type { ReaderSettings } from '../reader-settings.ts'
import { openEnvelope } from './envelope.ts'

/** What a reader of PAXLST has to be told. */
export interface PaxlstSettings extends ReaderSettings {
  /** It came as text, and its bytes are UTF-8 whatever UNB names. */
  readonly isText?: boolean
}

/**
 * Reads a PAXLST transmission as it was received, with whatever a relay put around it. Never throws: what is wrong is a
 * finding. A message that is marked rejected is not to be taken; nor is a manifest without any other.
 */
export const readPaxlst = (bytes: Uint8Array, settings: PaxlstSettings): Manifest => {
  const { list: findings, report } = collectFindings()
  const unread = { format: 'paxlst', messages: [], findings } as const
  if (bytes.byteLength > limits.maxBytes) {
    report('too_large')
    return unread
  }
  // One character a byte: separators are ASCII, and offsets stay those of the bytes.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const start = findInterchange(text)
  if (!start) {
    report(mentionsInterchange(text) ? 'separators_unreadable' : 'no_interchange')
    return unread
  }
  const envelope = openEnvelope(start.characters, settings, report)
  const ending = isAscii(text, start.at)
    ? tokenize(text, start, envelope.take)
    : tokenizeDecoded(text, start, envelope.take, report, settings)
  const { interchange, messages, interchanges, isTooLong } = envelope.close(ending.hasTrailer)
  const isRepeated = interchanges > 1 || findInterchange(text, ending.at) !== undefined
  if (isRepeated) report('several_interchanges')
  if (ending.isTooLong) report('too_many_segments')
  if (isTooLong) report('too_many_messages')
  if (isRepeated || ending.isTooLong || isTooLong) return { ...unread, interchange }
  return { format: 'paxlst', interchange, messages, findings }
}

/** As `tokenize`; which character set it is only the whole text tells. */
const tokenizeDecoded = (
  text: string,
  start: InterchangeStart,
  take: (segment: Segment) => void,
  report: Report,
  { isText = false }: PaxlstSettings
): Ending => {
  const raw: Segment[] = []
  const ending = tokenize(text, start, segment => raw.push(segment))
  const declared = raw[0] && codeAt(raw[0], 1)
  const { segments, isAsDeclared } = (isText ? decodeText : decodeSegments)(raw, declared)
  if (!isAsDeclared) report('character_set_differs')
  for (const segment of segments) take(segment)
  return ending
}
