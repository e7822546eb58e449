/** How a node and its list stand, as the node itself says: nothing of travellers, nothing of what was found. */
export interface NodeReport {
  /** Of the node alone, and the same after a restart. */
  readonly id: string
  /** What people call it; others may be called the same. */
  readonly name: string
  /** When it said so, by its own clock. */
  readonly at: string
  readonly isReady: boolean
  readonly listVersion: number
  /** Versions by which the shared list was ahead at that moment; absent = not known. */
  readonly behindBy?: number
  readonly entries: number
  /** Since its list was last known to be current; absent before the first load. */
  readonly ageSeconds?: number
}

/** What each node said last, shared by all nodes. */
export interface NodeReports {
  /** Takes the place of what this node said before; whoever has been silent for an hour by then is forgotten. */
  say(report: NodeReport): Promise<void>
  /** Of every node that is not forgotten, in no order. */
  all(): Promise<readonly NodeReport[]>
}

const silentAfterMs = 30_000
const forgottenAfterMs = 3_600_000

/** Whether a node has said nothing for so long that what it said does not count any more. */
export const isSilent = ({ at }: NodeReport, now: Date): boolean =>
  now.getTime() - Date.parse(at) > silentAfterMs

/** Once this is said, whoever has said nothing since this instant is forgotten. */
export const forgottenBefore = ({ at }: NodeReport): string =>
  new Date(Date.parse(at) - forgottenAfterMs).toISOString()
