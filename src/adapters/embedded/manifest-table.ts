import type { DatabaseSync } from 'node:sqlite'
import type { Sealing } from '../sealing.ts'

/** A manifest as it is stored: when it came, what it is found by, and the rest as JSON. */
export interface ManifestRow {
  readonly id: string
  readonly at: string
  readonly keys: readonly string[]
  readonly isFinished: boolean
  readonly json: string
}

/** Manifests as tables, numbered in the order in which they came; the body is encrypted. */
export const manifestTable = (database: DatabaseSync, sealing: Sealing) => {
  const put = database.prepare(
    `INSERT INTO manifests (id, at, is_finished, sealed) VALUES (?, ?, ?, ?) ON CONFLICT (id)
     DO UPDATE SET at = excluded.at, is_finished = excluded.is_finished, sealed = excluded.sealed
     WHERE is_finished = 0`
  )
  const addKey = database.prepare('INSERT OR IGNORE INTO manifest_key (key, number) VALUES (?, ?)')
  const one = database.prepare('SELECT number, at, is_finished, sealed FROM manifests WHERE id = ?')
  const keysOf = database.prepare('SELECT key FROM manifest_key WHERE number = ? ORDER BY key')
  const under = database.prepare(
    `SELECT manifests.id FROM manifest_key JOIN manifests USING (number)
     WHERE key = ? ORDER BY number DESC LIMIT ?`
  )
  const unfinished = database.prepare(
    'SELECT id FROM manifests WHERE is_finished = 0 ORDER BY number LIMIT ?'
  )
  const due = database.prepare(
    `SELECT id FROM manifests WHERE is_finished = 1 AND is_reduced = 0 AND at < ?
     ORDER BY at, number LIMIT ?`
  )
  const dueOne = database.prepare(
    'SELECT number FROM manifests WHERE id = ? AND is_finished = 1 AND is_reduced = 0'
  )
  const reduce = database.prepare('UPDATE manifests SET is_reduced = 1, sealed = ? WHERE id = ?')
  const eraseKeys = database.prepare('DELETE FROM manifest_key WHERE number = ?')
  const erase = database.prepare('DELETE FROM manifests WHERE id = ?')
  const eraseReduced = database.prepare('DELETE FROM manifests WHERE id = ? AND is_reduced = 1')
  return {
    writes: {
      putManifest({ id, at, keys, isFinished, json }: ManifestRow): void {
        const sealed = sealing.seal(json, about(id))
        eraseReduced.run(id)
        if (put.run(id, at, isFinished ? 1 : 0, sealed).changes === 0) return
        const number = Number(one.get(id)?.['number'])
        for (const key of keys) addKey.run(key, number)
      },

      reduceManifest(id: string, json: string | undefined): void {
        const due = dueOne.get(id)
        if (!due) return
        eraseKeys.run(Number(due['number']))
        if (json === undefined) erase.run(id)
        else reduce.run(sealing.seal(json, about(id)), id)
      }
    },
    reads: {
      manifestOf(id: string): ManifestRow | undefined {
        const row = one.get(id)
        if (!row) return undefined
        const keys = keysOf.all(Number(row['number'])).map(({ key }) => String(key))
        const json = sealing.open(row['sealed'] as Uint8Array, about(id))
        return { id, at: String(row['at']), keys, isFinished: row['is_finished'] === 1, json }
      },

      manifestsUnder: (key: string, limit: number): readonly string[] =>
        under.all(key, limit).map(({ id }) => String(id)),

      unfinishedManifests: (limit: number): readonly string[] =>
        unfinished.all(limit).map(({ id }) => String(id)),

      dueManifests: (before: string, limit: number): readonly string[] =>
        due.all(before, limit).map(({ id }) => String(id))
    }
  }
}

const about = (id: string) => `manifests|${id}`
