import type { HeldOutResult } from './measure-held-out.ts'
import type { Level } from './recall.ts'
import { bar, exactly, per10000, table } from './table.ts'

/** Travellers made from real lists as text for people. */
export const reportHeldOut = ({
  persons,
  strangers,
  falseAlertsPer10000,
  rows,
  macro
}: HeldOutResult): string[] => [
  '',
  `real lists filled to ${persons} persons, ${strangers} strangers, all fields known; false alerts per 10,000 at the threshold: ${Object.entries(
    falseAlertsPer10000
  )
    .map(([loading, share]) => `${loading} ${per10000(share)}`)
    .join(', ')}`,
  table([
    [
      'recall % at so many false alerts per 10,000',
      'of',
      '1',
      '10',
      '50',
      '200',
      'at 10',
      'threshold'
    ],
    ...rows.map(({ kind, recall }) => [kind, String(recall.interval.of), ...cellsOf(recall)]),
    ['macro', '', ...cellsOf(macro)]
  ])
]

const cellsOf = (recall: Readonly<Record<Level, number>>): string[] => [
  ...[recall.at1, recall.at10, recall.at50, recall.at200].map(share => exactly(share, 1)),
  bar(recall.at10),
  exactly(recall.threshold, 1)
]
