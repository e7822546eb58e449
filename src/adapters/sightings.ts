import { isReleasedToOfficers } from '#src/domain/access.ts'
import type { CaseState } from '#src/domain/case.ts'
import { listsAtWork } from '#src/domain/entry-notice.ts'
import type { EntryKey } from '#src/domain/ports.ts'

/** What a case is found under while it is seen so: by an agency that sees an entry in it, or by a list that a desk works on. */
export interface Sighting {
  /** Keyed and digested before it is stored. */
  readonly name: string
  /** When the desk, or the case, was opened, in milliseconds since 1970; the same for ever. */
  readonly since: number
  readonly isSeen: boolean
}

/** Every hit of a case at every desk, and every list that it has hits of, seen there or not: what was once seen may be so no more. */
export const sightingsOf = (state: CaseState): readonly Sighting[] => {
  const { hits, desks, createdAt } = state
  const atDesks = Object.entries(desks).flatMap(([agency, desk]) =>
    hits.map(hit => ({
      name: sightingName(agency, { list: hit.list, id: hit.entryId }),
      since: Date.parse(desk.createdAt),
      isSeen: isReleasedToOfficers(hit, agency)
    }))
  )
  const atWork = listsAtWork(state)
  const ofLists = [...new Set(hits.map(({ list }) => list))].map(list => ({
    name: workName(list),
    since: Date.parse(createdAt),
    isSeen: atWork.has(list)
  }))
  return [...atDesks, ...ofLists]
}

/** What the cases with an agency's sightings of an entry are found by. */
export const sightingName = (agency: string, { list, id }: EntryKey): string =>
  JSON.stringify(['seen', agency, list, id])

/** What the cases are found by in which a desk works on a hit of this list. */
export const workName = (list: string): string => JSON.stringify(['at work', list])
