import type { DatabaseSync } from 'node:sqlite'
import type { Topic } from '#src/domain/ports.ts'

/** The table of each topic of the record: a topic's offsets are its row ids, so reading on is one walk. */
export const recordTables: { readonly [topic in Topic]: string } = {
  crossings: 'record_crossings',
  manifests: 'record_manifests',
  watchlist: 'record_watchlist',
  'case-commands': 'record_case_commands',
  screenings: 'record_screenings',
  'carrier-replies': 'record_carrier_replies',
  alerts: 'record_alerts',
  'dead-letters': 'record_dead_letters'
}

/** Makes the tables of an empty database; refuses one that another version has made. */
export const createTables = (database: DatabaseSync): void => {
  const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
  if (found > version)
    throw new Error(`portcullis.db is of version ${found}, newer than ${version}`)
  if (found === version) return
  if (found !== 0) {
    throw new Error(
      `portcullis.db is of version ${found}, made before the first release: use an empty folder`
    )
  }
  const record = Object.values(recordTables).map(recordTable).join('\n')
  database.exec(`BEGIN IMMEDIATE; ${record} ${tables} PRAGMA user_version = ${version}; COMMIT`)
}

const version = 8

// AUTOINCREMENT: an offset is never given twice, even when old events have been erased.
const recordTable = (name: string) => `
  CREATE TABLE IF NOT EXISTS ${name} (
    "offset" INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    source TEXT NOT NULL,
    time TEXT NOT NULL,
    sealed BLOB NOT NULL
  );
  CREATE INDEX IF NOT EXISTS ${name}_by_type ON ${name} (type, "offset");`

const tables = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value ANY NOT NULL) WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS position (
    owner TEXT NOT NULL,
    topic TEXT NOT NULL,
    partition INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    PRIMARY KEY (owner, topic, partition)
  ) WITHOUT ROWID;

  -- Each list (id '') and each entry in its newest state, tombstones included, by the version of its last change.
  CREATE TABLE IF NOT EXISTS listed (
    version INTEGER PRIMARY KEY,
    list TEXT NOT NULL,
    id TEXT NOT NULL,
    has_contact INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (list, id)
  );
  CREATE INDEX IF NOT EXISTS listed_lists ON listed (list) WHERE id = '';
  -- Free text about a person, apart from what the index reads.
  CREATE TABLE IF NOT EXISTS listed_text (
    list TEXT NOT NULL,
    id TEXT NOT NULL,
    field TEXT NOT NULL,
    version INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (list, id, field)
  ) WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS cases (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    traveller TEXT,
    sealed BLOB NOT NULL
  );
  CREATE INDEX IF NOT EXISTS cases_of_traveller ON cases (traveller, sequence) WHERE traveller IS NOT NULL;
  -- Cases by the entries that they have hits of, as keyed digests, with when the last desk was done with.
  CREATE TABLE IF NOT EXISTS case_entry (
    entry TEXT NOT NULL,
    id TEXT NOT NULL,
    open_until INTEGER NOT NULL,
    PRIMARY KEY (entry, id)
  ) WITHOUT ROWID;
  -- Cases by agency and entry whose hit the agency sees, and by lists that a desk works on, as keyed digests; newest is minus the time of the agency's desk, or of the case.
  CREATE TABLE IF NOT EXISTS case_seen (
    entry TEXT NOT NULL,
    newest INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (entry, newest, id)
  ) WITHOUT ROWID;
  -- Each agency's desk of a case, by the agency's own count of changes; newest is minus the desk's time, due the end of its timer.
  CREATE TABLE IF NOT EXISTS desk (
    agency TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    urgency INTEGER NOT NULL,
    newest INTEGER NOT NULL,
    is_seen INTEGER NOT NULL,
    due INTEGER,
    PRIMARY KEY (agency, sequence),
    UNIQUE (id, agency)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS desk_queue ON desk (agency, urgency, newest, id) WHERE is_seen = 1;
  CREATE INDEX IF NOT EXISTS desk_queue_by_state ON desk (agency, state, urgency, newest, id) WHERE is_seen = 1;
  CREATE INDEX IF NOT EXISTS desk_due ON desk (due) WHERE due IS NOT NULL AND is_seen = 1;
  CREATE TABLE IF NOT EXISTS desk_count (state TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;

  -- What the last commit of cases of a topic's partition has still to tell.
  CREATE TABLE IF NOT EXISTS untold (
    topic TEXT NOT NULL,
    partition INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (topic, partition)
  ) WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS exclusion (
    version INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    agency TEXT NOT NULL,
    applied INTEGER NOT NULL,
    sealed BLOB NOT NULL
  );
  CREATE INDEX IF NOT EXISTS exclusion_of_agency ON exclusion (agency, id);

  -- Alerts on their way to webhooks; at = when to try next, or when it failed.
  CREATE TABLE IF NOT EXISTS delivery (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    agency TEXT NOT NULL,
    desk TEXT NOT NULL,
    case_id TEXT NOT NULL,
    is_failed INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    at INTEGER NOT NULL,
    error TEXT NOT NULL,
    sealed BLOB NOT NULL
  );
  CREATE INDEX IF NOT EXISTS delivery_queue ON delivery (agency, desk, is_failed, number);
  CREATE INDEX IF NOT EXISTS delivery_of_case ON delivery (agency, desk, case_id, number) WHERE is_failed = 0;

  CREATE TABLE IF NOT EXISTS manifests (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    is_finished INTEGER NOT NULL,
    is_reduced INTEGER NOT NULL DEFAULT 0,
    sealed BLOB NOT NULL
  );
  CREATE INDEX IF NOT EXISTS manifests_due ON manifests (at) WHERE is_finished = 1 AND is_reduced = 0;
  CREATE INDEX IF NOT EXISTS manifests_unfinished ON manifests (number) WHERE is_finished = 0;
  CREATE TABLE IF NOT EXISTS manifest_key (
    key TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (key, number)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS manifest_key_by_number ON manifest_key (number);

  CREATE TABLE IF NOT EXISTS audit (
    number INTEGER PRIMARY KEY,
    line TEXT NOT NULL,
    hash BLOB NOT NULL
  );
  CREATE TABLE IF NOT EXISTS audit_head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL,
    hash BLOB NOT NULL,
    signature BLOB NOT NULL
  );`
