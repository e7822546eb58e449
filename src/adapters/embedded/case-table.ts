import type { DatabaseSync } from 'node:sqlite'
import type { Position } from '#src/domain/ports.ts'
import type { Sealing } from './sealing.ts'

/** A case as it is stored: what the queue sorts by, who sees it, and the rest as JSON. */
export interface CaseRow {
  readonly id: string
  readonly state: string
  readonly urgency: number
  readonly newest: number
  readonly agencies: readonly string[]
  readonly json: string
}

/** A page of a queue; '' stands for all agencies. */
export interface QueueQuery {
  readonly agency: string
  readonly state: string | undefined
  readonly limit: number
  readonly after: readonly [urgency: number, newest: number, id: string]
}

/** Cases as tables: a case's row id is the sequence of its last change; its body is encrypted. */
export const caseTable = (
  database: DatabaseSync,
  sealing: Sealing,
  advance: (owner: string, position: Position) => boolean
) => {
  const sql = statements(database)
  const sequence = () => Number(sql.sequence.get()?.['sequence'] ?? 0)
  const opened = (row: { [column: string]: unknown }) =>
    sealing.open(row['sealed'] as Uint8Array, about(String(row['id']), Number(row['sequence'])))
  const put = (at: number, { id, state, urgency, newest, agencies, json }: CaseRow) => {
    const before = sql.stateOf.get(id)?.['state']
    if (before !== state) {
      if (before !== undefined) sql.count.run(String(before), -1)
      sql.count.run(state, 1)
    }
    sql.put.run(at, id, state, sealing.seal(json, about(id, at)))
    sql.leaveQueues.run(id)
    for (const agency of new Set(['', ...agencies])) {
      sql.queue.run(agency, urgency, newest, id, state)
    }
  }

  return {
    writes: {
      commitCases(position: Position, rows: readonly CaseRow[]): number {
        let last = sequence()
        if (!advance('cases', position)) return last
        for (const row of rows) {
          last++
          put(last, row)
        }
        return last
      }
    },
    reads: {
      caseSequence: sequence,

      casesOf: (ids: readonly string[]) =>
        ids.map(id => {
          const row = sql.one.get(id)
          return row && opened(row)
        }),

      casePage({ agency, state, limit, after }: QueueQuery): readonly string[] {
        const rows =
          state === undefined
            ? sql.page.all(agency, ...after, limit)
            : sql.pageOfState.all(agency, state, ...after, limit)
        return rows.map(opened)
      },

      caseChanges(after: number): readonly (readonly [sequence: number, json: string])[] {
        return sql.changes
          .all(after, maxChanges)
          .map(row => [Number(row['sequence']), opened(row)] as const)
      },

      caseCounts: (): readonly (readonly [state: string, count: number])[] =>
        sql.counts.all().map(row => [String(row['state']), Number(row['count'])] as const)
    }
  }
}

const maxChanges = 200

const statements = (database: DatabaseSync) => {
  const columns = 'cases.id, cases.sequence, cases.sealed'
  const page = (where: string) =>
    database.prepare(
      `SELECT ${columns} FROM case_queue JOIN cases ON cases.id = case_queue.id
       WHERE ${where} AND (urgency, newest, case_queue.id) > (?, ?, ?)
       ORDER BY urgency, newest, case_queue.id LIMIT ?`
    )
  return {
    page: page('agency = ?'),
    pageOfState: page('agency = ? AND case_queue.state = ?'),
    one: database.prepare(`SELECT ${columns} FROM cases WHERE id = ?`),
    stateOf: database.prepare('SELECT state FROM cases WHERE id = ?'),
    changes: database.prepare(
      `SELECT ${columns} FROM cases WHERE sequence > ? ORDER BY sequence LIMIT ?`
    ),
    sequence: database.prepare('SELECT max(sequence) AS sequence FROM cases'),
    put: database.prepare(
      'INSERT OR REPLACE INTO cases (sequence, id, state, sealed) VALUES (?, ?, ?, ?)'
    ),
    leaveQueues: database.prepare('DELETE FROM case_queue WHERE id = ?'),
    queue: database.prepare(
      'INSERT INTO case_queue (agency, urgency, newest, id, state) VALUES (?, ?, ?, ?, ?)'
    ),
    count: database.prepare(
      `INSERT INTO case_count (state, count) VALUES (?, ?)
       ON CONFLICT DO UPDATE SET count = count + excluded.count`
    ),
    counts: database.prepare('SELECT state, count FROM case_count WHERE count > 0')
  }
}

const about = (id: string, sequence: number) => `cases|${id}|${sequence}`
