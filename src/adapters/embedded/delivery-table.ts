import type { DatabaseSync } from 'node:sqlite'
import type { Position } from '#src/domain/ports.ts'
import type { Sealing } from '../sealing.ts'

/** An alert to deliver, as it is stored. */
export interface DeliveryRow {
  readonly id: string
  readonly agency: string
  readonly desk: string
  readonly caseId: string
  readonly json: string
}

export interface StoredDelivery {
  readonly json: string
  readonly attempts: number
  readonly at: number
  readonly error: string
}

export interface Claim {
  readonly agency: string
  readonly desk: string
  readonly at: number
  readonly heldUntil: number
  readonly limit: number
}

/** Alerts on their way as a table, numbered in the order in which they came; one that is delivered leaves it. */
export const deliveryTable = (
  database: DatabaseSync,
  sealing: Sealing,
  advance: (owner: string, position: Position) => boolean
) => {
  const sql = statements(database)
  const stored = (row: { [column: string]: unknown }): StoredDelivery => ({
    json: sealing.open(row['sealed'] as Uint8Array, about(String(row['id']))),
    attempts: Number(row['attempts']),
    at: Number(row['at']),
    error: String(row['error'])
  })
  return {
    writes: {
      addDeliveries(position: Position, rows: readonly DeliveryRow[]): void {
        if (!advance('deliveries', position)) return
        for (const { id, agency, desk, caseId, json } of rows) {
          sql.add.run(id, agency, desk, caseId, sealing.seal(json, about(id)))
        }
      },
      claimDeliveries({ agency, desk, at, heldUntil, limit }: Claim): readonly StoredDelivery[] {
        const rows = sql.next.all(agency, desk, at, limit)
        for (const { id } of rows) sql.hold.run(heldUntil, String(id))
        return rows.map(stored)
      },
      removeDelivery(id: string): void {
        sql.remove.run(id)
      },
      settleDelivery(id: string, isFailed: boolean, at: number, error: string): void {
        sql.settle.run(isFailed ? 1 : 0, at, error, id)
      },
      redeliver: (agency: string, id: string): boolean => sql.again.run(id, agency).changes === 1,
      /** The next of them, as many as are done at once; gives how many. */
      eraseDeliveries(servedDesks: readonly string[], at: number, before: number): number {
        const served = JSON.stringify(servedDesks)
        sql.note.run(at, served)
        return Number(sql.erase.run(before, served, maxErased).changes)
      }
    },
    reads: {
      hasDeliveries: ({ agency, desk, at }: Claim): boolean =>
        sql.next.get(agency, desk, at, 1) !== undefined,
      failedDeliveries: (agency: string, after: string, limit: number): readonly StoredDelivery[] =>
        sql.failed.all(agency, after, limit).map(stored),
      deliveryCounts(): { readonly waiting: number; readonly failed: number } {
        const row = sql.counts.get()
        return { waiting: Number(row?.['waiting'] ?? 0), failed: Number(row?.['failed'] ?? 0) }
      }
    }
  }
}

const isUnserved = `agency || '/' || desk NOT IN (SELECT value FROM json_each(?))`
const maxErased = 1_000

const statements = (database: DatabaseSync) => ({
  add: database.prepare(
    `INSERT OR IGNORE INTO delivery (id, agency, desk, case_id, is_failed, attempts, at, error, sealed)
     VALUES (?, ?, ?, ?, 0, 0, 0, '', ?)`
  ),
  // Of each case only the oldest that waits: a later one never overtakes it.
  next: database.prepare(
    `SELECT id, attempts, at, error, sealed FROM delivery AS one
     WHERE agency = ? AND desk = ? AND is_failed = 0 AND at <= ? AND NOT EXISTS (
       SELECT 1 FROM delivery AS other
       WHERE other.agency = one.agency AND other.desk = one.desk AND other.is_failed = 0
         AND other.case_id = one.case_id AND other.number < one.number)
     ORDER BY number LIMIT ?`
  ),
  hold: database.prepare('UPDATE delivery SET at = ? WHERE id = ?'),
  remove: database.prepare('DELETE FROM delivery WHERE id = ?'),
  settle: database.prepare(
    `UPDATE delivery SET is_failed = ?, at = ?, error = ?, attempts = attempts + 1 WHERE id = ?`
  ),
  again: database.prepare(
    'UPDATE delivery SET is_failed = 0, at = 0, attempts = 0 WHERE id = ? AND agency = ? AND is_failed = 1'
  ),
  // One that was never tried begins to count when it is first seen that nobody takes it.
  note: database.prepare(
    `UPDATE delivery SET at = ? WHERE is_failed = 0 AND at = 0 AND ${isUnserved}`
  ),
  erase: database.prepare(
    `DELETE FROM delivery WHERE number IN (
       SELECT number FROM delivery WHERE at > 0 AND at < ? AND (is_failed = 1 OR ${isUnserved}) LIMIT ?)`
  ),
  failed: database.prepare(
    `SELECT id, attempts, at, error, sealed FROM delivery
     WHERE agency = ? AND is_failed = 1 AND id > ? ORDER BY id LIMIT ?`
  ),
  counts: database.prepare(
    'SELECT sum(is_failed = 0) AS waiting, sum(is_failed) AS failed FROM delivery'
  )
})

const about = (id: string) => `delivery|${id}`
