import { isReleasedToOfficers } from '../domain/access.ts'
import type { Companion } from '../domain/case-reply.ts'
import type { Manifests } from '../domain/ports.ts'
import type { OnManifest } from '../domain/traveller.ts'
import { readKept } from './earlier.ts'
import { leftFor } from './left-for.ts'
import { everybodyOn } from './manifest.ts'
import { outcomesByPerson, type PersonOutcome } from './received.ts'

/** Those who travel in the same reservation of the same message: by number and reference, with the cases that this agency sees. */
export const companionsOf = async (
  manifests: Manifests,
  { manifestId, message, person: own, locator }: OnManifest,
  agency: string
): Promise<readonly Companion[]> => {
  if (!locator) return []
  const kept = await readKept(manifests, manifestId)
  const received = kept && leftFor(kept, agency)
  const list = received?.manifest.messages[message - 1]
  if (!list) return []
  const outcomes = outcomesByPerson(received.outcomes[message - 1] ?? [])
  return everybodyOn(list)
    .filter(person => person.locator === locator && person.ordinal !== own)
    .map(({ ordinal: person, reference }) => {
      const caseId = caseSeenBy(agency, outcomes.get(person))
      return { person, ...(reference && { reference }), ...(caseId && { caseId }) }
    })
}

const caseSeenBy = (agency: string, outcome: PersonOutcome | undefined): string | undefined => {
  if (outcome?.kind === 'unscreened') {
    return outcome.agencies.includes(agency) ? outcome.caseId : undefined
  }
  if (outcome?.kind !== 'screened') return undefined
  const { caseId, hits } = outcome.found
  return hits.some(hit => isReleasedToOfficers(hit, agency)) ? caseId : undefined
}
