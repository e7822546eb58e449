import { basename } from 'node:path'
import { csvRecords } from '../csv-records.ts'
import { readLines } from '../file-lines.ts'
import type { Reader } from '../import-row.ts'
import { settleEntry } from '../settle-entry.ts'
import { readCompanions, value } from './companions.ts'
import { findFiles } from './files.ts'
import { readIndividual } from './individual.ts'

const columns = 12
const noPersons = new Set(['entity', 'vessel', 'aircraft'])
const header = 'sdn_type' // copies of the list that have one
const unknownType = `SDN_Type: is not one of individual, ${[...noPersons].join(', ')}`

/** Reads OFAC's list of Specially Designated Nationals: the individuals of sdn.csv with their companion files. */
export const readOfacSdn: Reader = async function* (paths) {
  const { sdn, twice, companions } = await findFiles(paths)
  if (!sdn) {
    const file = basename(twice?.[1] ?? paths[0] ?? '')
    const reason = twice ? `${twice.join(' and ')}: give one of them` : 'there is no sdn.csv here'
    yield { kind: 'incomplete', file, line: 0, reason }
    return
  }
  const file = basename(sdn)
  const { byEntry, broken, cutOff, lacking } = await readCompanions(companions)
  for (const finding of broken) yield { kind: 'rejected', ...finding }
  for (const { file, line } of cutOff) {
    const reason =
      'the file breaks off here: nothing is imported, for entries would lose what it says of them'
    yield { kind: 'incomplete', file, line, reason }
  }
  if (cutOff.length > 0) return
  for (const reason of lacking) yield { kind: 'warning', file, line: 0, reason }
  let isEmpty = true
  let isWhole = true
  for await (const record of csvRecords(readLines(sdn), columns)) {
    const { line } = record
    if ('problem' in record) {
      isWhole = false
      yield { kind: 'rejected', file, line, reason: record.problem }
      continue
    }
    isEmpty = false
    const id = value(record.fields[0])
    const companion = byEntry.get(id)
    byEntry.delete(id)
    const type = value(record.fields[2]).toLowerCase() || 'entity'
    if (type !== 'individual') {
      yield noPersons.has(type) || type === header
        ? { kind: 'skipped', file, line, reason: type }
        : { kind: 'rejected', file, line, reason: unknownType, ...(id && { id }) }
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
  const missing = byEntry.size
  if (isWhole && isEmpty)
    yield { kind: 'incomplete', file, line: 0, reason: 'there is nothing in it' }
  else if (isWhole && missing > 0) {
    const reason = `the companion files speak of entries that are not there, ${missing} of them: the list was cut off, or the files are not of one day`
    yield { kind: 'incomplete', file, line: 0, reason }
  }
}
