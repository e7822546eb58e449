import type { Unscreened } from '../domain/case.ts'
import type { Ids } from '../domain/ids.ts'
import type { RecordedEvent } from '../domain/ports.ts'
import { unscreenedEvent } from '../screening/event.ts'
import { type DeadLetters, deadLetterId, inShort, toDeadLetters } from './dead-letters.ts'

/** What messages are set aside with. */
export interface SetAsideDeps extends DeadLetters {
  readonly ids: Ids
  /** Who looks at travellers that could not be screened, beside the agency that sent them. */
  readonly unscreenedAgencies: readonly string[]
}

/** Why a message is set aside. */
export interface Fault {
  readonly code: string
  readonly reason: string
  /** Which part of it, counted from 1, where all others are taken. */
  readonly part?: number
}

/** What could be read of a message all the same. */
export type Known = Partial<Pick<Unscreened, 'purpose' | 'journey' | 'person'>> & {
  readonly agency?: string | undefined
}

/** Nothing is lost: the message, or a part of it, goes to the dead letters, and to the officers as a case of its own. */
export const setAside = async (
  deps: SetAsideDeps,
  recorded: RecordedEvent,
  { code, reason, part }: Fault,
  { agency, purpose = 'border_control', journey, person = { traveller: {} } }: Known = {}
): Promise<void> => {
  const { event, position } = recorded
  const source = `portcullis/${position.topic}`
  const caseId = deps.ids.screening(source, deadLetterId(position, part))
  const unscreened: Unscreened = {
    id: caseId,
    caseId,
    purpose,
    reason: inShort(reason),
    agencies: [...new Set([...(agency ? [agency] : []), ...deps.unscreenedAgencies])],
    screenedAt: event.time,
    by: { sub: event.source },
    ...(journey && { journey }),
    person
  }
  await Promise.all([
    toDeadLetters(deps)(recorded, code, reason, part),
    deps.record.append('screenings', [unscreenedEvent(unscreened, source)])
  ])
}
