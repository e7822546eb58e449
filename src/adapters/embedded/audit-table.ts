import type { KeyObject } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { ChainPage } from '../audit-page.ts'
import { chainHash, emptyHead, type Head, signHead } from './audit-chain.ts'

export interface StoredHead extends Head {
  readonly signature: Uint8Array
}

/** How a stretch of the chain was found. */
export interface Stretch {
  /** The last line that follows from the one before. */
  readonly number: number
  readonly hash: Uint8Array
  /** Hashes of the lines asked for. */
  readonly marks: readonly (readonly [number: number, hash: Uint8Array])[]
  /** Absent while everything fits. */
  readonly broken?: { readonly at: number; readonly reason: string }
}

/** The audit's chain as a table. Its head is read in each transaction, as another process may have added lines. */
export const auditTable = (database: DatabaseSync, privateKey: KeyObject) => {
  const sql = statements(database)
  let head: Head | undefined
  let isChanged = false

  return {
    writes: {
      appendLines(lines: readonly string[]): void {
        let { number, hash } = head ?? headOf(sql.head.get()) ?? emptyHead
        for (const line of lines) {
          number++
          hash = chainHash(hash, line)
          sql.add.run(number, line, hash)
        }
        head = { number, hash }
        isChanged = true
      }
    },
    reads: {
      /** The signed head, and the number of the last line. */
      auditHead(): { readonly head: StoredHead | undefined; readonly last: number } {
        const row = sql.headAndLast.get()
        return { head: headOf(row), last: Number(row?.['last'] ?? 0) }
      },

      auditLines: (after: number, limit: number) =>
        sql.lines
          .all(after, limit)
          .map(row => [Number(row['number']), String(row['line'])] as const),

      /** The lines after this one, at least one and as many as fit; undefined where there are none. */
      auditPage(after: number, maxBytes: number): ChainPage | undefined {
        const head = headOf(sql.head.get())
        if (!head || head.number <= after) return undefined
        const lines: [string, string][] = []
        let size = 0
        for (const row of sql.chain.iterate(after, maxLines)) {
          const line = String(row['line'])
          size += Buffer.byteLength(line) + hashBytes
          if (Number(row['number']) !== after + lines.length + 1) break
          if (lines.length > 0 && size > maxBytes) break
          lines.push([line, base64(row['hash'])])
        }
        const last = lines.at(-1)
        if (!last) throw new Error(`line ${after + 1} of the audit is missing`)
        return {
          first: after + 1,
          last: after + lines.length,
          before: base64(after > 0 ? sql.hash.get(after)?.['hash'] : emptyHead.hash),
          after: last[1],
          lines,
          head: {
            number: head.number,
            hash: base64(head.hash),
            signature: base64(head.signature)
          }
        }
      },

      /** Follows the chain from a line that is known to fit, as far as `upTo`, a page at most. */
      followChain(from: Head, upTo: number, marksAt: readonly number[]): Stretch {
        const wanted = new Set(marksAt)
        const marks: [number, Uint8Array][] = []
        let { number, hash } = from
        const broken = (at: number, reason: string) => ({
          number,
          hash,
          marks,
          broken: { at, reason }
        })
        for (const row of sql.chain.iterate(number, Math.min(upTo - number, maxLines))) {
          const at = Number(row['number'])
          if (at !== number + 1) return broken(number + 1, `line ${number + 1} is missing`)
          const found = chainHash(hash, String(row['line']))
          if (!found.equals(bytes(row['hash']))) {
            return broken(at, `line ${at} was changed, or does not follow the line before it`)
          }
          number = at
          hash = found
          if (wanted.has(at)) marks.push([at, found])
        }
        if (number === from.number) return broken(number + 1, `line ${number + 1} is missing`)
        return { number, hash, marks }
      }
    },
    /** Where the chain stands within this transaction, to go back to when a call fails alone. */
    mark: () => ({ head, isChanged }),
    restore(mark: { readonly head: Head | undefined; readonly isChanged: boolean }): void {
      head = mark.head
      isChanged = mark.isChanged
    },
    /** Signs the head, once for all lines of the transaction. */
    seal(): void {
      if (head && isChanged) sql.putHead.run(head.number, head.hash, signHead(head, privateKey))
    },
    /** Forgets the head: the next transaction reads it again. */
    forget(): void {
      head = undefined
      isChanged = false
    }
  }
}

// 2,000 lines are hashed in about 8 ms: other calls are not kept waiting.
const maxLines = 2_000

// In base64, with quotes and commas.
const hashBytes = 50

const bytes = (value: unknown): Uint8Array =>
  value instanceof Uint8Array ? value : new Uint8Array()

const base64 = (value: unknown) => Buffer.from(bytes(value)).toString('base64')

const headOf = (row: { [column: string]: unknown } | undefined): StoredHead | undefined =>
  row && typeof row['number'] === 'number'
    ? { number: row['number'], hash: bytes(row['hash']), signature: bytes(row['signature']) }
    : undefined

const statements = (database: DatabaseSync) => ({
  head: database.prepare('SELECT number, hash, signature FROM audit_head'),
  // One statement, one moment: another process may add lines at any time.
  headAndLast: database.prepare(
    `SELECT number, hash, signature, (SELECT max(number) FROM audit) AS last
     FROM (SELECT 1) LEFT JOIN audit_head`
  ),
  putHead: database.prepare(
    'INSERT OR REPLACE INTO audit_head (one, number, hash, signature) VALUES (1, ?, ?, ?)'
  ),
  add: database.prepare('INSERT INTO audit (number, line, hash) VALUES (?, ?, ?)'),
  lines: database.prepare(
    'SELECT number, line FROM audit WHERE number > ? ORDER BY number LIMIT ?'
  ),
  hash: database.prepare('SELECT hash FROM audit WHERE number = ?'),
  chain: database.prepare(
    'SELECT number, line, hash FROM audit WHERE number > ? ORDER BY number LIMIT ?'
  )
})
