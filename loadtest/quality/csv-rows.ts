import { csvRecords } from '#src/watchlist/import/csv-records.ts'
import { readLines } from '#src/watchlist/import/file-lines.ts'

/** A row of a CSV file with a head. */
export interface CsvRow {
  /** The cell under a column's name, without blanks around it; empty where there is no such column. */
  readonly at: (column: string) => string
  /** An error that names file and line. */
  readonly wrong: (what: string) => Error
}

/** The rows of a CSV file that must have some columns; throws what is wrong with it, and where. */
export async function* csvRows(path: string, required: readonly string[]): AsyncGenerator<CsvRow> {
  let columns: readonly string[] | undefined
  for await (const record of csvRecords(readLines(path))) {
    const wrong = (what: string): Error => new Error(`${path}, line ${record.line}: ${what}`)
    if ('problem' in record) throw wrong(record.problem)
    const { fields } = record
    if (columns === undefined) {
      const head = fields.map(name => name.trim().toLowerCase())
      const missing = required.filter(name => !head.includes(name))
      if (missing.length > 0) throw wrong(`no column ${missing.join(', ')}`)
      columns = head
      continue
    }
    const { length } = columns
    if (fields.length !== length) throw wrong(`${fields.length} columns instead of ${length}`)
    const cells = new Map(columns.map((name, at) => [name, fields[at]?.trim() ?? '']))
    yield { at: column => cells.get(column) ?? '', wrong }
  }
}
