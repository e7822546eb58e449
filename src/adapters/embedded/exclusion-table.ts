import type { DatabaseSync } from 'node:sqlite'
import type { Position } from '#src/domain/ports.ts'
import type { Sealing } from '../sealing.ts'

/** An exclusion as it is stored. */
export interface ExclusionRow {
  readonly id: string
  readonly agency: string
  readonly json: string
}

/** An exclusion as it is read: its version rises with every change over all. */
export type StoredExclusion = readonly [version: number, applied: number, json: string]

/** Exclusions as a table; how often each was applied is counted beside it. */
export const exclusionTable = (
  database: DatabaseSync,
  sealing: Sealing,
  advance: (owner: string, position: Position) => boolean
) => {
  const columns = 'version, id, applied, sealed'
  const version = database.prepare('SELECT max(version) AS version FROM exclusion')
  const put = database.prepare(
    `INSERT INTO exclusion (version, id, agency, applied, sealed) VALUES (?, ?, ?, 0, ?)
     ON CONFLICT (id) DO UPDATE SET version = excluded.version, sealed = excluded.sealed`
  )
  const count = database.prepare('UPDATE exclusion SET applied = applied + 1 WHERE id = ?')
  const one = database.prepare(`SELECT ${columns} FROM exclusion WHERE id = ?`)
  const page = database.prepare(
    `SELECT ${columns} FROM exclusion WHERE agency = ? AND id > ? ORDER BY id LIMIT ?`
  )
  const changes = database.prepare(
    `SELECT ${columns} FROM exclusion WHERE version > ? ORDER BY version LIMIT ?`
  )
  const stored = (row: { [column: string]: unknown }): StoredExclusion => [
    Number(row['version']),
    Number(row['applied']),
    sealing.open(row['sealed'] as Uint8Array, about(String(row['id'])))
  ]
  return {
    /** Each takes the place of the one of its id, and keeps its count; the same again is no change. */
    put(rows: readonly ExclusionRow[]): void {
      let last = Number(version.get()?.['version'] ?? 0)
      for (const { id, agency, json } of rows) {
        const before = one.get(id)
        if (before && stored(before)[2] === json) continue
        last++
        put.run(last, id, agency, sealing.seal(json, about(id)))
      }
    },
    writes: {
      countExclusions(position: Position, ids: readonly string[]): void {
        if (!advance('exclusions', position)) return
        for (const id of ids) count.run(id)
      }
    },
    reads: {
      exclusionOf(id: string): StoredExclusion | undefined {
        const row = one.get(id)
        return row && stored(row)
      },
      exclusionPage: (agency: string, after: string, limit: number): readonly StoredExclusion[] =>
        page.all(agency, after, limit).map(stored),
      exclusionChanges: (after: number): readonly StoredExclusion[] =>
        changes.all(after, maxChanges).map(stored)
    }
  }
}

const maxChanges = 1_000

const about = (id: string) => `exclusion|${id}`
