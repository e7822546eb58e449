import type { Positions } from '#src/domain/ports.ts'
import type { Database } from './database.ts'

/** Followers' positions in SQLite. */
export const embeddedPositions = (database: Database): Positions => ({
  load: async (group, topic) => new Map(await database.read('offsets', owner(group), topic)),
  save: (group, position) => database.write('savePosition', owner(group), position)
})

const owner = (group: string) => `group:${group}`
