import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readers } from '#src/watchlist/import/formats.ts'
import type { ImportRow } from '#src/watchlist/import/import-row.ts'

/** All rows of the files, in order. */
export const readRows = async (format: string, ...paths: string[]): Promise<ImportRow[]> => {
  const rows: ImportRow[] = []
  for await (const row of readers[format]?.(paths) ?? []) rows.push(row)
  return rows
}

/** The entries among the rows. */
export const entriesOf = (rows: readonly ImportRow[]) =>
  rows.flatMap(row => (row.kind === 'entry' ? [row.entry] : []))

/** `line reason` of every row of this kind. */
export const reasonsOf = (
  rows: readonly ImportRow[],
  kind: 'skipped' | 'rejected' | 'incomplete'
) => rows.flatMap(row => (row.kind === kind ? [`${row.line} ${row.reason}`] : []))

/** `line reason` of every warning. */
export const warningsOf = (rows: readonly ImportRow[]) =>
  rows.flatMap(row =>
    row.kind === 'entry' ? row.warnings.map(({ line, reason }) => `${line} ${reason}`) : []
  )

/** A file that is gone after the test. */
export const temporaryFile = async (
  name: string,
  content: string | Uint8Array
): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'import-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** A fixture of the import. */
export const fixture = (name: string): string =>
  join(import.meta.dirname, '../../../fixtures/import', name)
