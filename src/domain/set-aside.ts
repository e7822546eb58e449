import type { RecordedEvent } from './ports.ts'

/** Puts an event that can not be taken, whole, where somebody looks at it; resolves when it is durable there. */
export type SetAside = (recorded: RecordedEvent, code: string, reason: string) => Promise<void>

/** Whether an event was written by somebody else than the service, and so may be anything. */
export const isForeign = ({ event }: RecordedEvent): boolean => event.source === 'kafka'

/** The code of an error; what has none is a fault that nobody has foreseen. */
export const codeOf = (error: unknown): string => (error as { code?: string }).code ?? 'INTERNAL'

/** What a later try can heal; everything else is the event's own fault. */
export const isPassing = (error: unknown): boolean => passing.has(codeOf(error))

const passing = new Set([
  'WATCHLIST_NOT_READY',
  'WATCHLIST_TOO_OLD',
  'OVERLOADED',
  'RECORD_UNAVAILABLE',
  'VIEW_UNAVAILABLE',
  'VIEW_REPLACED',
  'CASE_CHANGED'
])
