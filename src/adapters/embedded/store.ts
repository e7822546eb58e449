import { createPrivateKey } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import { sealingUnder } from '../sealing.ts'
import { auditTable } from './audit-table.ts'
import { caseTable } from './case-table.ts'
import { deliveryTable } from './delivery-table.ts'
import { exclusionTable } from './exclusion-table.ts'
import { listTable } from './list-table.ts'
import { manifestTable } from './manifest-table.ts'
import { positionTable } from './position-table.ts'
import { recordTable } from './record-table.ts'
import { createTables } from './schema.ts'
import { isUnavailable, unavailableCode } from './unavailable.ts'
import { untoldTable } from './untold-table.ts'

/** What the worker needs to open the database. */
export interface StoreOptions {
  readonly file: string
  readonly fieldKey: Uint8Array
  /** Private, PEM. */
  readonly auditKey: string
  /** How long to wait for another process that writes. */
  readonly busyTimeoutMs?: number
}

export type Call = readonly [name: string, ...args: readonly unknown[]]
/** Who alone writes, or who reads beside them. */
export type StoreSide = 'writes' | 'reads'
export type Outcome =
  | readonly [ok: true, value: unknown]
  | readonly [ok: false, message: string, code?: string]
/** Of each call, in their order. */
export type Outcomes = readonly Outcome[]

export type Writes = ReturnType<typeof openTables>['writes']
export type Reads = ReturnType<typeof openTables>['reads']

/** The database with its tables, open on one side for batches of calls; synchronous, so it belongs into a thread of its own. */
export const openStore = (side: StoreSide, options: StoreOptions) =>
  side === 'writes' ? openForWrites(options) : openForReads(options)

/** Calls that came together share one transaction, and so one fsync. */
const openForWrites = ({
  file,
  fieldKey,
  auditKey,
  busyTimeoutMs = usualTimeoutMs
}: StoreOptions) => {
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs })
  database.exec(pragmas)
  createTables(database)
  const { writes, audit } = openTables(database, fieldKey, auditKey)

  const transaction = (work: () => Outcome[]): Outcome[] => {
    database.exec('BEGIN IMMEDIATE')
    try {
      const outcomes = work()
      audit.seal()
      database.exec('COMMIT')
      return outcomes
    } catch (error) {
      // SQLite has already rolled back after some errors of the disk.
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    } finally {
      audit.forget()
    }
  }
  const apart = (call: Call): Outcome => {
    const mark = audit.mark()
    database.exec('SAVEPOINT one')
    try {
      return [true, run(writes, call)]
    } catch (error) {
      if (isUnavailable(error)) throw error
      database.exec('ROLLBACK TO one')
      audit.restore(mark)
      return failure(error)
    } finally {
      if (database.isTransaction) database.exec('RELEASE one')
    }
  }
  /** All as one first, since calls seldom fail; when one does, again with a savepoint around each. */
  const write = (calls: readonly Call[]): Outcome[] => {
    if (calls.length === 0) return []
    try {
      return transaction(() => calls.map(call => [true, run(writes, call)]))
    } catch (error) {
      if (isUnavailable(error)) return calls.map(() => failure(error))
    }
    try {
      return transaction(() => calls.map(apart))
    } catch (error) {
      return calls.map(() => failure(error))
    }
  }

  return { run: write, close: () => database.close() }
}

/** Calls that came together see one state of the file, whatever is written meanwhile. */
const openForReads = ({
  file,
  fieldKey,
  auditKey,
  busyTimeoutMs = usualTimeoutMs
}: StoreOptions) => {
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs, readOnly: true })
  database.exec(readingPragmas)
  const { reads } = openTables(database, fieldKey, auditKey)
  const read = (call: Call): Outcome => {
    try {
      return [true, run(reads, call)]
    } catch (error) {
      return failure(error)
    }
  }
  const readAll = (calls: readonly Call[]): Outcomes => {
    try {
      database.exec('BEGIN')
      return calls.map(read)
    } catch (error) {
      return calls.map(() => failure(error))
    } finally {
      // SQLite has already ended it after some errors of the disk.
      if (database.isTransaction) database.exec('ROLLBACK')
    }
  }
  return { run: readAll, close: () => database.close() }
}

const run = (calls: object, [name, ...args]: Call): unknown => {
  const call: unknown = Reflect.get(calls, name)
  if (typeof call !== 'function') throw new Error(`there is no call ${name}`)
  return call(...args)
}

const usualTimeoutMs = 5_000

// FULL: a commit has reached the disk before it is acknowledged.
const pragmas = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -65536;
  PRAGMA journal_size_limit = 67108864;
  PRAGMA wal_autocheckpoint = 2000;`

const readingPragmas = `
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -65536;`

const openTables = (database: DatabaseSync, fieldKey: Uint8Array, auditKey: string) => {
  const sealing = sealingUnder(fieldKey)
  const positions = positionTable(database)
  const record = recordTable(database, sealing)
  const listed = listTable(database, sealing, positions.advance)
  const exclusions = exclusionTable(database, sealing, positions.advance)
  const untold = untoldTable(database, sealing)
  const cases = caseTable(database, sealing, positions, exclusions.put, untold.put)
  const manifests = manifestTable(database, sealing)
  const deliveries = deliveryTable(database, sealing, positions.advance)
  const audit = auditTable(database, createPrivateKey(auditKey))
  const meta = metaTable(database)
  return {
    audit,
    writes: {
      ...positions.writes,
      ...record.writes,
      ...listed.writes,
      ...cases.writes,
      ...untold.writes,
      ...manifests.writes,
      ...exclusions.writes,
      ...deliveries.writes,
      ...audit.writes,
      ...meta.writes
    },
    reads: {
      ...positions.reads,
      ...record.reads,
      ...listed.reads,
      ...cases.reads,
      ...untold.reads,
      ...manifests.reads,
      ...exclusions.reads,
      ...deliveries.reads,
      ...audit.reads
    }
  }
}

const metaTable = (database: DatabaseSync) => {
  const add = database.prepare('INSERT OR IGNORE INTO meta (name, value) VALUES (?, ?)')
  const get = database.prepare('SELECT value FROM meta WHERE name = ?')
  const put = database.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)')
  return {
    writes: {
      /** Keeps a value when there is none; gives back the one that stands. */
      keepMeta(name: string, value: string): string {
        add.run(name, value)
        return String(get.get(name)?.['value'])
      },
      /** A write that costs a commit and changes nothing that matters: does the disk take it? */
      probe(at: number): void {
        put.run('probe', at)
      }
    }
  }
}

const failure = (error: unknown): Outcome => {
  const message = error instanceof Error ? error.message : String(error)
  return isUnavailable(error)
    ? [false, `nothing was stored: ${message}`, unavailableCode]
    : [false, message]
}
