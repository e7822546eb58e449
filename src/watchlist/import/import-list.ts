import { type Change, type Changes, isMade, loadChanges, type Place } from './changes.ts'
import type { Finding, ImportRow } from './import-row.ts'
import type { BatchLine, ListService } from './list-service.ts'
import { countRow, emptyStatistics, type Statistics } from './statistics.ts'

export interface ImportOptions {
  /** Whether entries that the files no longer name are withdrawn. */
  readonly replace: boolean
  /** The largest share of the list's entries that may vanish in one run. */
  readonly maxVanish: number
  /** The day in UTC, YYYY-MM-DD, on which entries hold or not. */
  readonly today: string
  readonly signal?: AbortSignal
  readonly onFinding?: (kind: 'rejected' | 'warning' | 'incomplete', finding: Finding) => void
  /** Called after each row, with the counts as they stand. */
  readonly onRow?: (outcome: ImportOutcome) => void
}

/** What a run did. */
export interface ImportOutcome {
  readonly statistics: Statistics
  created: number
  changed: number
  unchanged: number
  withdrawn: number
  /** Entries that the files do not name; they are still listed unless `withdrawn` counts them. */
  vanished: number
  /** Why vanished entries were left alone, though asked for. */
  keptBecause?: string
  isComplete: boolean
}

const linesPerBatch = 1_000
const lettersPerBatch = 4_000_000

/** Brings a list up to date with the rows: sends what is new or different, and withdraws what is gone if asked. */
export const importList = async (
  rows: AsyncIterable<ImportRow>,
  service: ListService,
  options: ImportOptions
): Promise<ImportOutcome> => {
  const outcome: ImportOutcome = {
    statistics: emptyStatistics(),
    created: 0,
    changed: 0,
    unchanged: 0,
    withdrawn: 0,
    vanished: 0,
    isComplete: true
  }
  const stop = (finding: Finding) => {
    outcome.isComplete = false
    options.onFinding?.('incomplete', finding)
  }
  const reject = (finding: Finding) => {
    countRow(outcome.statistics, { kind: 'rejected', ...finding })
    options.onFinding?.('rejected', finding)
  }
  const sender = batches(service, outcome, reject)
  let at = { file: '', line: 0 }
  try {
    const changes = await loadChanges(service.stored())
    for await (const read of rows) {
      const row = toldOfItsEnd(read, options.today)
      at = row
      if (options.signal?.aborted) {
        stop({ ...at, reason: 'interrupted' })
        break
      }
      const refused = await takeRow(row, changes, outcome, sender)
      if (refused) reject(refused)
      else if (row.kind !== 'rejected' && row.kind !== 'incomplete')
        countRow(outcome.statistics, row)
      if (row.kind === 'rejected') reject(row)
      if (row.kind === 'incomplete') stop(row)
      if (row.kind === 'warning') options.onFinding?.('warning', row)
      for (const warning of row.kind === 'entry' ? row.warnings : []) {
        options.onFinding?.('warning', warning)
      }
      options.onRow?.(outcome)
    }
    await sender.flush()
    await withdrawVanished(changes, outcome, options, sender)
  } catch (error) {
    const { file, line } = at
    stop({ file, line, reason: error instanceof Error ? error.message : String(error) })
  }
  return outcome
}

/** What holds no more is put all the same, since it may have held; but another year may have been meant. */
const toldOfItsEnd = (row: ImportRow, today: string): ImportRow => {
  if (row.kind !== 'entry' || (row.entry.validUntil ?? today) >= today) return row
  const { file, line } = row
  const reason = 'validUntil: is over, so that the entry finds nobody'
  return { ...row, warnings: [...row.warnings, { file, line, reason }] }
}

const takeRow = async (
  row: ImportRow,
  changes: Changes,
  outcome: ImportOutcome,
  sender: Sender
): Promise<Finding | undefined> => {
  if (row.kind !== 'entry' && row.kind !== 'withdraw') return undefined
  const { file, line } = row
  const change: Change =
    row.kind === 'entry' ? changes.put(row.entry, row) : changes.withdraw(row.id, row)
  if ('seenAt' in change) {
    const { seenAt } = change
    const where = seenAt.file === file ? '' : ` of ${seenAt.file}`
    return { file, line, reason: `id: already on line ${seenAt.line}${where}` }
  }
  if ('same' in change) outcome.unchanged += 1
  else await sender.add(change, { file, line })
  return undefined
}

const withdrawVanished = async (
  changes: Changes,
  outcome: ImportOutcome,
  { replace, maxVanish }: ImportOptions,
  sender: Sender
) => {
  const vanished = changes.vanished()
  outcome.vanished = vanished.length
  if (!replace || vanished.length === 0) return
  const share = vanished.length / changes.activeBefore
  if (!outcome.isComplete) outcome.keptBecause = 'the import is incomplete'
  else if (outcome.statistics.rejected > 0) outcome.keptBecause = 'rows were rejected'
  else if (share > maxVanish) {
    outcome.keptBecause = `${percent(share)} of the list would vanish, more than ${percent(maxVanish)}: check the files, then raise --max-vanish if that is right`
  }
  if (outcome.keptBecause) {
    outcome.isComplete = false
    return
  }
  for (const line of vanished) await sender.add(line, { file: '', line: 0 })
  await sender.flush()
}

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`

type Sender = ReturnType<typeof batches>

/** Gathers changes and sends them a batch at a time, one in flight while the next is read. */
const batches = (
  service: ListService,
  outcome: ImportOutcome,
  reject: (finding: Finding) => void
) => {
  let gathered: { line: BatchLine; place: Place }[] = []
  let letters = 0
  let inFlight: Promise<unknown> = Promise.resolve()
  const submit = async (batch: typeof gathered) => {
    const results = await service.send(batch.map(({ line }) => line))
    for (const [index, { line, place }] of batch.entries()) {
      const result = results[index] ?? { id: line.entry.id, status: 0 }
      if (await isMade(line, result, service)) countMade(outcome, line)
      else reject({ ...place, reason: refusal(line, result) })
    }
  }
  const send = async () => {
    await inFlight
    const batch = gathered
    gathered = []
    letters = 0
    inFlight = batch.length > 0 ? submit(batch) : Promise.resolve()
    inFlight.catch(() => {}) // whoever waits for it next gets to know
  }
  return {
    add: async (line: BatchLine, place: Place) => {
      gathered.push({ line, place })
      letters += 1_000 + ('remarks' in line.entry ? (line.entry.remarks?.length ?? 0) : 0)
      if (gathered.length >= linesPerBatch || letters >= lettersPerBatch) await send()
    },
    flush: async () => {
      await send()
      await inFlight
    }
  }
}

const countMade = (outcome: ImportOutcome, { op, entry }: BatchLine) => {
  if (op === 'withdraw') outcome.withdrawn += 1
  else if (entry.revision === 1) outcome.created += 1
  else outcome.changed += 1
}

const refusal = (
  { entry }: BatchLine,
  { status, code, detail }: { status: number; code?: string; detail?: string }
) =>
  status === 409
    ? `entry ${entry.id}: changed by somebody else meanwhile, import again`
    : `entry ${entry.id}: refused by the service: ${[code ?? status, detail].filter(Boolean).join(', ')}`
