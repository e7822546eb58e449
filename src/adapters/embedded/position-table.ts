import type { DatabaseSync } from 'node:sqlite'
import type { Position } from '#src/domain/ports.ts'

/** A position in a topic of any kind. */
type Place = Omit<Position, 'topic'> & { readonly topic: string }

/** How far each projection and follower has come: one row an owner, topic and partition. */
export const positionTable = (database: DatabaseSync) => {
  const read = database.prepare(
    'SELECT partition, "offset" FROM position WHERE owner = ? AND topic = ?'
  )
  const one = database.prepare(
    'SELECT "offset" FROM position WHERE owner = ? AND topic = ? AND partition = ?'
  )
  const write = database.prepare(
    `INSERT INTO position (owner, topic, partition, "offset") VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT DO UPDATE SET "offset" = excluded."offset"`
  )
  const advance = database.prepare(
    `INSERT INTO position (owner, topic, partition, "offset") VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT DO UPDATE SET "offset" = excluded."offset" WHERE excluded."offset" > "offset"`
  )
  return {
    reads: {
      offsets(owner: string, topic: string): readonly (readonly [number, number])[] {
        const found: [number, number][] = []
        for (const row of read.all(owner, topic)) {
          found.push([Number(row['partition']), Number(row['offset'])])
        }
        return found
      }
    },
    writes: {
      savePosition(owner: string, { topic, partition, offset }: Place): void {
        write.run(owner, topic, partition, offset)
      }
    },
    /** Whether an owner's position stands there or later. */
    isPassed: (owner: string, { topic, partition, offset }: Position): boolean =>
      Number(one.get(owner, topic, partition)?.['offset'] ?? -1) >= offset,
    /** Moves an owner's position on; false when it already stands there or later. */
    advance: (owner: string, { topic, partition, offset }: Position): boolean =>
      advance.run(owner, topic, partition, offset).changes === 1
  }
}
