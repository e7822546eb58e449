import type { Alert } from './alert.ts'
import type { Exclusion } from './exclusion.ts'
import type { Offsets, Position } from './ports.ts'

/** An exclusion with how often it has kept a hit away. */
export interface CountedExclusion {
  readonly exclusion: Exclusion
  readonly applied: number
}

/** What supervisors have excluded, shared by all nodes: stored by `Cases.commit` with the case that says so, counted from `screenings`. */
export interface Exclusions {
  get(id: string): Promise<CountedExclusion | undefined>
  /** Those of an agency by id, revoked ones included; `after` is the last id of the page before. */
  page(
    agency: string,
    after: string | undefined,
    limit: number
  ): Promise<readonly CountedExclusion[]>
  /** How far `count` has come in `screenings`. */
  offsets(): Promise<Offsets>
  /** Adds one for each id, as often as it stands there; a position at or before the stored one changes nothing. */
  count(counted: {
    readonly position: Position
    readonly applied: readonly string[]
  }): Promise<void>
  /** Every exclusion, then each that changes, until the signal aborts. */
  follow(
    handle: (changes: readonly Exclusion[]) => Promise<void>,
    signal: AbortSignal
  ): Promise<void>
}

/** An alert on its way to a desk, with how often it was tried. */
export interface Delivery {
  readonly alert: Alert
  readonly attempts: number
}

/** An alert that its desk would not take. */
export interface FailedDelivery extends Delivery {
  readonly failedAt: string
  readonly error: string
}

/** What became of an attempt, at that moment; `waiting` is tried again so much later. */
export type DeliveryOutcome =
  | { readonly as: 'delivered' }
  | { readonly as: 'failed'; readonly at: string; readonly error: string }
  | {
      readonly as: 'waiting'
      readonly at: string
      readonly waitMs: number
      readonly error: string
    }

/** Alerts on their way to agencies' webhooks, shared by all nodes: fed from `alerts`, each once. */
export interface Deliveries {
  offsets(): Promise<Offsets>
  /** All or nothing, in order; a position at or before the stored one changes nothing. */
  add(added: { readonly position: Position; readonly alerts: readonly Alert[] }): Promise<void>
  /** Those of a desk that may be sent now, of each case only the oldest; nobody else is given them for so long. Where nodes share a clock, one whose own is ahead of it goes by that. */
  claim(claim: {
    readonly agency: string
    readonly desk: string
    readonly at: string
    readonly holdMs: number
    readonly limit: number
  }): Promise<readonly Delivery[]>
  /** A failed one is out of the way of the later ones of its case. */
  settle(id: string, outcome: DeliveryOutcome): Promise<void>
  /** Those of an agency that failed, by id; `after` is the last id of the page before. */
  failed(
    agency: string,
    after: string | undefined,
    limit: number
  ): Promise<readonly FailedDelivery[]>
  /** Has a failed one tried again; false when the agency has none of this id. */
  redeliver(agency: string, id: string): Promise<boolean>
  /**
   * Erases what failed before so long, and what waits for a desk that is none of these once it is so long that this was first
   * seen here. Gives how many they were. By the clock of `claim`.
   */
  erase(erased: {
    readonly desks: readonly Pick<Alert, 'agency' | 'desk'>[]
    readonly at: string
    readonly keepMs: number
  }): Promise<number>
  counts(): Promise<{ readonly waiting: number; readonly failed: number }>
}
