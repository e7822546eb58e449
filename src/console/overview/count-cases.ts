import type { CaseView } from '../api/views.ts'
import { openStates } from '../state/case-states.ts'

/** Open cases of one state, by how long ago they were opened. */
export interface AgeCounts {
  readonly state: CaseView['state']
  /** Up to five minutes, an hour, a day, older. */
  readonly counts: readonly number[]
}

const upToMs = [5 * 60_000, 60 * 60_000, 24 * 60 * 60_000, Number.POSITIVE_INFINITY]

/** Open cases by state and age; states without any are left out. */
export const countByAge = (cases: readonly CaseView[], now: number): readonly AgeCounts[] =>
  openStates
    .map(state => {
      const ages = cases
        .filter(one => one.state === state)
        .map(({ createdAt }) => now - Date.parse(createdAt))
      const counts = upToMs.map(
        (limit, at) =>
          ages.filter(age => age <= limit && age > (upToMs[at - 1] ?? -Infinity)).length
      )
      return { state, counts }
    })
    .filter(({ counts }) => counts.some(count => count > 0))

/** What became of the decided cases of one list. */
export interface DecidedCounts {
  readonly list: string
  readonly decided: number
  readonly dismissed: number
}

/** Decided cases by the list of their best hit. */
export const countDismissed = (cases: readonly CaseView[]): readonly DecidedCounts[] => {
  const lists = new Map<string, DecidedCounts>()
  for (const { decided, hits } of cases) {
    const list = hits[0]?.list
    if (list === undefined || !decided) continue
    const before = lists.get(list) ?? { decided: 0, dismissed: 0 }
    const dismissed = before.dismissed + (decided.verdict === 'dismissed' ? 1 : 0)
    lists.set(list, { list, decided: before.decided + 1, dismissed })
  }
  return [...lists.values()].sort((a, b) => (a.list < b.list ? -1 : 1))
}

const minuteMs = 60_000

/** How many of the cases were opened in each of these minutes. */
export const countByMinute = (
  cases: readonly CaseView[],
  minutes: readonly string[]
): readonly number[] => {
  const counts = new Map<number, number>()
  for (const { createdAt } of cases) {
    const minute = Math.floor(Date.parse(createdAt) / minuteMs)
    counts.set(minute, (counts.get(minute) ?? 0) + 1)
  }
  return minutes.map(at => counts.get(Math.floor(Date.parse(at) / minuteMs)) ?? 0)
}
