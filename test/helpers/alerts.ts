import type { Alert } from '#src/domain/alert.ts'
import { showCase } from '#src/domain/redact.ts'
import { aCase } from './screened.ts'

/** An alert, where a test does not care about the rest. */
export const anAlert = (more: Partial<Alert> = {}): Alert => {
  const person = showCase(aCase(), 'interior', () => 1)
  if (!person) throw new Error('the case is not shown')
  return {
    id: 'alert-1',
    agency: 'interior',
    desk: 'duty',
    caseId: 'case-1',
    revision: 1,
    at: '2026-11-22T08:00:00.000Z',
    what: 'opened',
    person,
    ...more
  }
}
