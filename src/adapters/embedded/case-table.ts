import type { DatabaseSync } from 'node:sqlite'
import type { EntryKey, Position } from '#src/domain/ports.ts'
import type { Sealing } from '../sealing.ts'
import { type Sighting, sightingName, workName } from '../sightings.ts'
import type { ExclusionRow } from './exclusion-table.ts'
import type { positionTable } from './position-table.ts'

/** A case as it is stored: its desks, and the rest as JSON. */
export interface CaseRow {
  readonly id: string
  readonly json: string
  readonly traveller: string | undefined
  readonly entries: readonly Entry[]
  readonly openUntil: number
  readonly sightings: readonly Sighting[]
  readonly exclusions: readonly ExclusionRow[]
  readonly desks: readonly DeskRow[]
}

/** An entry by its list and its id. */
export type Entry = readonly [list: string, id: string]

/** An agency's desk as it is stored: what its queue sorts by, and whether the case is in it. */
export interface DeskRow {
  readonly agency: string
  readonly revision: number
  readonly state: string
  readonly urgency: number
  readonly newest: number
  readonly isSeen: boolean
  readonly due: number | undefined
}

/** A page of an agency's queue. */
export interface QueueQuery {
  readonly agency: string
  readonly state: string | undefined
  readonly limit: number
  readonly after: readonly [urgency: number, newest: number, id: string]
}

/** Cases as tables: a case's row id rises with every change and its body is encrypted; each agency's desks have a sequence of their own. */
export const caseTable = (
  database: DatabaseSync,
  sealing: Sealing,
  { advance, isPassed }: Pick<ReturnType<typeof positionTable>, 'advance' | 'isPassed'>,
  putExclusions: (rows: readonly ExclusionRow[]) => void,
  putUntold: (position: Position, json: string | undefined) => void
) => {
  const sql = statements(database)
  const version = () => Number(sql.version.get()?.['version'] ?? 0)
  const deskSequence = (agency: string) => Number(sql.sequence.get(agency)?.['sequence'] ?? 0)
  const opened = (row: { [column: string]: unknown }) =>
    sealing.open(row['sealed'] as Uint8Array, about(String(row['id']), Number(row['at'])))
  const bodyOf = (id: string) => {
    const row = sql.one.get(id)
    return row && opened(row)
  }

  const putDesk = (id: string, desk: DeskRow) => {
    const { agency, revision, state, urgency, newest, isSeen, due } = desk
    const before = sql.desk.get(id, agency)
    const wasSeen = before?.['is_seen'] === 1
    const isSame = before?.['revision'] === revision
    if (isSame && wasSeen === isSeen) return
    // That a case is out of sight is told once; nothing of it is until it comes back.
    const isKnown = isSame && !(wasSeen && !isSeen)
    if (before && wasSeen) sql.count.run(String(before['state']), -1)
    if (isSeen) sql.count.run(state, 1)
    const sequence = isKnown ? Number(before['sequence']) : deskSequence(agency) + 1
    sql.putDesk.run(
      agency,
      sequence,
      id,
      revision,
      state,
      urgency,
      newest,
      isSeen ? 1 : 0,
      due ?? null
    )
  }
  const putSighting = (id: string, { name, since, isSeen }: Sighting) => {
    const row = [sealing.digest(name), -since, id] as const
    if (isSeen) sql.putSeen.run(...row)
    else sql.dropSeen.run(...row)
  }
  const put = (at: number, row: CaseRow) => {
    const { id, json, traveller, entries, openUntil, sightings, desks } = row
    sql.put.run(at, id, traveller ?? null, sealing.seal(json, about(id, at)))
    for (const entry of entries) sql.putEntry.run(digestOf(sealing, entry), id, openUntil)
    for (const sighting of sightings) putSighting(id, sighting)
    for (const desk of desks) putDesk(id, desk)
  }

  return {
    writes: {
      /** Gives 'changed', and stores nothing, where a case does not stand as it was read. */
      commitCases(
        position: Position,
        rows: readonly CaseRow[],
        madeOf: ReadonlyMap<string, string> | undefined,
        news: string | undefined
      ): number | 'changed' {
        let last = version()
        if (isPassed('cases', position)) return last
        if (madeOf && rows.some(({ id }) => bodyOf(id) !== madeOf.get(id))) return 'changed'
        advance('cases', position)
        putUntold(position, news)
        for (const row of rows) {
          last++
          put(last, row)
          putExclusions(row.exclusions)
        }
        return last
      }
    },
    reads: {
      deskSequence,

      casesOf: (ids: readonly string[]) => ids.map(bodyOf),

      casePage({ agency, state, limit, after }: QueueQuery): readonly string[] {
        const rows =
          state === undefined
            ? sql.page.all(agency, ...after, limit)
            : sql.pageOfState.all(agency, state, ...after, limit)
        return rows.map(opened)
      },

      deskChanges(
        agency: string,
        after: number
      ): readonly (readonly [sequence: number, json: string])[] {
        return sql.changes
          .all(agency, after, maxChanges)
          .map(row => [Number(row['sequence']), opened(row)] as const)
      },

      dueDesks: (
        before: number,
        limit: number,
        skipped: number
      ): readonly (readonly [agency: string, json: string])[] =>
        sql.due
          .all(before, limit, skipped)
          .map(row => [String(row['agency']), opened(row)] as const),

      casesOfTraveller: (traveller: string, limit: number): readonly string[] =>
        sql.ofTraveller.all(traveller, limit).map(opened),

      casesOfEntries: (entries: readonly Entry[], since: number): readonly string[] => [
        ...new Set(
          entries.flatMap(entry =>
            sql.ofEntry.all(digestOf(sealing, entry), since).map(row => String(row['id']))
          )
        )
      ],

      casesAtWorkOn: (list: string): readonly string[] =>
        sql.allSeen.all(sealing.digest(workName(list))).map(row => String(row['id'])),

      casesSeenOfEntry: (
        agency: string,
        entry: EntryKey,
        before: number,
        limit: number
      ): readonly (readonly [id: string, since: number])[] =>
        sql.seen
          .all(sealing.digest(sightingName(agency, entry)), -before, limit)
          .map(row => [String(row['id']), -Number(row['newest'])] as const),

      deskCounts: (): readonly (readonly [state: string, count: number])[] =>
        sql.counts.all().map(row => [String(row['state']), Number(row['count'])] as const)
    }
  }
}

