import { createHmac, randomUUID } from 'node:crypto'
import { access, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Deliveries, Exclusions } from '#src/domain/case-ports.ts'
import type { NodeReports } from '#src/domain/node-report.ts'
import type {
  Callers,
  Cases,
  IndexSnapshots,
  Manifests,
  Positions,
  Record,
  SharedList,
  Topic,
  Verdicts
} from '#src/domain/ports.ts'
import type { Platform } from '#src/platform.ts'
import { createBell } from '../bell.ts'
import { EmbeddedAudit } from './audit.ts'
import { embeddedCallers } from './callers.ts'
import { embeddedCases } from './cases.ts'
import { Database } from './database.ts'
import { embeddedDeliveries } from './deliveries.ts'
import { embeddedExclusions } from './exclusions.ts'
import { makeFolder, makePrivate } from './files.ts'
import { indexSnapshotsIn } from './index-snapshots.ts'
import { type GivenKeys, type Keys, openKeys } from './keys.ts'
import { localVerdicts } from './local-verdicts.ts'
import { lockFolder } from './lock.ts'
import { embeddedManifests } from './manifests.ts'
import { memoryNodeReports } from './node-reports.ts'
import { embeddedPositions } from './positions.ts'
import { embeddedRecord } from './record.ts'
import { embeddedSharedList } from './shared-list.ts'
import { recordUnavailable } from './unavailable.ts'

const databaseFile = 'portcullis.db'

export interface EmbeddedOptions {
  readonly dataDir: string
  /** True for the service, which is alone on the folder; false for a tool that works beside it. */
  readonly exclusive: boolean
  /** Whether what is not there yet is made; without it, whatever is exclusive makes it. */
  readonly mayMake?: boolean
  readonly now: () => Date
  readonly given?: GivenKeys
}

/** Bytes on the disk. */
export interface Sizes {
  readonly databaseBytes: number
  /** What is committed and not yet moved into the database file. */
  readonly logBytes: number
}

/** Everything that the embedded mode keeps under its data folder. */
export class EmbeddedPlatform implements Platform {
  readonly record: Record
  readonly sharedList: SharedList
  readonly cases: Cases
  readonly positions: Positions
  readonly manifests: Manifests
  readonly indexSnapshots: IndexSnapshots
  readonly exclusions: Exclusions
  readonly deliveries: Deliveries
  readonly audit: EmbeddedAudit
  readonly callers: Callers
  readonly keys: Keys
  readonly verdicts: Verdicts = localVerdicts()
  readonly nodeReports: NodeReports = memoryNodeReports()
  readonly followers = {}
  readonly #database: Database
  readonly #file: string
  readonly #lock: { close(): void } | undefined
  #closed: Promise<void> | undefined

  private constructor(
    opened: {
      database: Database
      audit: EmbeddedAudit
      indexSnapshots: IndexSnapshots
      keys: Keys
      file: string
    },
    lock: { close(): void } | undefined
  ) {
    this.#database = opened.database
    this.#file = opened.file
    this.#lock = lock
    this.audit = opened.audit
    this.indexSnapshots = opened.indexSnapshots
    this.keys = opened.keys
    this.record = embeddedRecord(opened.database)
    this.sharedList = embeddedSharedList(opened.database)
    const caseBell = createBell()
    this.cases = embeddedCases(opened.database, caseBell)
    this.positions = embeddedPositions(opened.database)
    this.manifests = embeddedManifests(opened.database)
    this.exclusions = embeddedExclusions(opened.database, caseBell)
    this.deliveries = embeddedDeliveries(opened.database)
    this.callers = embeddedCallers(join(dirname(opened.file), 'revoked-tokens.jsonl'))
  }

  /** Opens the data folder, which a service makes and a tool only where it may; refused when another service has it or its keys were exchanged. */
  static async open(options: EmbeddedOptions): Promise<EmbeddedPlatform> {
    const { dataDir, exclusive, mayMake = exclusive } = options
    await (mayMake ? makeFolder(dataDir) : requireDatabase(dataDir))
    const lock = exclusive ? await lockFolder(join(dataDir, 'lock.db')) : undefined
    try {
      return new EmbeddedPlatform(await openParts(options), lock)
    } catch (error) {
      lock?.close()
      throw error
    }
  }

  /** Whether the disk takes what is written: the database and the audit's checkpoints. */
  isHealthy(): boolean {
    return this.#database.isHealthy() && this.audit.isHealthy()
  }

  /** Nothing waits: the record is here. */
  waiting(): number {
    return 0
  }

  /** Erases the events of a topic up to this offset: they are kept elsewhere. */
  erase(topic: Topic, through: number): Promise<void> {
    return this.#database.write('eraseEvents', topic, through)
  }

  /** How much room it takes, for metrics. */
  async sizes(): Promise<Sizes> {
    return {
      databaseBytes: await bytesOf(this.#file),
      logBytes: await bytesOf(`${this.#file}-wal`)
    }
  }

  /** Finishes what has been asked for, then lets the folder go. */
  close(): Promise<void> {
    this.#closed ??= this.#finish()
    return this.#closed
  }

  async #finish() {
    try {
      await this.audit.close()
    } finally {
      await this.#database.close()
      this.#lock?.close()
    }
  }
}

/** Whether a service, or a tool that makes what is not there, has been in a data folder. */
export const hasDatabase = (dataDir: string): Promise<boolean> =>
  access(join(dataDir, databaseFile)).then(
    () => true,
    () => false
  )

/** What a tool would make in a wrong folder looks like an audit without a fault, and like keys that sign for nobody. */
const requireDatabase = async (dataDir: string) => {
  if (await hasDatabase(dataDir)) return
  const what = `there is no ${databaseFile} in ${dataDir}`
  throw recordUnavailable(`${what}: DATA_DIR must name the folder of a service that was started`)
}

const openParts = async ({ dataDir, exclusive: isOwner, now, given }: EmbeddedOptions) => {
  const keys = await openKeys(dataDir, given)
  const file = join(dataDir, databaseFile)
  await makePrivate(file)
  const { fieldKey } = keys
  const auditKey = keys.audit.privateKey
  const database = await Database.open({ file, fieldKey, auditKey })
  try {
    await compareKeys(database, keys)
    const checkpointFile = join(dataDir, 'audit-checkpoints.jsonl')
    const audit = await EmbeddedAudit.open({ database, checkpointFile, auditKey, isOwner, now })
    const identity = await database.write('keepMeta', 'identity', randomUUID())
    const indexSnapshots = indexSnapshotsIn(join(dataDir, 'index.snapshot'), fieldKey, identity)
    return { database, audit, indexSnapshots, keys, file }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** What was written under one key can't be read under another: better to stop than to mix them. */
const compareKeys = async (database: Database, { fieldKey, idsKey, audit }: Keys) => {
  const named = { fieldKey, idsKey, auditKey: Buffer.from(audit.publicKey) }
  for (const [name, key] of Object.entries(named)) {
    const print = createHmac('sha256', key).update(`portcullis ${name}`).digest('base64url')
    if ((await database.write('keepMeta', `print of ${name}`, print)) !== print) {
      throw recordUnavailable(`the ${name} is not the one that portcullis.db was written with`)
    }
  }
}

const bytesOf = async (file: string) => {
  try {
    return (await stat(file)).size
  } catch {
    return 0 // the log is gone once everything has been moved
  }
}
