import type { IndexEntry } from '#matchers/index.ts'
import { readers } from '#src/watchlist/import/formats.ts'
import { toIndexEntry } from '#src/watchlist/index-entry.ts'

/** The entries of a real list, read as the import reads them. */
export const readRealList = async (format: string, path: string): Promise<IndexEntry[]> => {
  const read = readers[format]
  if (!read) throw new Error(`no reader for ${format}`)
  const entries: IndexEntry[] = []
  for await (const row of read([path])) {
    if (row.kind === 'incomplete') throw new Error(`${row.file}, line ${row.line}: ${row.reason}`)
    if (row.kind === 'entry') entries.push(toIndexEntry(format, { ...row.entry, revision: 1 }))
  }
  return entries
}
