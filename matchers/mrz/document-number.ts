import { checkDigitOver, type Span } from './check-digit.ts'
import { isFiller } from './fillers.ts'
import type { CheckedField, Layout } from './layouts.ts'

/** The document number, with the stretches that its check digit covers. */
export interface ReadNumber extends CheckedField {
  readonly value: string
  readonly isRight: boolean
  /** Where the optional data begins after what belongs to the number. */
  readonly optionalFrom: number
  /** Set where the number may as well end before the optional data. */
  readonly short?: string
}

/**
 * The number of the document. One that is longer than its nine places goes on in the optional data:
 *
 *   I<UTOD23145890<XYZ5<<<<<<<<<<<  →  D23145890XYZ, check digit 5
 */
export const readNumber = (zone: string, layout: Layout): ReadNumber => {
  const { spans, digit } = layout.number
  const optionalFrom = layout.optional[0]?.[0] ?? 0
  const [from, to] = spans[0] ?? noSpan
  const long =
    layout.longNumber !== 'never' && isFiller(zone, digit) && !isFiller(zone, to - 1)
      ? readLongNumber(zone, layout, [from, to])
      : undefined
  if (long) return long
  const isRight = checkHolds(zone, layout.number)
  return { value: numberIn(zone, spans), spans, digit, isRight, optionalFrom }
}

const readLongNumber = (zone: string, layout: Layout, [from, to]: Span): ReadNumber | undefined => {
  const [start, end] = layout.optional[0] ?? noSpan
  let next = start
  while (next < end && !isFiller(zone, next)) next++
  if (next - start < 2) return undefined
  const digit = next - 1
  const rest: Span = [start, digit]
  // By the standard the filler in the place of the check digit is skipped; some issuers include it.
  const ways = [
    { spans: [[from, to], rest] as const, digit },
    { spans: [[from, to + 1], rest] as const, digit }
  ]
  const right = ways.find(way => checkHolds(zone, way))
  if (!right && layout.longNumber === 'tolerated') return undefined
  const { spans } = right ?? ways[0] ?? layout.number
  const read = {
    value: numberIn(zone, spans),
    spans,
    digit,
    isRight: right !== undefined,
    // One filler ends the number.
    optionalFrom: Math.min(next + 1, end)
  }
  return right ? read : { ...read, short: numberIn(zone, [[from, to]]) }
}

/** The text without the fillers that stand for blanks, hyphens and nothing. */
const numberIn = (zone: string, spans: readonly Span[]): string => {
  const text =
    spans.length === 1 ? sliceOf(zone, spans[0]) : spans.map(span => sliceOf(zone, span)).join('')
  return text.includes('<') ? text.replace(fillers, '') : text
}

/** The characters of one stretch. */
export const sliceOf = (zone: string, [from, to]: Span = noSpan): string => zone.slice(from, to)

/** Whether the check digit is right as read; that of an empty field may be a filler. */
export const checkHolds = (zone: string, { spans, digit }: CheckedField): boolean => {
  if (isFiller(zone, digit)) return spans.every(([from, to]) => isEmpty(zone, from, to))
  return zone.charCodeAt(digit) - 48 === checkDigitOver(zone, spans)
}

/** Whether a field that is not empty has the right check digit; that of an empty one proves nothing. */
export const isProven = (zone: string, field: CheckedField): boolean =>
  checkHolds(zone, field) && !field.spans.every(([from, to]) => isEmpty(zone, from, to))

const isEmpty = (zone: string, from: number, to: number): boolean => {
  for (let i = from; i < to; i++) if (!isFiller(zone, i)) return false
  return true
}

const noSpan: Span = [0, 0]
const fillers = /</g
