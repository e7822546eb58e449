import { checkDigitOver, type Span } from './check-digit.ts'
import { isFiller } from './fillers.ts'
import type { Layout } from './layouts.ts'
import { resemblesFiller } from './lookalikes.ts'

/**
 * The zone with its ends of fields put right where fillers were read as K, C, E or L:
 *
 *   ERIKSSON<<ANNA<MARIA<<<<<<KKC<<  →  ERIKSSON<<ANNA<MARIA<<<<<<<<<<<
 *
 * Nothing is changed that would break a composite check digit that holds.
 */
export const cleanFillers = (zone: string, layout: Layout): string => {
  let result = zone
  for (const span of [layout.family, layout.given, ...layout.optional]) {
    if (!span) continue
    const from = misreadFrom(zone, span, span === layout.family && !layout.given)
    if (from < 0) continue
    const cleaned = result.slice(0, from) + '<'.repeat(span[1] - from) + result.slice(span[1])
    if (!compositeHolds(result, layout) || compositeHolds(cleaned, layout)) result = cleaned
  }
  return result
}

const compositeHolds = (zone: string, { composite }: Layout): boolean =>
  composite !== undefined &&
  zone.charCodeAt(composite.digit) - 48 === checkDigitOver(zone, composite.spans)

/** Where the misread fillers at the end of the field begin; -1 when there are none. */
const misreadFrom = (zone: string, [from, to]: Span, isName: boolean): number => {
  let end = to
  while (end > from && isFiller(zone, end - 1)) end--
  if (end === from || !resemblesFiller(zone.charAt(end - 1))) return -1
  let start = end
  while (start > from && resemblesFiller(zone.charAt(start - 1))) start--
  const tail = zone.slice(start, end)
  const separator = isName ? zone.slice(from, to).indexOf('<<') + from : to
  const afterRun = runIn(tail, start, separator)
  return afterRun >= 0 ? start + afterRun : repeatedFrom(tail, start)
}

/**
 * A run of fillers inside the tail that must be the padding: a second `<<` in a name, since only
 * one is allowed; elsewhere three or more, when what follows is no name like LEE or ELKE.
 */
const runIn = (tail: string, start: number, separator: number): number => {
  const runs = /<{2,}/g
  for (let run = runs.exec(tail); run; run = runs.exec(tail)) {
    const isSecond = start + run.index > separator
    if (isSecond) return run.index
    if (run[0].length > 2 && !hasName(tail.slice(run.index))) return run.index
  }
  return -1
}

const hasName = (text: string): boolean =>
  text.split('<').some(part => part.length > 1 && !isNoise(part))

/** No vowel, or nothing but the same letter. */
const isNoise = (part: string): boolean =>
  !part.includes('E') || part === part.charAt(0).repeat(part.length)

/** `…MARIAKKKK` and `…MARIA<KKC`: a letter four times, or a component of three without a vowel. */
const repeatedFrom = (tail: string, start: number): number => {
  const last = tail.charAt(tail.length - 1)
  let from = tail.length
  while (from > 0 && tail.charAt(from - 1) === last) from--
  if (tail.length - from >= 4) return start + from
  const component = tail.slice(tail.lastIndexOf('<') + 1)
  const standsAlone = component.length < tail.length
  return standsAlone && component.length >= 3 && isNoise(component)
    ? start + tail.length - component.length
    : -1
}
