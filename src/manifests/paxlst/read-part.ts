import { codeAt, type Segment, textAt } from '../edifact/segment.ts'
import type { Report } from '../findings.ts'
import type { Part } from '../manifest.ts'

/** The part number of a UNH: `01:C` the first, `NN:F` the last of several; undefined when none is sent. */
export const readPart = (unh: Segment, report: Report): Part | undefined => {
  const sent = textAt(unh, 4)
  const flag = codeAt(unh, 4, 2)
  if (sent === undefined && flag === undefined) return undefined
  const number = /^\d{1,3}$/.test(sent ?? '') ? Number(sent) : 0
  if (number > 0) return { number, isFirst: flag === 'C' || number === 1, isFinal: flag === 'F' }
  report('part_unreadable', { segment: unh.number })
  return undefined
}
