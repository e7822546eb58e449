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

/** The files beside sdn.csv, by entry, and their rows that could not be read. */
export interface Companions {
  readonly byEntry: Map<string, Companion>
  readonly broken: Finding[]
}

/** OFAC's sign for "nothing here". */
export const value = (field: string | undefined): string => {
  const text = field?.trim() ?? ''
  return text === '-0-' ? '' : text
}

type Table = 'alt' | 'add' | 'comments'
const columns: Record<Table, number> = { alt: 5, add: 6, comments: 2 }

/** Loads alternative names, addresses and continued remarks; together they are small beside memory. */
export const readCompanions = async (
  files: readonly { readonly table: Table; readonly path: string }[]
): Promise<Companions> => {
  const companions: Companions = { byEntry: new Map(), broken: [] }
  for (const { table, path } of files) {
    for await (const record of csvRecords(readLines(path), columns[table])) {
      if ('problem' in record) {
        const { line, problem: reason } = record
        companions.broken.push({ file: basename(path), line, reason })
      } else {
        keep(companions.byEntry, table, record.fields)
      }
    }
  }
  return companions
}

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
