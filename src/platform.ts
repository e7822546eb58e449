import type { Keys } from './adapters/embedded/keys.ts'
import type { Deliveries, Exclusions } from './domain/case-ports.ts'
import type { NodeReports } from './domain/node-report.ts'
import type {
  Audit,
  Callers,
  Cases,
  IndexSnapshots,
  Manifests,
  Positions,
  Record,
  SharedList,
  Verdicts
} from './domain/ports.ts'

/** What the service stands on: every port, opened, whatever is behind it. */
export interface Platform {
  readonly record: Record
  readonly sharedList: SharedList
  readonly cases: Cases
  readonly positions: Positions
  readonly manifests: Manifests
  readonly exclusions: Exclusions
  readonly deliveries: Deliveries
  /** On this node's disk. */
  readonly indexSnapshots: IndexSnapshots
  readonly audit: Audit
  readonly verdicts: Verdicts
  readonly callers: Callers
  readonly nodeReports: NodeReports
  readonly keys: Keys
  /** What the platform has to do all the time, by name; the service starts it again when it fails. */
  readonly followers: { readonly [name: string]: (signal: AbortSignal) => Promise<void> }
  /** Whether what is accepted can be made durable. */
  isHealthy(): boolean
  /** Events that are durable on this node and not yet in the record. */
  waiting(): number
  /** Lines of the audit that so far are on this node's disk alone; absent where they stay there. */
  readonly auditWaiting?: () => number
  /** Agencies whose topic has not taken all alerts that this node has for it; absent where agencies have no topics. */
  readonly agenciesBehind?: () => number
  /** States of manifests that the record has not been given yet, that are too large for it, and that are still to be put back into the view. */
  readonly manifestCounts?: () => Promise<{
    readonly unrecorded: number
    readonly too_large: number
    readonly to_restore: number
  }>
  /** Bytes on this node's disk: the database, and what is not yet moved into it. */
  sizes(): Promise<{ readonly databaseBytes: number; readonly logBytes: number }>
  /** Finishes what has been asked for, then lets everything go. */
  close(): Promise<void>
}
