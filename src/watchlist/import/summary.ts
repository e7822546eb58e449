import type { ImportOutcome } from './import-list.ts'

/** The counts of a run, for machines. */
export const summaryOf = (outcome: ImportOutcome, seconds: number) => {
  const { statistics, isComplete, ...changes } = outcome
  return { complete: isComplete, ...changes, ...statistics, seconds: Math.round(seconds * 10) / 10 }
}

/** The same for people. */
export const summaryTable = (
  outcome: ImportOutcome,
  seconds: number,
  isDryRun: boolean
): string => {
  const { statistics: read } = outcome
  const rows: Row[] = [
    ['entries read', read.entries],
    ['  names', read.strongNames + read.weakNames, `${read.weakNames} of them weak`],
    ['  birth dates', read.birthDates],
    ['  nationalities', read.nationalities],
    ['  documents', read.passports + read.otherDocuments, `${read.passports} of them passports`],
    ['withdrawals read', read.withdrawals],
    ['skipped', read.skipped, reasons(read.skippedByReason)],
    ['warnings', read.warnings, reasons(read.warningsByReason)],
    ['rejected', read.rejected, reasons(read.rejectedByReason)]
  ]
  const changes: Row[] = [
    ['new', outcome.created],
    ['changed', outcome.changed],
    ['unchanged', outcome.unchanged],
    ['withdrawn', outcome.withdrawn],
    ['not in the files', outcome.vanished, outcome.keptBecause]
  ]
  const all = isDryRun ? rows : [...rows, ...changes]
  const lines = all
    .filter(([label, count], index) => count > 0 || index === 0 || label === 'rejected')
    .map(([label, count, note]) =>
      `${label.padEnd(18)}${String(count).padStart(9)}${note ? `  ${note}` : ''}`.trimEnd()
    )
  const end = `${outcome.isComplete ? 'complete' : 'INCOMPLETE'} after ${seconds.toFixed(1)} s`
  return [...lines, isDryRun ? `${end}, nothing sent (--dry-run)` : end].join('\n')
}

type Row = readonly [label: string, count: number, note?: string | undefined]

const reasons = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 5)
    .map(
      ([reason, count]) => `${count} × ${reason.length > 80 ? `${reason.slice(0, 79)}…` : reason}`
    )
    .join(', ')
