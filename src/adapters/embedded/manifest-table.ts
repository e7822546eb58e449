import type { DatabaseSync } from 'node:sqlite'
import type { Sealing } from '../sealing.ts'

/** A manifest as it is stored: when it came, what it is found by, and the rest as JSON. */
export interface ManifestRow {
  readonly id: string
  readonly at: string
  readonly keys: readonly string[]
  readonly json: string
}

/** Manifests as tables, numbered in the order in which they came; the body is encrypted. */
export const manifestTable = (database: DatabaseSync, sealing: Sealing) => {
  const add = database.prepare(
    'INSERT INTO manifests (id, at, sealed) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING'
  )
  const addKey = database.prepare('INSERT OR IGNORE INTO manifest_key (key, number) VALUES (?, ?)')
  const one = database.prepare('SELECT number, at, sealed FROM manifests WHERE id = ?')
  const keysOf = database.prepare('SELECT key FROM manifest_key WHERE number = ? ORDER BY key')
  const under = database.prepare(
    `SELECT manifests.id FROM manifest_key JOIN manifests USING (number)
     WHERE key = ? ORDER BY number DESC LIMIT ?`
  )
  return {
    writes: {
      putManifest({ id, at, keys, json }: ManifestRow): void {
        const { changes, lastInsertRowid } = add.run(id, at, sealing.seal(json, about(id)))
        if (changes === 0) return
        for (const key of keys) addKey.run(key, lastInsertRowid)
      }
    },
    reads: {
      manifestOf(id: string): ManifestRow | undefined {
        const row = one.get(id)
        if (!row) return undefined
        const keys = keysOf.all(Number(row['number'])).map(({ key }) => String(key))
        const json = sealing.open(row['sealed'] as Uint8Array, about(id))
        return { id, at: String(row['at']), keys, json }
      },

      manifestsUnder: (key: string, limit: number): readonly string[] =>
        under.all(key, limit).map(({ id }) => String(id))
    }
  }
}

const about = (id: string) => `manifests|${id}`
