import { basename } from 'node:path'
import { csvRecords } from '../csv-records.ts'
import { type Line, readLines } from '../file-lines.ts'
import type { ImportRow, Reader } from '../import-row.ts'
import { settleEntry } from '../settle-entry.ts'
import { type Column, columns, readCsvRow } from './columns.ts'

/** Reads CSV files with a header that names the columns. */
export const readCsv: Reader = async function* (paths) {
  for (const path of paths) yield* readFile(basename(path), readLines(path))
}

async function* readFile(file: string, lines: AsyncGenerator<Line>): AsyncGenerator<ImportRow> {
  const first = await lines.next()
  const names = first.done || 'problem' in first.value ? [] : await headerOf(first.value)
  const problem = whatIsWrong(names)
  if (problem) {
    yield { kind: 'incomplete', file, line: 1, reason: problem }
    await lines.return(undefined)
    return
  }
  for await (const record of csvRecords(lines, names.length)) {
    const { line } = record
    if ('problem' in record) {
      yield { kind: 'rejected', file, line, reason: record.problem }
    } else {
      yield readRow(file, line, names, record.fields)
    }
  }
}

const headerOf = async (line: Line): Promise<readonly string[]> => {
  for await (const record of csvRecords(once(line))) {
    if ('fields' in record)
      return record.fields.map(name => canonical.get(name.toLowerCase()) ?? name)
  }
  return []
}

async function* once(line: Line) {
  yield line
}

const canonical = new Map(columns.map(column => [column.toLowerCase(), column]))

const whatIsWrong = (names: readonly string[]) => {
  const known = `the columns are ${columns.join(', ')}`
  const unknown = names.find(name => !isColumn(name))
  const double = names.find((name, index) => names.indexOf(name) !== index)
  if (names.length === 1 && /[;\t]/.test(names[0] ?? '')) {
    return 'the columns must be separated by commas, not by semicolons or tabs'
  }
  if (!names.includes('id')) return `the first line must name the columns, id among them; ${known}`
  if (unknown !== undefined) return `unknown column "${unknown.slice(0, 40)}"; ${known}`
  return double === undefined ? undefined : `the column ${double} stands there twice`
}

const isColumn = (name: string): name is Column => columns.some(column => column === name)

const readRow = (
  file: string,
  line: number,
  names: readonly string[],
  fields: readonly string[]
): ImportRow => {
  const row = Object.fromEntries(names.map((name, index) => [name, (fields[index] ?? '').trim()]))
  const { draft, warnings } = readCsvRow(row)
  const settled = settleEntry(draft)
  const id = row['id']
  if ('reason' in settled) {
    return { kind: 'rejected', file, line, reason: settled.reason, ...(id && { id }) }
  }
  const reasons = [...warnings, ...settled.warnings]
  return {
    kind: 'entry',
    file,
    line,
    entry: settled.entry,
    warnings: reasons.map(reason => ({ file, line, reason }))
  }
}
