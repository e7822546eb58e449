import type { EntryContent } from '../../domain/entry.ts'
import type { ImportRow } from './import-row.ts'

type Counts = Record<string, number>

/** What one run read, by kind and, where something was left out, by reason. */
export interface Statistics {
  entries: number
  withdrawals: number
  strongNames: number
  weakNames: number
  birthDates: number
  nationalities: number
  birthPlaces: number
  passports: number
  otherDocuments: number
  warnings: number
  skipped: number
  rejected: number
  readonly warningsByReason: Counts
  readonly skippedByReason: Counts
  readonly rejectedByReason: Counts
}

/** Nothing read yet. */
export const emptyStatistics = (): Statistics => ({
  entries: 0,
  withdrawals: 0,
  strongNames: 0,
  weakNames: 0,
  birthDates: 0,
  nationalities: 0,
  birthPlaces: 0,
  passports: 0,
  otherDocuments: 0,
  warnings: 0,
  skipped: 0,
  rejected: 0,
  warningsByReason: {},
  skippedByReason: {},
  rejectedByReason: {}
})

/** Counts one row in. */
export const countRow = (statistics: Statistics, row: ImportRow): void => {
  switch (row.kind) {
    case 'entry':
      countEntry(statistics, row.entry)
      for (const { reason } of row.warnings) countWarning(statistics, reason)
      break
    case 'warning':
      countWarning(statistics, row.reason)
      break
    case 'withdraw':
      statistics.withdrawals += 1
      break
    case 'skipped':
      statistics.skipped += 1
      countReason(statistics.skippedByReason, row.reason)
      break
    case 'rejected':
      statistics.rejected += 1
      countReason(statistics.rejectedByReason, row.reason)
      break
    case 'incomplete':
      break
  }
}

const countWarning = (statistics: Statistics, reason: string) => {
  statistics.warnings += 1
  countReason(statistics.warningsByReason, reason)
}

const countEntry = (statistics: Statistics, entry: EntryContent) => {
  const weak = entry.names?.filter(name => name.quality === 'weak').length ?? 0
  const passports = entry.documents?.filter(isPassport).length ?? 0
  statistics.entries += 1
  statistics.weakNames += weak
  statistics.strongNames += (entry.names?.length ?? 0) - weak
  statistics.birthDates += entry.birthDates?.length ?? 0
  statistics.nationalities += entry.nationalities?.length ?? 0
  statistics.birthPlaces += entry.birthPlaces?.length ?? 0
  statistics.passports += passports
  statistics.otherDocuments += (entry.documents?.length ?? 0) - passports
}

/** ICAO's codes for passports: P, or P and one letter more. */
const isPassport = ({ type }: { readonly type?: string }) => /^P[A-Z]?$/.test(type ?? '')

const maxReasons = 100

/** Reasons are few, unless a file is broken in as many ways as it has lines. */
const countReason = (counts: Counts, reason: string) => {
  const isKnown = reason in counts || Object.keys(counts).length < maxReasons
  const key = isKnown ? reason : 'other reasons'
  counts[key] = (counts[key] ?? 0) + 1
}
