import type { Manifests } from '#src/domain/ports.ts'
import type { Database } from './database.ts'

/** Manifests in SQLite. */
export const embeddedManifests = (database: Database): Manifests => ({
  put: ({ id, at, keys, content }) =>
    database.write('putManifest', { id, at, keys, json: JSON.stringify(content) }),
  async get(id) {
    const found = await database.read('manifestOf', id)
    return (
      found && { id, at: found.at, keys: found.keys, content: JSON.parse(found.json) as object }
    )
  },
  under: (key, limit) => database.read('manifestsUnder', key, limit)
})
