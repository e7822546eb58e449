import type { Alert } from './alert.ts'
import type { CaseState } from './case.ts'

/** In the place of an agency in a canary's alert; no agency can have this name. */
export const canaryAgency = '_canary'

/** The case of a canary: no hit, no desk, so that nobody is ever shown it. */
export const canaryCase = (caseId: string, canary: string, at: string): CaseState => ({
  id: caseId,
  canary,
  hits: [],
  screenings: [canary],
  desks: {},
  createdAt: at
})

/** The alert of a canary, for nobody and about nobody. */
export const canaryAlert = (caseId: string, canary: string, at: string): Alert => ({
  id: canary,
  agency: canaryAgency,
  desk: canaryAgency,
  caseId,
  revision: 1,
  at,
  what: 'opened',
  person: {
    id: caseId,
    revision: 1,
    state: 'new',
    urgency: 9,
    instruction: '',
    traveller: {},
    purpose: '',
    hits: [],
    trail: [],
    createdAt: at,
    updatedAt: at
  }
})

/** Under which the node that sent a canary hears that its alert was written. */
export const alertHeardId = (canary: string): string => `${canary}/alert`