const maxChanges = 200

const statements = (database: DatabaseSync) => {
  const columns = 'cases.id, cases.sequence AS at, cases.sealed'
  const page = (where: string) =>
    database.prepare(
      `SELECT ${columns} FROM desk JOIN cases ON cases.id = desk.id
       WHERE ${where} AND is_seen = 1 AND (urgency, newest, desk.id) > (?, ?, ?)
       ORDER BY urgency, newest, desk.id LIMIT ?`
    )
  return {
    page: page('agency = ?'),
    pageOfState: page('agency = ? AND state = ?'),
    one: database.prepare(`SELECT ${columns} FROM cases WHERE id = ?`),
    desk: database.prepare(
      'SELECT sequence, revision, state, is_seen FROM desk WHERE id = ? AND agency = ?'
    ),
    changes: database.prepare(
      `SELECT ${columns}, desk.sequence FROM desk JOIN cases ON cases.id = desk.id
       WHERE agency = ? AND desk.sequence > ? ORDER BY desk.sequence LIMIT ?`
    ),
    due: database.prepare(
      `SELECT ${columns}, desk.agency FROM desk JOIN cases ON cases.id = desk.id
       WHERE due < ? AND is_seen = 1 ORDER BY due LIMIT ? OFFSET ?`
    ),
    ofTraveller: database.prepare(
      `SELECT ${columns} FROM cases WHERE traveller = ? ORDER BY sequence DESC LIMIT ?`
    ),
    ofEntry: database.prepare('SELECT id FROM case_entry WHERE entry = ? AND open_until >= ?'),
    version: database.prepare('SELECT max(sequence) AS version FROM cases'),
    // Rows out of sight count too, so that no number is given twice.
    sequence: database.prepare(
      'SELECT sequence FROM desk WHERE agency = ? ORDER BY sequence DESC LIMIT 1'
    ),
    put: database.prepare(
      'INSERT OR REPLACE INTO cases (sequence, id, traveller, sealed) VALUES (?, ?, ?, ?)'
    ),
    putEntry: database.prepare(
      'INSERT OR REPLACE INTO case_entry (entry, id, open_until) VALUES (?, ?, ?)'
    ),
    seen: database.prepare(
      'SELECT id, newest FROM case_seen WHERE entry = ? AND newest > ? ORDER BY newest, id LIMIT ?'
    ),
    allSeen: database.prepare('SELECT id FROM case_seen WHERE entry = ?'),
    putSeen: database.prepare(
      'INSERT OR IGNORE INTO case_seen (entry, newest, id) VALUES (?, ?, ?)'
    ),
    dropSeen: database.prepare('DELETE FROM case_seen WHERE entry = ? AND newest = ? AND id = ?'),
    putDesk: database.prepare(
      `INSERT OR REPLACE INTO desk (agency, sequence, id, revision, state, urgency, newest, is_seen, due)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
    ),
    count: database.prepare(
      `INSERT INTO desk_count (state, count) VALUES (?, ?)
       ON CONFLICT DO UPDATE SET count = count + excluded.count`
    ),
    counts: database.prepare('SELECT state, count FROM desk_count WHERE count > 0')
  }
}

const digestOf = ({ digest }: Sealing, entry: Entry) => digest(JSON.stringify(['entry', ...entry]))

const about = (id: string, sequence: number) => `cases|${id}|${sequence}`
