import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { canonicalJson } from '#src/domain/canonical.ts'
import type { Audit, AuditLine, AuditVerdict, ChainedLine } from '#src/domain/ports.ts'
import { checkpointOf } from './audit-chain.ts'
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
