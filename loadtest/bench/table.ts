import { checkBudgets } from './budgets.ts'
import type { BenchResult } from './types.ts'

/** The results as a table that a person reads. */
export const benchTable = (results: readonly BenchResult[]): string =>
  [
    'entries  travellers              p50 ms  p99 ms  p99.9 ms  worst ms  CPU p99.9  worst  per second  candidates  compared  cut short',
    ...results.flatMap(searchRows),
    '',
    'entries  build s  index B/entry  records B/entry  RSS B/entry  recall  asked  strong  false alerts/10,000  strong',
    ...results.map(buildRow),
    '',
    'entries  snapshot B/entry  copy s  write s  restore s  longest step ms  brute force ms  times a search',
    ...results.map(snapshotRow),
    ...results.flatMap(updateRows),
    ...results.flatMap(budgetRows)
  ].join('\n')

const searchRows = ({ task, search }: BenchResult): string[] =>
  Object.entries(search).map(([kind, cost]) =>
    row([
      [task.entries, 7],
      [kind, -22],
      [cost.p50.toFixed(3), 7],
      [cost.p99.toFixed(3), 6],
      [cost.p999.toFixed(3), 8],
      [cost.worst.toFixed(2), 8],
      [cost.cpuP999.toFixed(3), 9],
      [cost.cpuWorst.toFixed(2), 5],
      [cost.perSecond, 10],
      [cost.candidates, 10],
      [cost.compared, 8],
      [cost.cutShort, 9]
    ])
  )

const buildRow = ({ task, build, quality }: BenchResult): string => {
  const { possible, strong } = quality.recall
  return row([
    [task.entries, 7],
    [build.seconds, 7],
    [build.bytesPerEntry, 13],
    [build.recordBytesPerEntry, 15],
    [build.rssBytesPerEntry, 11],
    [percent(possible.recall), 6],
    [percent(possible.asked / Math.max(1, possible.searched)), 5],
    [percent(strong.recall), 6],
    [quality.falseAlertsPer10000.possible, 19],
    [quality.falseAlertsPer10000.strong, 6]
  ])
}

const snapshotRow = ({ task, snapshot, bruteForce }: BenchResult): string =>
  row([
    [task.entries, 7],
    [snapshot.bytesPerEntry, 16],
    [snapshot.copySeconds, 6],
    [snapshot.writeSeconds, 7],
    [snapshot.restoreSeconds, 9],
    [snapshot.longestStepMs, 15],
    [bruteForce.ms, 14],
    [bruteForce.ratio, 14]
  ])

const updateRows = ({ task, updates }: BenchResult): string[] =>
  updates === undefined
    ? []
    : [
        '',
        `${task.entries} entries, ${updates.perSecond} changes a second`,
        'each              count   p50 ms  p99 ms  p99.9 ms  worst ms',
        ...(['change', 'step', 'search'] as const).map(what =>
          row([
            [what, -14],
            [updates[what].count, 7],
            [updates[what].p50.toFixed(3), 7],
            [updates[what].p99.toFixed(3), 6],
            [updates[what].p999.toFixed(3), 8],
            [updates[what].worst.toFixed(2), 8]
          ])
        )
      ]

const budgetRows = (result: BenchResult): string[] => {
  const checked = checkBudgets(result)
  return checked.length === 0
    ? []
    : [
        '',
        `budgets at ${result.task.entries} entries`,
        ...checked.map(
          ({ budget, measured, met }) => `${met ? 'met   ' : 'missed'} ${budget}: ${measured}`
        )
      ]
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`

/** Cells padded to a width; a negative width aligns to the left. */
const row = (cells: readonly (readonly [cell: string | number, width: number])[]): string =>
  cells
    .map(([cell, width]) =>
      width < 0 ? String(cell).padEnd(-width) : String(cell).padStart(width)
    )
    .join('  ')
