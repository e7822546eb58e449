import type { DatabaseSync } from 'node:sqlite'
import type { Position } from '#src/domain/ports.ts'
import type { Sealing } from '../sealing.ts'

/** What the last commits of cases have still to tell, one row a topic and partition, encrypted. */
export const untoldTable = (database: DatabaseSync, sealing: Sealing) => {
  const put = database.prepare(
    'INSERT OR REPLACE INTO untold (topic, partition, "offset", sealed) VALUES (?, ?, ?, ?)'
  )
  const all = database.prepare('SELECT partition, "offset", sealed FROM untold WHERE topic = ?')
  const drop = database.prepare(
    'DELETE FROM untold WHERE topic = ? AND partition = ? AND "offset" <= ?'
  )
  return {
    /** Keeps what the commit of this position has to tell, in the place of what stood there; nothing where it has nothing. */
    put({ topic, partition, offset }: Position, json: string | undefined): void {
      if (json === undefined) drop.run(topic, partition, offset)
      else put.run(topic, partition, offset, sealing.seal(json, about(topic, partition)))
    },
    reads: {
      untold: (topic: string): readonly (readonly [position: Position, json: string])[] =>
        all.all(topic).map(row => {
          const [partition, offset] = [Number(row['partition']), Number(row['offset'])]
          const json = sealing.open(row['sealed'] as Uint8Array, about(topic, partition))
          return [{ topic: topic as Position['topic'], partition, offset }, json] as const
        })
    },
    writes: {
      told({ topic, partition, offset }: Position): void {
        drop.run(topic, partition, offset)
      }
    }
  }
}

const about = (topic: string, partition: number) => `untold|${topic}|${partition}`
