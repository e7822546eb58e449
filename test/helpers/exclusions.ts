import type { Exclusion } from '#src/domain/exclusion.ts'

/** An exclusion, where a test does not care about the rest. */
export const anExclusion = (more: Partial<Exclusion> = {}): Exclusion => ({
  id: 'exclusion-1',
  caseId: 'case-1',
  agency: 'interior',
  list: 'wanted',
  entryId: '1',
  identity: 'identity-1',
  person: 'person-1',
  until: '2027-06-01',
  askedBy: { sub: 'ann', agency: 'interior' },
  approvedBy: { sub: 'sue', agency: 'interior' },
  approvedAt: '2026-11-22T09:00:00.000Z',
  ...more
})
