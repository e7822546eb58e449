import type { IsReceiving } from './receiving-state.ts'

/** What a reader of manifests has to be told. */
export interface ReaderSettings {
  /** `2026-03-01`, the latest day that it is anywhere: tells the century of two-digit years, and what lies in the future. */
  readonly today: string
  /** Tells the receiving state's places by the recipient, for journeys that do not say where they cross the border. */
  readonly receivingFor?: (recipient: string | undefined) => IsReceiving | undefined
}
