import type { FastifyBaseLogger } from 'fastify'
import type { Unscreened } from '../domain/case.ts'
import type { Ids } from '../domain/ids.ts'
import type { Record, RecordedEvent } from '../domain/ports.ts'
import type { Metrics } from '../metrics.ts'
import { unscreenedEvent } from '../screening/event.ts'

/** What messages are set aside with. */
export interface SetAsideDeps {
  readonly record: Record
  readonly ids: Ids
  /** Who looks at travellers that could not be screened, beside the agency that sent them. */
  readonly unscreenedAgencies: readonly string[]
  readonly metrics: Metrics
  readonly log: FastifyBaseLogger
  readonly now: () => Date
}

/** Why a message is set aside. */
export interface Fault {
  readonly code: string
  readonly reason: string
}

/** What could be read of a message all the same. */
export type Known = Partial<Pick<Unscreened, 'purpose' | 'journey' | 'person'>> & {
  readonly agency?: string | undefined
}

/** Nothing is lost: the message goes to the dead letters, and to the officers as a case of its own. */
export const setAside = async (
  { record, ids, unscreenedAgencies, metrics, log, now }: SetAsideDeps,
  { event, position }: RecordedEvent,
  { code, reason }: Fault,
  { agency, purpose = 'border_control', journey, person = { traveller: {} } }: Known = {}
): Promise<void> => {
  const { topic, partition, offset } = position
  const id = `${topic}-${partition}-${offset}`
  const source = `portcullis/${topic}`
  const deadLetter = {
    id,
    type: 'portcullis.dead-letter',
    source,
    time: now().toISOString(),
    data: { topic, position, code, reason, original: event }
  }
  const caseId = ids.screening(source, id)
  const unscreened: Unscreened = {
    id: caseId,
    caseId,
    purpose,
    reason,
    agencies: [...new Set([...(agency ? [agency] : []), ...unscreenedAgencies])],
    screenedAt: event.time,
    by: { sub: event.source },
    ...(journey && { journey }),
    person
  }
  await Promise.all([
    record.append('dead-letters', [deadLetter]),
    record.append('screenings', [unscreenedEvent(unscreened, source)])
  ])
  metrics.deadLetters.inc({ topic, reason: code })
  log.warn({ topic, offset, code }, 'message dead-lettered')
}

/** What a later try can heal; everything else is the message's own fault. */
export const isPassing = (error: unknown): boolean =>
  passing.has((error as { code?: string }).code ?? '')

const passing = new Set([
  'WATCHLIST_NOT_READY',
  'WATCHLIST_TOO_OLD',
  'OVERLOADED',
  'RECORD_UNAVAILABLE'
])
