import type { CaseView, HitView } from '#src/console/api/views.ts'

/** A hit of no importance. */
export const aHit = (more: Partial<HitView> = {}): HitView => ({
  list: 'wanted',
  entryId: 'W-1',
  score: 0.9,
  band: 'strong',
  instruction: 'refer_second_line',
  warnings: [],
  handling: 'H0',
  evidence: [],
  ...more
})

/** A new case of no importance. */
export const aCase = (id: string, more: Partial<CaseView> = {}): CaseView => ({
  id,
  revision: 1,
  state: 'new',
  urgency: 5,
  instruction: 'refer_second_line',
  traveller: { names: [{ family: 'DOE', given: 'JO' }] },
  purpose: 'border_control',
  hits: [{ ...aHit(), id: `${id}-hit`, covert: false }],
  trail: [],
  createdAt: '2026-11-22T07:59:00Z',
  updatedAt: '2026-11-22T07:59:00Z',
  ...more
})
