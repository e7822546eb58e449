import type { PassengerList } from '../people/passenger-lists.ts'
import type { ListedEntry } from '../people/types.ts'
import { latencyOf, rounded } from '../percentiles.ts'
import { fillList } from './fill-list.ts'
import { type ManifestTarget, sendManifests } from './send-manifests.ts'

/** How long lists took with a covert hit and without, in milliseconds. */
export interface CovertPairs {
  readonly withHit: ReturnType<typeof latencyOf>
  readonly without: ReturnType<typeof latencyOf>
  /** Between the medians; above 0 where a hit takes longer. */
  readonly differenceMs: number
}

/**
 * Sends lists in pairs, one at a time: on one of each pair a document is listed covertly. Which of the two goes first changes from
 * pair to pair, so that whatever else the machine does meets both alike.
 */
export const measureCovertPairs = async (
  target: ManifestTarget,
  editor: string,
  lists: Iterator<PassengerList>,
  pairs: number
): Promise<CovertPairs> => {
  const taken = Array.from({ length: pairs * 2 }, () => lists.next().value as PassengerList)
  const isHit = (at: number) => at % 2 === (at >> 1) % 2
  const entries = taken.flatMap((list, at) => (isHit(at) ? entryFor(list, at) : []))
  await fillList(target.url, editor, entries, 'covert')
  const times: { readonly hit: number[]; readonly none: number[] } = { hit: [], none: [] }
  for (const [at, list] of taken.entries()) {
    const one = [list][Symbol.iterator]()
    const { timesMs } = await sendManifests(target, one, { count: 1, concurrent: 1 })
    times[isHit(at) ? 'hit' : 'none'].push(...timesMs)
  }
  const [withHit, without] = [latencyOf(times.hit), latencyOf(times.none)]
  return { withHit, without, differenceMs: rounded(withHit.p50 - without.p50, 2) }
}

/** The first document of the list. */
const entryFor = ({ paxlst }: PassengerList, at: number): readonly ListedEntry[] => {
  const [, number, issuer] = /DOC\+[^+']*\+(\w+)'LOC\+91\+(\w+)'/.exec(paxlst) ?? []
  if (!number || !issuer) return []
  return [
    {
      id: `covert-${at}`,
      revision: 1,
      kind: 'document',
      documents: [{ type: 'P', number, issuer }],
      instruction: 'discreet_check',
      handling: 'H0',
      covert: true
    }
  ]
}
