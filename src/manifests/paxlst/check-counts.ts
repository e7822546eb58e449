import { codeAt, type Segment, textAt } from '../edifact/segment.ts'
import type { Report } from '../findings.ts'
import type { Message, Part, Totals } from '../manifest.ts'
import type { Sorted } from '../sort-out.ts'

/** Takes a CNT into the totals: `42` counts passengers, `41` crew; the first of a kind holds. */
export const addTotal = (totals: Totals, cnt: Segment, report: Report): Totals => {
  const kind = kinds[codeAt(cnt, 1) ?? '']
  const sent = textAt(cnt, 1, 2) ?? ''
  if (kind && /^\d{1,6}$/.test(sent)) return { [kind]: Number(sent), ...totals }
  report('count_unreadable', { segment: cnt.number })
  return totals
}

const kinds: Readonly<Record<string, keyof Totals>> = { '42': 'passengers', '41': 'crew' }

/**
 * Compares the totals with the persons read, each kind for itself, unless the message is one part of several: CNT counts the
 * whole flight, of which a list of passengers holds no crew.
 */
export const checkTotals = (
  totals: Totals,
  { persons, unreadable }: Sorted,
  part: Part | undefined,
  report: Report
): void => {
  if (part !== undefined && !(part.number === 1 && part.isFinal)) return
  const all = [...persons, ...unreadable.map(({ person }) => person)]
  const crew = all.filter(({ role }) => role === 'crew' || role === 'transit_crew').length
  const passengers = all.length - crew
  const differs = (total: number | undefined, read: number, others: number) =>
    total !== undefined && total !== read && (read > 0 || others === 0)
  if (differs(totals.passengers, passengers, crew) || differs(totals.crew, crew, passengers)) {
    report('person_count_differs')
  }
}

/** Compares UNT with what was read: senders count wrongly too often for more than a warning. */
export const checkTrailer = (
  unh: Segment,
  unt: Segment,
  report: Report
): NonNullable<Message['segmentCount']> => {
  const where = { segment: unt.number }
  const sent = readCount(unt, 1)
  const read = unt.number - unh.number + 1
  if (sent !== read) report('segment_count_differs', where)
  if (textAt(unt, 2) !== textAt(unh, 1)) report('reference_differs', where)
  return { read, ...(sent !== undefined && { sent }) }
}

/** A count in a trailer; undefined when it is no number. */
export const readCount = (segment: Segment, element: number): number | undefined => {
  const sent = textAt(segment, element) ?? ''
  return /^\d{1,9}$/.test(sent) ? Number(sent) : undefined
}
