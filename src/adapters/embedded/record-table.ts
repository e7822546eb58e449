import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Topic } from '#src/domain/ports.ts'
import type { Sealing } from '../sealing.ts'
import { recordTables } from './schema.ts'

/** An event on its way in: its data already as JSON. */
export type NewEvent = readonly [
  id: string,
  type: string,
  source: string,
  time: string,
  json: string
]

/** An event on its way out. */
export type StoredEvent = readonly [offset: number, ...event: NewEvent]

export interface EventPage {
  readonly events: readonly StoredEvent[]
  /** Everything up to here has been looked at, whether it stands in `events` or was left out. */
  readonly through: number
  /** Nothing stands behind it yet. */
  readonly isLast: boolean
}

export interface PageQuery {
  readonly topic: Topic
  readonly after: number
  readonly types: readonly string[] | undefined
  /** The last offset given to the follower. */
  readonly given: number
  /** From so many left out on, the last of them is given, so that the follower's own position moves. */
  readonly leftOut: number
}

/** The topics of the record as tables. */
export const recordTable = (database: DatabaseSync, sealing: Sealing) => {
  const topics = new Map(
    Object.entries(recordTables).map(([topic, table]) => [topic, statements(database, table)])
  )
  const of = (topic: Topic) => {
    const found = topics.get(topic)
    if (!found) throw new Error(`there is no topic ${topic}`)
    return found
  }
  const stored = (topic: Topic, row: Row): StoredEvent => {
    const [offset, id, type, source, time, sealed] = row
    return [offset, id, type, source, time, sealing.open(sealed, about(topic, type, id))]
  }

  return {
    writes: {
      appendEvents(topic: Topic, events: readonly NewEvent[]): void {
        const { insert } = of(topic)
        for (const [id, type, source, time, json] of events) {
          const sealed = sealing.seal(json, about(topic, type, id))
          insert.run(id, type, source, time, sealed)
        }
      },
      eraseEvents(topic: Topic, through: number): void {
        of(topic).erase.run(through)
      }
    },
    reads: {
      lastOffset: (topic: Topic): number => numberOf(of(topic).last.get()),

      findEvent(topic: Topic, id: string): StoredEvent | undefined {
        const row = of(topic).byId.get(id) as unknown as Row | undefined
        return row && stored(topic, row)
      },

      eventPage({ topic, after, types, given, leftOut }: PageQuery): EventPage {
        const { pageAfter, at, last, ofType } = of(topic)
        const events: StoredEvent[] = []
        let bytes = 0
        const take = (row: unknown) => {
          const event = stored(topic, row as Row)
          events.push(event)
          bytes += event[5].length
          return bytes < maxBytes
        }
        if (!types) {
          for (const row of pageAfter.iterate(after, maxEvents)) if (!take(row)) break
          const isLast = events.length < maxEvents && bytes < maxBytes
          return { events, through: events.at(-1)?.[0] ?? after, isLast }
        }
        const end = numberOf(last.get())
        const wanted = types
          .flatMap(type => ofType.all(type, after, maxEvents).map(numberOf))
          .sort((a, b) => a - b)
        for (const offset of wanted.slice(0, maxEvents)) if (!take(at.get(offset))) break
        const lastTaken = events.at(-1)?.[0] ?? given
        // A full page says nothing of what comes after it.
        const isAll = events.length === wanted.length && wanted.length < maxEvents
        if (!isAll) return { events, through: lastTaken, isLast: false }
        if (end - lastTaken >= leftOut) take(at.get(end))
        return { events, through: Math.max(end, after), isLast: true }
      }
    }
  }
}

const maxEvents = 500
// Decrypting this much takes a few milliseconds: other calls are not kept waiting.
const maxBytes = 1_048_576

type Row = [
  offset: number,
  id: string,
  type: string,
  source: string,
  time: string,
  sealed: Uint8Array
]

const statements = (database: DatabaseSync, table: string) => {
  const arrays = (sql: string): StatementSync => {
    const statement = database.prepare(sql)
    statement.setReturnArrays(true)
    return statement
  }
  const columns = `"offset", id, type, source, time, sealed FROM ${table}`
  return {
    insert: database.prepare(
      `INSERT INTO ${table} (id, type, source, time, sealed) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO NOTHING`
    ),
    erase: database.prepare(`DELETE FROM ${table} WHERE "offset" <= ?`),
    last: arrays(`SELECT max("offset") FROM ${table}`),
    byId: arrays(`SELECT ${columns} WHERE id = ?`),
    at: arrays(`SELECT ${columns} WHERE "offset" = ?`),
    pageAfter: arrays(`SELECT ${columns} WHERE "offset" > ? ORDER BY "offset" LIMIT ?`),
    ofType: arrays(
      `SELECT "offset" FROM ${table} WHERE type = ? AND "offset" > ? ORDER BY "offset" LIMIT ?`
    )
  }
}

const numberOf = (row: unknown): number => Number(Array.isArray(row) ? (row[0] ?? 0) : 0)

const about = (topic: string, type: string, id: string) => `record|${topic}|${type}|${id}`
