import { basename } from 'node:path'
import { csvRecords } from '../csv-records.ts'
import { readLines } from '../file-lines.ts'
import type { Finding } from '../import-row.ts'

/** What OFAC's other files say of one entry. */
export interface Companion {
  readonly aliases: { readonly name: string; readonly remarks: string }[]
  readonly addresses: string[]
  comments: string
}

/** The files beside sdn.csv, by entry, and what is wrong with them. */
export interface Companions {
  readonly byEntry: Map<string, Companion>
  /** Rows that could not be read. */
  readonly broken: Finding[]
  /** Those of them that a file ends with: what would follow is not known. */
  readonly cutOff: Finding[]
  /** What all entries come without, since no row says it. */
  readonly lacking: string[]
}

/** OFAC's sign for "nothing here". */
export const value = (field: string | undefined): string => {
  const text = field?.trim() ?? ''
  return text === '-0-' ? '' : text
}

const tables = {
  alt: { columns: 5, name: 'alt.csv', holds: 'alternative names' },
  add: { columns: 6, name: 'add.csv', holds: 'addresses' },
  comments: { columns: 2, name: 'sdn_comments.csv', holds: 'the ends of long remarks' }
} as const
type Table = keyof typeof tables

/** Loads alternative names, addresses and continued remarks; together they are small beside memory. */
export const readCompanions = async (
  files: readonly { readonly table: Table; readonly path: string }[]
): Promise<Companions> => {
  const companions: Companions = { byEntry: new Map(), broken: [], cutOff: [], lacking: [] }
  const empty = new Set<Table>(['alt', 'add', 'comments'])
  for (const { table, path } of files) {
    let last: Finding | undefined
    for await (const record of csvRecords(readLines(path), tables[table].columns)) {
      last = 'problem' in record ? findingOf(path, record) : undefined
      if (last) companions.broken.push(last)
      else if ('fields' in record) keep(companions.byEntry, table, record.fields)
      empty.delete(table)
    }
    if (last) companions.cutOff.push(last)
  }
  for (const table of empty) {
    const { name, holds } = tables[table]
    companions.lacking.push(`no ${name}, or nothing in it: entries come without ${holds}`)
  }
  return companions
}

const findingOf = (path: string, { line, problem }: { line: number; problem: string }) => ({
  file: basename(path),
  line,
  reason: problem
})

const keep = (byEntry: Companions['byEntry'], table: Table, fields: readonly string[]) => {
  const id = value(fields[0])
  const entry = byEntry.get(id) ?? { aliases: [], addresses: [], comments: '' }
  byEntry.set(id, entry)
  if (table === 'alt') {
    entry.aliases.push({ name: value(fields[3]), remarks: value(fields[4]) })
  } else if (table === 'add') {
    const address = fields.slice(2).map(value).filter(Boolean).join(', ')
    if (address) entry.addresses.push(address)
  } else {
    entry.comments += fields[1] ?? ''
  }
}
