import fc from 'fast-check'
import { agenciesOf, type CaseState, type Desk } from '#src/domain/case.ts'
import type { RecordedHit, Screened } from '#src/domain/screening.ts'
import { instructions } from '#src/domain/vocabulary.ts'

/** A hit as the record keeps it, where a test does not care about the rest. */
export const aHit = (more: Partial<RecordedHit> = {}): RecordedHit => ({
  list: 'wanted',
  entryId: '1',
  score: 0.97,
  band: 'strong',
  instruction: 'arrest',
  warnings: [],
  handling: 'H0',
  listedAs: { kind: 'person', names: [{ full: 'LISTED NAME' }] },
  evidence: [{ field: 'name', finding: 'same name', listed: 'LISTED NAME', weight: 12 }],
  agency: 'interior',
  releasableTo: [],
  covert: false,
  entryRevision: 1,
  ...more
})

/** A screening with these hits. */
export const aScreening = (more: Partial<Screened> = {}): Screened => ({
  id: 'screening-1',
  purpose: 'border_control',
  caseId: 'case-1',
  hits: [aHit()],
  candidates: [],
  maxCandidatesShown: 5,
  warnings: [],
  degraded: [],
  cutShort: false,
  listVersion: 1,
  policyVersion: 'test',
  screenedAt: '2026-11-22T08:00:00.000Z',
  by: { sub: 'desk' },
  person: { traveller: { names: [{ full: 'SOME TRAVELLER' }] } },
  requestDigest: 'digest',
  ...more
})

/** An agency's desk of a case. */
export const aDesk = (more: Partial<Desk> = {}): Desk => ({
  revision: 1,
  state: 'new',
  urgency: 1,
  traveller: { names: [{ full: 'SOME TRAVELLER' }] },
  purpose: 'border_control',
  trail: [],
  createdAt: '2026-11-22T08:00:00.000Z',
  updatedAt: '2026-11-22T08:00:00.000Z',
  ...more
})

/** A case with these hits, and a desk for each agency that they concern. */
export const aCase = (more: Partial<CaseState> = {}): CaseState => {
  const hits = more.hits ?? [{ ...aHit(), id: 'hit-1' }]
  const concerned = [...agenciesOf(hits), ...(more.unscreened?.agencies ?? [])]
  return {
    id: 'case-1',
    hits,
    screenings: ['screening-1'],
    desks: Object.fromEntries(concerned.map(name => [name, aDesk()])),
    createdAt: '2026-11-22T08:00:00.000Z',
    ...more
  }
}

/** The agencies of these tests. */
export const agencies = ['interior', 'border', 'customs', 'health'] as const
const agency = fc.constantFrom(...agencies)

/** Any hit, of a handful of entries and agencies. */
export const anyHit: fc.Arbitrary<RecordedHit> = fc
  .record({
    entryId: fc.constantFrom('1', '2', '3', '4'),
    score: fc.double({ min: 0, max: 0.999999, noNaN: true }),
    instruction: fc.constantFrom(...instructions),
    handling: fc.constantFrom('H0' as const, 'H1' as const, 'H2' as const, 'H3' as const),
    agency,
    releasableTo: fc.uniqueArray(agency, { maxLength: 3 }),
    covert: fc.boolean(),
    entryRevision: fc.integer({ min: 1, max: 4 })
  })
  .map(part => ({ ...aHit(), ...part }))

/** Any agency that may ask, or none. */
export const anyAgency: fc.Arbitrary<string | undefined> = fc.option(agency, { nil: undefined })
