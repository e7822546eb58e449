import {
  type Caller,
  hasRole,
  isReleasedToCheckpoints,
  isReleasedToOfficers
} from '../domain/access.ts'
import { showHit } from '../domain/redact.ts'
import type { RecordedHit, Screened, ScreeningReply } from '../domain/screening.ts'

/**
 * What this caller is told: a pure function of the hits the caller may see, so that a hidden one changes nothing.
 * A search that was cut short is never clear.
 */
export const replyTo = (caller: Caller, screened: Screened): ScreeningReply => {
  const mayRead = (hit: RecordedHit) =>
    (hasRole(caller, 'officer', 'supervisor') && isReleasedToOfficers(hit, caller.agency)) ||
    (hasRole(caller, 'checkpoint') && isReleasedToCheckpoints(hit, caller.agency))
  const hits = screened.hits.filter(mayRead)
  const candidates = hits.length > 0 ? [] : screened.candidates.filter(mayRead)
  const shown = [...hits, ...candidates.slice(0, screened.maxCandidatesShown)]
  const decision =
    hits.length > 0
      ? 'refer'
      : candidates.length > 0 || screened.cutShort
        ? 'insufficient'
        : 'clear'
  return {
    id: screened.id,
    decision,
    ...(decision === 'refer' && { caseId: screened.caseId }),
    hits: shown.map(hit => showHit(hit, caller.agency)),
    warnings: [...screened.warnings],
    listVersion: screened.listVersion,
    policyVersion: screened.policyVersion,
    degraded: [...screened.degraded],
    screenedAt: screened.screenedAt
  }
}
