import { basename } from 'node:path'
import { csvRecords } from '../csv-records.ts'
import { readLines } from '../file-lines.ts'
import type { ImportRow, Reader } from '../import-row.ts'
import { settleEntry } from '../settle-entry.ts'
import { readCompanions, value } from './companions.ts'
import { findFiles } from './files.ts'
import { readIndividual } from './individual.ts'

const columns = 12

/** Reads OFAC's list of Specially Designated Nationals: the individuals of sdn.csv with their companion files. */
export const readOfacSdn: Reader = async function* (paths) {
  const { sdn, twice, companions } = await findFiles(paths)
  if (!sdn) {
    const file = basename(twice?.[1] ?? paths[0] ?? '')
    const reason = twice ? `${twice.join(' and ')}: give one of them` : 'there is no sdn.csv here'
    yield { kind: 'incomplete', file, line: 0, reason }
    return
  }
  const { byEntry, broken } = await readCompanions(companions)
  for (const finding of broken) yield { kind: 'rejected', ...finding }
  const file = basename(sdn)
  for await (const record of csvRecords(readLines(sdn), columns)) {
    const { line } = record
    if ('problem' in record) {
      yield { kind: 'rejected', file, line, reason: record.problem }
      continue
    }
    const id = value(record.fields[0])
    const companion = byEntry.get(id)
    byEntry.delete(id)
    const type = value(record.fields[2]).toLowerCase()
    if (type !== 'individual') {
      yield { kind: 'skipped', file, line, reason: type || 'entity' }
      continue
    }
    const { draft, warnings } = readIndividual(record.fields, companion)
    const settled = settleEntry(draft)
    yield 'reason' in settled
      ? { kind: 'rejected', file, line, reason: settled.reason, ...(id && { id }) }
      : {
          kind: 'entry',
          file,
          line,
          entry: settled.entry,
          warnings: [...warnings, ...settled.warnings].map(reason => ({ file, line, reason }))
        }
  }
  if (byEntry.size > 0) yield* orphans(byEntry.size, file)
}

/** Companion rows without their entry: a list that was cut off looks like this. */
const orphans = function* (count: number, file: string): Generator<ImportRow> {
  for (let index = 0; index < count; index += 1) {
    yield { kind: 'skipped', file, line: 0, reason: 'companion rows of an entry that is not there' }
  }
}
