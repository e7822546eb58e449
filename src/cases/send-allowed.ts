import { isStillAllowed } from '../domain/alert.ts'
import type { Cases } from '../domain/ports.ts'
import type { SendAlert } from './deliver.ts'

/**
 * Sends an alert unless it shows more of an entry than its agency may see by now: that one counts as taken, and goes nowhere. Where the
 * desk still sees the case, a later alert says what it may see. While its case is not there, as in a store that is filled again, nobody
 * knows what it may show: it waits.
 */
export const sendAllowed =
  (cases: Pick<Cases, 'get'>, send: SendAlert): SendAlert =>
  async (alert, signal) => {
    const [state] = await cases.get([alert.caseId])
    if (!state) return 'its case is not there yet'
    return isStillAllowed(alert, state) ? send(alert, signal) : undefined
  }
