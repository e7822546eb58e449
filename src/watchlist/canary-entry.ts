import type { Traveller } from '#matchers/index.ts'
import { toIndexEntry } from './index-entry.ts'

/** No agency can make a list of this name, so that no screening of a real traveller looks at it. */
export const canaryList = '~canary'

/** The synthetic person whom each node's own index holds, beside the lists: never stored, never shown, never counted. */
export const canaryEntry = toIndexEntry(canaryList, {
  id: 'canary',
  revision: 1,
  kind: 'person',
  names: [{ family: 'KANARIENVOGEL', given: 'PORTCULLIS' }],
  birthDates: ['1900-01-01'],
  documents: [{ type: 'P', number: 'CANARY00001', issuer: 'UTO' }]
})

/** The same person as a checkpoint would describe them. */
export const canaryTraveller: Traveller = {
  names: [{ family: 'KANARIENVOGEL', given: 'PORTCULLIS' }],
  birthDate: '1900-01-01',
  documents: [{ type: 'P', number: 'CANARY00001', issuer: 'UTO' }]
}
