import type { RecordedEvent } from './ports.ts'

/** Puts an event that can not be taken, whole, where somebody looks at it; resolves when it is durable there. */
export type SetAside = (recorded: RecordedEvent, code: string, reason: string) => Promise<void>

/** Whether an event was written by somebody else than the service, and so may be anything. */
export const isForeign = ({ event }: RecordedEvent): boolean => event.source === 'kafka'
