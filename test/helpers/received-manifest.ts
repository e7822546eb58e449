import { readPaxlst } from '#src/manifests/paxlst/read-paxlst.ts'
import type {
  DescribedOutcome,
  FoundHit,
  PersonOutcome,
  ReceivedManifest
} from '#src/manifests/received.ts'
import { passengerList } from './passenger-list.ts'
import type { Someone } from './someone.ts'

/** A person who was screened, with these hits. */
export const aScreenedPerson = (
  person: number,
  caseId: string,
  hits: readonly FoundHit[] = [],
  screening = `s-${person}`
): DescribedOutcome => ({
  person,
  kind: 'screened',
  found: {
    screening,
    caseId,
    hits,
    candidates: [],
    isCutShort: false,
    warnings: [],
    degraded: []
  }
})

/** A passenger list of these people, as it is kept in the end. */
export const aReceivedManifest = (
  people: readonly Someone[],
  outcomes: readonly PersonOutcome[],
  more: Partial<ReceivedManifest> = {}
): ReceivedManifest => ({
  id: 'manifest',
  receivedAt: '2026-11-22T08:00:00.000Z',
  by: { sub: 'system of YYAIR' },
  sender: 'carrier YYAIR',
  purpose: 'border_control',
  carriers: ['YYAIR'],
  manifest: readPaxlst(Buffer.from(passengerList(people)), { today: '2026-11-22' }),
  partsKeys: [],
  warnings: [],
  outcomes: [outcomes],
  ...more
})
