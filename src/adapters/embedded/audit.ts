import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { canonicalJson } from '#src/domain/canonical.ts'
import type { Audit, AuditLine, AuditVerdict, ChainedLine } from '#src/domain/ports.ts'
import type { ChainPage } from '../audit-page.ts'
import { chainId, checkpointOf } from './audit-chain.ts'
import { addCheckpoint, dropTornCheckpoint } from './audit-checkpoints.ts'
import { verifyAudit } from './audit-verdict.ts'
import type { Database } from './database.ts'

export interface AuditOptions {
  readonly database: Database
  /** Where checkpoints are kept, outside of the database. */
  readonly checkpointFile: string
  /** Private, PEM. */
  readonly auditKey: string
  /** The service that owns the folder, not a tool beside it. */
  readonly isOwner: boolean
  readonly now: () => Date
}

/** How much of the chain a topic was given. */
export interface Given {
  /** The last line. */
  readonly line: number
  /** Where the topic has it, when that is known. */
  readonly at?: { readonly partition: number; readonly offset: number }
}

/** The hash-chained audit in SQLite, with signed checkpoints in a file beside it. */
export class EmbeddedAudit implements Audit {
  readonly #options: AuditOptions
  readonly #privateKey: KeyObject
  readonly #publicKey: KeyObject
  #checkpointAt = 0
  #hasNews = false
  #noting: Promise<void> = Promise.resolve()
  #isNoting = false
  #hasFailed = false

  private constructor(options: AuditOptions) {
    this.#options = options
    this.#privateKey = createPrivateKey(options.auditKey)
    this.#publicKey = createPublicKey(this.#privateKey)
  }

  /** Opens the chain; its owner notes in the checkpoints where it stands. */
  static async open(options: AuditOptions): Promise<EmbeddedAudit> {
    const audit = new EmbeddedAudit(options)
    if (options.isOwner) {
      await dropTornCheckpoint(options.checkpointFile)
      await audit.#note()
    }
    return audit
  }

  /** Durable in the chain when it resolves; the checkpoint that is due once a minute follows. */
  async append(lines: readonly AuditLine[]): Promise<void> {
    if (lines.length === 0) return
    await this.#options.database.write('appendLines', lines.map(canonicalJson))
    this.#hasNews = true
    // Either way: a clock that is put back must not hold up the next one.
    const sinceMs = Math.abs(this.#options.now().getTime() - this.#checkpointAt)
    if (sinceMs >= checkpointEveryMs) this.#noteLater()
  }

  async read(after: number, limit: number): Promise<readonly ChainedLine[]> {
    const lines = await this.#options.database.read('auditLines', after, limit)
    return lines.map(([number, json]) => ({ ...(JSON.parse(json) as AuditLine), number }))
  }

  /** What the chain is called, and the key that it is signed with (PEM). */
  name(): { readonly chain: string; readonly publicKey: string } {
    const publicKey = this.#publicKey.export({ type: 'spki', format: 'pem' }).toString()
    return { chain: chainId(this.#publicKey), publicKey }
  }

  /** The lines after this one as they are chained, at least one and as many as fit; undefined where there are none. */
  page(after: number, maxBytes: number): Promise<ChainPage | undefined> {
    return this.#options.database.read('auditPage', after, maxBytes)
  }

  /** What was last noted of this topic. */
  async given(topic: string): Promise<Given> {
    const { database } = this.#options
    const [lines, [at]] = await Promise.all([
      database.read('offsets', lineOwner, topic),
      database.read('offsets', placeOwner, topic)
    ])
    const line = lines[0]?.[1] ?? 0
    return { line, ...(at && { at: { partition: at[0], offset: at[1] } }) }
  }

  /** Notes durably what this topic was given. */
  async noteGiven(topic: string, { line, at }: Given): Promise<void> {
    const { database } = this.#options
    await Promise.all([
      database.write('savePosition', lineOwner, { topic, partition: 0, offset: line }),
      at && database.write('savePosition', placeOwner, { topic, ...at })
    ])
  }

  verify(): Promise<AuditVerdict> {
    const { database, checkpointFile } = this.#options
    return verifyAudit(database, checkpointFile, this.#publicKey)
  }

  /** Whether the last checkpoint reached its file; while not, each question makes a new attempt. */
  isHealthy(): boolean {
    if (this.#hasFailed && !this.#isNoting) this.#noteLater()
    return !this.#hasFailed
  }

  /** Notes the last line in the checkpoints. */
  async close(): Promise<void> {
    await this.#noting
    if (this.#hasNews) await this.#note()
  }

  /** One at a time, so that the file's order is the chain's; a failure shows in `isHealthy`. */
  #noteLater() {
    if (this.#isNoting) return
    this.#isNoting = true
    this.#noting = this.#note().then(
      () => this.#noted(false),
      () => this.#noted(true)
    )
  }

  #noted(hasFailed: boolean) {
    this.#isNoting = false
    this.#hasFailed = hasFailed
    this.#hasNews ||= hasFailed
  }

  async #note() {
    const { database, checkpointFile, now } = this.#options
    const time = now()
    this.#checkpointAt = time.getTime()
    this.#hasNews = false
    const { head } = await database.read('auditHead')
    if (!head) return
    if (this.#hasFailed) await dropTornCheckpoint(checkpointFile)
    await addCheckpoint(checkpointFile, checkpointOf(head, time.toISOString(), this.#privateKey))
  }
}

const checkpointEveryMs = 60_000
const lineOwner = 'audit-given'
const placeOwner = 'audit-given-at'
