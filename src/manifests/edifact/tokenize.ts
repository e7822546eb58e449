import { limits } from '../limits.ts'
import type { Element, Segment } from './segment.ts'
import type { InterchangeStart } from './service-characters.ts'

/** How an interchange ends. */
export interface Ending {
  /** Offset behind the last whole segment. */
  readonly at: number
  readonly hasTrailer: boolean
  /** More segments than the limit: the rest was not read. */
  readonly isTooLong: boolean
}

/**
 * Splits an interchange into segments, elements and components in one pass, handing each segment on as it is read. Line
 * breaks and other control characters are no data unless they separate; what lies behind UNZ is not read; a segment
 * without its terminator is left out.
 */
export const tokenize = (
  text: string,
  { at, characters }: InterchangeStart,
  take: (segment: Segment) => void
): Ending => {
  const component = codeOf(characters.component)
  const element = codeOf(characters.element)
  const terminator = codeOf(characters.terminator)
  const release = codeOf(characters.release)
  const repetition = codeOf(characters.repetition)
  let draft = startSegment()
  let count = 0
  let from = at
  let segmentAt = at
  let isPlain = true

  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x40 && code < 0x5b) continue // capitals, which separate nothing
    if (code === release) {
      isPlain = false
      const released = skipControls(text, i + 1)
      const isGlued =
        text.charCodeAt(released) === terminator && beginsAt(text, released + 1, element)
      if (isGlued) draft.isGlued = true
      // The end of a segment that was released by mistake is one: the next segment begins behind it.
      else i = released
      continue
    }
    const isEnd =
      code === component || code === element || code === terminator || code === repetition
    if (!isEnd) {
      if (code < 0x20) isPlain = false
      continue
    }
    addComponent(draft, isPlain ? text.slice(from, i) : unwrap(text, from, i, release))
    from = i + 1
    isPlain = true
    if (code === component) continue
    endElement(draft)
    draft.isRepetition = code === repetition
    if (code !== terminator) continue
    const segment = endSegment(draft, count + 1, skipControls(text, segmentAt, 0x20))
    draft = startSegment()
    segmentAt = from
    if (segment === undefined) continue
    count++
    take(segment)
    if (segment.tag === 'UNZ') return { at: from, hasTrailer: true, isTooLong: false }
    if (count === limits.maxSegments) return { at: from, hasTrailer: false, isTooLong: true }
  }
  return { at: segmentAt, hasTrailer: false, isTooLong: false }
}

const none = -1
const codeOf = (character: string | undefined) => character?.charCodeAt(0) ?? none

const skipControls = (text: string, from: number, last = 0x1f) => {
  let at = from
  while (at < text.length && text.charCodeAt(at) <= last) at++
  return at
}

/** Whether another segment begins there, so that the end of the one before was released by mistake. */
const beginsAt = (text: string, from: number, element: number) => {
  const at = skipControls(text, from, 0x20)
  return tags.has(text.slice(at, at + 3)) && text.charCodeAt(at + 3) === element
}

const tags = new Set(
  'UNH BGM RFF DTM NAD CTA COM TDT LOC ATT MEA GEI FTX EMP NAT DOC CPI CNT AUT UNT UNZ'.split(' ')
)

/** A value without the line breaks of a relay and with its release characters undone. */
const unwrap = (text: string, from: number, to: number, release: number) => {
  let value = ''
  for (let i = from; i < to && value.length <= limits.maxComponentLength; i++) {
    if (text.charCodeAt(i) === release) {
      i = skipControls(text, i + 1)
      if (i < to) value += text.charAt(i)
    } else if (text.charCodeAt(i) >= 0x20) value += text.charAt(i)
  }
  return value
}

interface Draft {
  /** The first is the tag. */
  readonly elements: Element[]
  /** The component that was read last, and those before it in the same element. */
  last: string | undefined
  before: string[] | undefined
  repeats: Map<number, Element[]> | undefined
  isRepetition: boolean
  isOverlong: boolean
  isGlued: boolean
}

const startSegment = (): Draft => ({
  elements: [],
  last: undefined,
  before: undefined,
  repeats: undefined,
  isRepetition: false,
  isOverlong: false,
  isGlued: false
})

const addComponent = (draft: Draft, value: string) => {
  const isLong = value.length > limits.maxComponentLength
  const isFull = draft.before !== undefined && draft.before.length >= limits.maxElements
  if (isLong || isFull) draft.isOverlong = true
  if (isFull) return
  if (draft.last !== undefined) {
    draft.before ??= []
    draft.before.push(draft.last)
  }
  draft.last = isLong ? value.slice(0, limits.maxComponentLength) : value
}

const endElement = (draft: Draft) => {
  const { elements, before, last = '' } = draft
  draft.before = undefined
  draft.last = undefined
  const at = elements.length - 1
  const siblings = draft.isRepetition ? (draft.repeats?.get(at) ?? []) : elements
  if (siblings.length > limits.maxElements) {
    draft.isOverlong = true
    return
  }
  before?.push(last)
  siblings.push(before ?? last)
  if (draft.isRepetition) {
    draft.repeats ??= new Map()
    draft.repeats.set(at, siblings)
  }
}

/** The finished segment; undefined when nothing stood between two terminators. */
const endSegment = (draft: Draft, number: number, at: number): Segment | undefined => {
  const { elements, repeats, isOverlong, isGlued } = draft
  const [tagged = ''] = elements
  const tag = (typeof tagged === 'string' ? tagged : (tagged[0] ?? '')).trim().toUpperCase()
  if (tag === '' && elements.length === 1) return undefined
  const segment = { tag, number, at, elements }
  if (!repeats && !isOverlong && !isGlued) return segment
  return {
    ...segment,
    ...(repeats && { repeats }),
    ...(isOverlong && { isOverlong }),
    ...(isGlued && { isGlued })
  }
}
