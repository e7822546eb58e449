import { isReleasedToOfficers } from '#src/domain/access.ts'
import type { CaseState } from '#src/domain/case.ts'
import type { EntryKey } from '#src/domain/ports.ts'

/** A hit of a case, as one agency's desk has it. */
export interface Sighting {
  readonly agency: string
  readonly entry: EntryKey
  /** When the desk was opened, in milliseconds since 1970. */
  readonly since: number
  readonly isSeen: boolean
}

/** Every hit of a case at every desk, seen there or not: what was once seen may be so no more. */
export const sightingsOf = ({ hits, desks }: CaseState): readonly Sighting[] =>
  Object.entries(desks).flatMap(([agency, { createdAt }]) =>
    hits.map(hit => ({
      agency,
      entry: { list: hit.list, id: hit.entryId },
      since: Date.parse(createdAt),
      isSeen: isReleasedToOfficers(hit, agency)
    }))
  )

/** What the cases with an agency's sightings of an entry are found by. */
export const sightingName = (agency: string, { list, id }: EntryKey): string =>
  JSON.stringify(['seen', agency, list, id])
