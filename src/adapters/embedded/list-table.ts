import type { DatabaseSync } from 'node:sqlite'
import type { Position } from '#src/domain/ports.ts'
import type { Sealing } from '../sealing.ts'

/** The fields of an entry that are kept apart and encrypted. */
export const textFields = ['remarks', 'legalBasis', 'contact'] as const
export type TextField = (typeof textFields)[number]

/** A list (id '') or an entry as it is stored: its state as JSON without free text, and the free text. */
export type ListedRow = readonly [
  list: string,
  id: string,
  json: string,
  texts: readonly (readonly [field: TextField, text: string])[]
]

/** A stored state: its JSON and its free text, decrypted. */
export type StoredState = readonly [
  id: string,
  json: string,
  texts: readonly (readonly [field: string, text: string])[]
]

export interface ChangePage {
  /** A JSON array of changes: one text is cheaper to hand over than a thousand objects. */
  readonly json: string
  /** Contacts, by the change's place in the array. */
  readonly contacts: readonly (readonly [index: number, contact: string])[]
  readonly through: number
}

/** The shared list as a table: a state's row id is its version, so that following is one walk. */
export const listTable = (
  database: DatabaseSync,
  sealing: Sealing,
  advance: (owner: string, position: Position) => boolean
) => {
  const sql = statements(database)
  const version = () => Number(sql.version.get()?.['version'] ?? 0)
  const textsOf = (list: string, id: string) =>
    sql.texts.all(list, id).map(({ field, version, sealed }) => {
      const place = about(list, id, String(field), Number(version))
      return [String(field), sealing.open(sealed as Uint8Array, place)] as const
    })
  const put = (at: number, [list, id, json, texts]: ListedRow) => {
    const hasContact = texts.some(([field]) => field === 'contact')
    sql.put.run(at, list, id, hasContact ? 1 : 0, json)
    sql.clearTexts.run(list, id)
    for (const [field, text] of texts) {
      sql.putText.run(list, id, field, at, sealing.seal(text, about(list, id, field, at)))
    }
  }

  return {
    writes: {
      commitListed(position: Position, rows: readonly ListedRow[]): number {
        let last = version()
        if (!advance('shared-list', position)) return last
        for (const row of rows) {
          last++
          put(last, row)
        }
        return last
      }
    },
    reads: {
      listVersion: version,
      lists: (): readonly string[] => sql.lists.all().map(row => String(row['body'])),

      listedStates: (keys: readonly (readonly [list: string, id: string])[]) =>
        keys.map(([list, id]): StoredState | undefined => {
          const row = sql.one.get(list, id)
          return row && [id, String(row['body']), textsOf(list, id)]
        }),

      listedPage: (list: string, after: string, limit: number) =>
        sql.page.all(list, after, limit).map((row): StoredState => {
          const id = String(row['id'])
          return [id, String(row['body']), textsOf(list, id)]
        }),

      changePage(after: number): ChangePage {
        const changes: string[] = []
        const contacts: [number, string][] = []
        let through = after
        let bytes = 0
        for (const row of sql.changes.iterate(after, maxChanges)) {
          const [at, list, id, hasContact, body] = row as unknown as ChangeRow
          if (hasContact) {
            const { sealed } = sql.contact.get(list, id) as { sealed: Uint8Array }
            contacts.push([changes.length, sealing.open(sealed, about(list, id, 'contact', at))])
          }
          changes.push(`{"version":${at},"kind":"${id === '' ? 'list' : 'entry'}","state":${body}}`)
          through = at
          bytes += body.length
          if (bytes >= maxBytes) break
        }
        return { json: `[${changes.join(',')}]`, contacts, through }
      }
    }
  }
}

// Some milliseconds each: other calls are not kept waiting.
const maxChanges = 500
const maxBytes = 1_048_576

type ChangeRow = [version: number, list: string, id: string, hasContact: number, body: string]

const statements = (database: DatabaseSync) => {
  const changes = database.prepare(
    `SELECT version, list, id, has_contact, body FROM listed
     WHERE version > ? ORDER BY version LIMIT ?`
  )
  changes.setReturnArrays(true)
  return {
    changes,
    version: database.prepare('SELECT max(version) AS version FROM listed'),
    put: database.prepare(
      'INSERT OR REPLACE INTO listed (version, list, id, has_contact, body) VALUES (?, ?, ?, ?, ?)'
    ),
    lists: database.prepare(`SELECT body FROM listed WHERE id = '' ORDER BY list`),
    one: database.prepare('SELECT body FROM listed WHERE list = ? AND id = ?'),
    page: database.prepare(
      'SELECT id, body FROM listed WHERE list = ? AND id > ? ORDER BY id LIMIT ?'
    ),
    texts: database.prepare(
      'SELECT field, version, sealed FROM listed_text WHERE list = ? AND id = ?'
    ),
    contact: database.prepare(
      `SELECT sealed FROM listed_text WHERE list = ? AND id = ? AND field = 'contact'`
    ),
    clearTexts: database.prepare('DELETE FROM listed_text WHERE list = ? AND id = ?'),
    putText: database.prepare(
      'INSERT INTO listed_text (list, id, field, version, sealed) VALUES (?, ?, ?, ?, ?)'
    )
  }
}

const about = (list: string, id: string, field: string, version: number) =>
  `listed_text|${list}|${id}|${field}|${version}`
