import type { Manifests } from '#src/domain/ports.ts'
import type { Database } from './database.ts'

/** Manifests in SQLite, of the one process that holds the folder. */
export const embeddedManifests = (database: Database): Manifests => ({
  isShared: false,
  isWhole: async () => true,
  put: ({ content, ...kept }) =>
    database.write('putManifest', { ...kept, json: JSON.stringify(content) }),
  async get(id) {
    const found = await database.read('manifestOf', id)
    if (!found) return undefined
    const { json, ...kept } = found
    return { ...kept, content: JSON.parse(json) as object }
  },
  under: (key, limit) => database.read('manifestsUnder', key, limit),
  unfinished: limit => database.read('unfinishedManifests', limit),
  due: (before, limit) => database.read('dueManifests', before, limit),
  reduce: (id, left) => database.write('reduceManifest', id, left && JSON.stringify(left))
})
