import type { Exclusions } from '#src/domain/case-ports.ts'
import type { Exclusion } from '#src/domain/exclusion.ts'
import { type Bell, followSteps } from '../bell.ts'
import type { Database } from './database.ts'
import type { StoredExclusion } from './exclusion-table.ts'

/** Exclusions in SQLite; the bell rings when cases were stored, and maybe exclusions with them. */
export const embeddedExclusions = (database: Database, bell: Bell): Exclusions => {
  return {
    async get(id) {
      const found = await database.read('exclusionOf', id)
      return found && counted(found)
    },
    page: async (agency, after, limit) =>
      (await database.read('exclusionPage', agency, after ?? '', limit)).map(counted),
    offsets: async () => new Map(await database.read('offsets', 'exclusions', 'screenings')),
    count: ({ position, applied }) => database.write('countExclusions', position, applied),
    async follow(handle, signal) {
      let through = 0
      const step = async () => {
        const changes = await database.read('exclusionChanges', through)
        const last = changes.at(-1)?.[0]
        if (signal.aborted || last === undefined) return 'wait'
        await handle(changes.map(([, , json]) => JSON.parse(json) as Exclusion))
        through = last
        return 'more'
      }
      await followSteps(bell, step, signal)
    }
  }
}

const counted = ([, applied, json]: StoredExclusion) => ({
  exclusion: JSON.parse(json) as Exclusion,
  applied
})
